internal import Files
internal import Interchange
internal import Text

/// Whether an audit fits the machine, told before the work begins.
enum RoomNeeded {
  /// Bytes of a store for a byte of its bundle, at the least: of bundles with short and with long texts .44 to .6 were
  /// measured, of packed files several.
  static let ofStore = 0.35
  /// Bytes of memory that a pair takes with all of its figures.
  static let ofPair = 84

  /// Why a bundle is not taken into a store at `path`; `nil` where there is room, or nobody knows.
  static func shortage(ofBundle bytes: Int, at path: String, free: Int?) -> CommandFailure? {
    let needed = Int(Double(bytes) * ofStore)
    guard let free, free < needed else { return nil }
    return CommandFailure(
      .inputOutput,
      "\(path): the store would take \(ByteCount.text(needed)) and more, and \(ByteCount.text(free)) are free there",
      remedy: "name a disk with more room with --into, or take the audit in shards (walkaway help scale)")
  }

  /// What people should know before so many pairs are read.
  static func note(ofPairs pairs: Int, available: Int?) -> String? {
    let needed = pairs * ofPair
    guard let available, available < needed else { return nil }
    return
      "its \(NumberText.counted(pairs, "case")) take about \(ByteCount.text(needed)) of memory, and \(ByteCount.text(available)) are free; "
      + "where that is too little, take the audit in shards (walkaway help scale)"
  }
}
