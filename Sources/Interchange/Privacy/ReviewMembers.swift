internal import Foundation

/// The members of a review that the program knows.
struct ReviewMembers {
  private var object: [String: Any]
  private(set) var hasUnknownMembers = false

  private static let known: Set<String> = [
    "conversation", "turn", "simulator", "draw", "reviewer", "flag", "tags", "note", "severity", "at", "blind",
  ]
  private static let labels: Set<String> = ["stage", "emotion", "blocker", "exit"]

  /// - Parameter json: A review as a bundle has it; what is no object gives an empty one.
  init(_ json: UnsafeRawBufferPointer) {
    let all = (try? JSONSerialization.jsonObject(with: Data(json))) as? [String: Any] ?? [:]
    object = all.filter { ReviewMembers.known.contains($0.key) }
    hasUnknownMembers = object.count < all.count
    guard let blind = object["blind"] as? [String: Any] else { return }
    var kept: [String: Any] = [:]
    for (side, value) in blind {
      guard ["real", "simulated"].contains(side), let labels = value as? [String: Any] else {
        hasUnknownMembers = true
        continue
      }
      let own = labels.filter { ReviewMembers.labels.contains($0.key) }
      hasUnknownMembers = hasUnknownMembers || own.count < labels.count
      kept[side] = own
    }
    object["blind"] = kept
  }

  /// The review as one line of JSON.
  ///
  /// - Parameter change: What becomes of the note and of each tag.
  func json(_ change: (String) -> String) -> String {
    var changed = object
    changed["note"] = (object["note"] as? String).map(change)
    changed["tags"] = (object["tags"] as? [Any])?.compactMap { $0 as? String }.map(change)
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let data = try? JSONSerialization.data(withJSONObject: changed, options: options)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
