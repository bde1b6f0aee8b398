internal import Text

/// What an export leaves out for the sake of the people in it.
public struct ExportPrivacy: Sendable, Hashable {
  /// Profile values and every ``MaskKind`` are masked. Ids stay.
  public var isRedacted: Bool
  /// Only labels and reviews: no turn, no signal, no rationale, no profile.
  public var isWithoutText: Bool

  public init(isRedacted: Bool = false, isWithoutText: Bool = false) {
    self.isRedacted = isRedacted
    self.isWithoutText = isWithoutText
  }

  public var isNeeded: Bool { isRedacted || isWithoutText }
}

/// Counts what an export masked and left out.
public final class MaskTally {
  public private(set) var counts: [MaskKind: Int] = [:]
  /// Members of records that the program does not know and that a bundle left out, since it cannot vouch for them.
  public private(set) var unknownMembers = 0
  /// Ids that look like what is masked elsewhere.
  public private(set) var tellingIDs: Set<String> = []

  public init() {}

  func add(_ kind: MaskKind, _ count: Int = 1) { counts[kind, default: 0] += count }

  func add(_ masks: [MaskedText.Mask]) {
    for mask in masks { add(mask.kind) }
  }

  func addUnknownMembers() { unknownMembers += 1 }

  func check(id: UnsafeRawBufferPointer) {
    guard tellingIDs.count < 1_000 else { return }
    let masked = MaskedText(id)
    if masked.masks.contains(where: { $0.kind != .digits }) {
      tellingIDs.insert(String(decoding: masked.original, as: UTF8.self))
    }
  }

  /// How many of each kind there were, for programs.
  public var named: [(kind: String, count: Int)] {
    MaskKind.allCases.compactMap { kind in counts[kind].map { (kind.rawValue, $0) } }
  }

  /// What was masked, in a sentence: "masked 3 phone numbers, 1 link".
  public var summary: String {
    let parts = MaskKind.allCases.compactMap { kind in counts[kind].map { kind.counted($0) } }
    var text = parts.isEmpty ? "masked nothing" : "masked " + parts.joined(separator: ", ")
    if unknownMembers > 0 { text += "; left out unknown keys of \(NumberText.counted(unknownMembers, "record"))" }
    if !tellingIDs.isEmpty {
      text += "; ids stay as they are, and \(tellingIDs.count) of customers look like phone numbers, addresses or links"
    }
    return text
  }
}
