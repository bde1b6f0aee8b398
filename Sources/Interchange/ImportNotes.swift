/// Turns dropped because they lie after the outcome.
struct CutTurns {
  var turns = 0
  var conversations = 0
}

/// What was taken otherwise than it was written.
struct ImportNotes {
  var silentWords = 0
  var numericIDs = 0
  /// By what the outcome says, empty where it says nothing.
  private(set) var unknownOutcomes: [String: Int] = [:]
  var credentials = 0

  /// Beyond these, outcomes are counted together.
  private static let mostOutcomes = 20

  /// The first rows of them.
  private(set) var firstUnknown: [UnknownRow] = []

  struct UnknownRow {
    var line: Int
    var name: String

    func refusal(in file: String) -> Refusal {
      Refusal(
        file: file, line: line, key: "outcome", reason: .unknownOutcome,
        explanation: name.isEmpty ? "is missing" : "“\(name)” is not named there")
    }
  }

  /// Whether none of so many conversations has an outcome of the audit, though some name one.
  func areAllOutcomesUnknown(of conversations: Int) -> Bool {
    unknownOutcomes.values.reduce(0, +) == conversations && unknownOutcomes.contains { !$0.key.isEmpty }
  }

  mutating func count(unknownOutcome name: String, line: Int) {
    if firstUnknown.count < ImportNotes.mostOutcomes { firstUnknown.append(UnknownRow(line: line, name: name)) }
    let isListed = unknownOutcomes[name] != nil || unknownOutcomes.count < ImportNotes.mostOutcomes
    unknownOutcomes[isListed ? name : "…", default: 0] += 1
  }
}
