internal import JSON

/// Outcomes that stand in a second file, by the name of the conversation.
public struct OutcomeTable: Sendable, Hashable {
  var outcomes: [String: String] = [:]
  /// Whether they are answers to a question.
  var asks = false
  /// Names that stand there twice with different outcomes, which then count as unknown.
  public private(set) var contradicting = 0

  mutating func add(_ name: String, _ outcome: String) {
    if let before = outcomes[name], before != outcome {
      if before != "" { contradicting += 1 }
      outcomes[name] = ""
    } else {
      outcomes[name] = outcome
    }
  }

  func outcome(of name: String) -> String? { outcomes[name].flatMap { $0.isEmpty ? nil : $0 } }
}

/// The values that an outcome was seen to have, by how many conversations have them.
public struct OutcomeCounts: Sendable, Hashable {
  public private(set) var counts: [String: Int] = [:]
  public private(set) var unknown = 0
  public private(set) var conversations = 0

  /// More groups than these are none.
  public static let most = 100

  mutating func add(_ value: String?) {
    conversations += 1
    if let value { counts[value, default: 0] += 1 } else { unknown += 1 }
  }

  var isTooMany: Bool { counts.count > OutcomeCounts.most }

  /// `paid 120, refused 80`
  public var words: String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}
