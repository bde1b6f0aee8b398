import Cases
import Figures

/// The audit's cases, and its whole conversations: one of both is listed.
struct ListedTables: Sendable {
  let cases: CaseTable
  /// What the list shows rows of.
  private(set) var listed: CaseTable
  /// What the audit lacks, and how it comes by it.
  let nextStep: NextStep?
  /// Whether there are agents, or simulators, to compare by outcome.
  let comparesAgents: Bool

  /// - Parameter series: What is to be listed, where it is known.
  init(_ cases: CaseTable, listing series: CaseTable.Series?) {
    self.cases = cases
    listed = cases
    nextStep = NextStep(cases)
    comparesAgents = cases.whole.comparesAgents
    list(series ?? cases.series.first ?? .conversations)
  }

  /// The series that can be listed: those of the cases, and the whole conversations.
  func has(_ series: CaseTable.Series) -> Bool { series == .conversations || cases.series.contains(series) }

  /// Lists the table that a series is of. Returns whether it is another one than before.
  @discardableResult
  mutating func list(_ series: CaseTable.Series) -> Bool {
    let wasOfConversations = listed.listsConversations
    if (series == .conversations) == wasOfConversations { return false }
    listed = series == .conversations ? cases.ofConversations : cases
    return true
  }
}

extension CaseTable {
  /// What a row of it is.
  var noun: String { listsConversations ? "conversation" : "case" }
}
