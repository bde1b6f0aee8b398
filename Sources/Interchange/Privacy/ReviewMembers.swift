internal import JSON

/// The members of a review that the program knows.
struct ReviewMembers {
  private var object: JSONValue
  private(set) var hasUnknownMembers = false

  private static let known: Set<String> = [
    "conversation", "turn", "simulator", "draw", "reviewer", "flag", "tags", "note", "severity", "at", "blind",
    "seen",
  ]
  private static let labels: Set<String> = [
    "stage", "emotion", "blocker", "exit", "round", "probability", "skipped", "note", "seconds",
  ]

  /// - Parameter json: A review as a bundle has it; what is no object gives an empty one.
  init(_ json: UnsafeRawBufferPointer) {
    let all = (try? JSONValue(parsing: json))?.members ?? []
    let own = all.filter { ReviewMembers.known.contains($0.key) }
    object = .object(own)
    hasUnknownMembers = own.count < all.count
    guard let sides = object["blind"]?.members else { return }
    var kept: JSONValue = [:]
    for side in sides {
      guard ["real", "simulated"].contains(side.key), let labels = side.value.members else {
        hasUnknownMembers = true
        continue
      }
      let own = labels.filter { ReviewMembers.labels.contains($0.key) }
      hasUnknownMembers = hasUnknownMembers || own.count < labels.count
      kept[side.key] = .object(own)
    }
    object["blind"] = kept
  }

  /// The review as one line of JSON.
  ///
  /// - Parameter change: What becomes of the notes and of each tag.
  func json(_ change: (String) -> String) -> String {
    var changed = object
    changed["note"] = object["note"]?.string.map { .string(change($0)) }
    changed["tags"] = object["tags"]?.elements.map { .array($0.compactMap(\.string).map { .string(change($0)) }) }
    for side in changed["blind"]?.members ?? [] {
      guard let note = side.value["note"]?.string else { continue }
      changed["blind"]?[side.key]?["note"] = .string(change(note))
    }
    return changed.json(indented: false, isSorted: true)
  }
}
