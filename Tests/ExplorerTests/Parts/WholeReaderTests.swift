import Cases
import CellGrid
import Figures
import Testing

@testable import Explorer

/// A whole simulated conversation as the reader shows it.
struct WholeReaderTests {
  private let marks = StageMarks(schema: .decisionState1)

  private func content(width: Int) -> ReaderContent {
    let table = FakeAudit().table.ofConversations
    func conversation(_ id: String, _ roles: [Role]) -> Conversation {
      Conversation(
        id: id, outcome: "buyer", outcomeAt: nil, customer: nil, profile: [],
        turns: roles.map { Turn(role: $0, text: "words") })
    }
    func label(_ turn: Int, _ source: LabelSource, _ stage: String?, action: String? = nil) -> Label {
      Label(
        conversation: "s-1", turn: turn, source: source, instrument: "judge-a", stage: stage, action: action)
    }
    let persona = LabelSource.simulator(id: "persona", draw: 0)
    var detail = CaseDetail(
      conversation: conversation("s-1", [.agent, .user, .agent, .user]), turn: 0,
      labels: [label(0, .agent, nil, action: "pitch"), label(1, persona, "deciding"), label(3, .real, "resisting")],
      answers: [], reviews: [])
    var simulated = CaseDetail.Simulated(
      simulator: "persona", endedBy: .user, endWord: nil, replayed: conversation("c-1", [.user]))
    simulated.replayedLabels = [label(0, .real, "resisting")]
    detail.simulated = simulated
    let key = table.key(of: 0)
    return ReaderContent(
      key: key, row: table.caseRow(0, scale: StageScale(.decisionState1)), detail: detail, table: table,
      marks: marks, book: ReviewBook(reviewer: "mk"), isUnfolded: true, searched: nil, width: width)
  }

  /// The letters in the margins, by the column in which they stand.
  private func letters(width: Int) -> [Int: String] {
    let known = Set(marks.marks.map { String($0.letter) })
    var letters: [Int: String] = [:]
    for row in WholeConversationRows.transcript(of: content(width: width)) {
      for piece in row.pieces {
        if case .plain(let text, _) = piece.content, known.contains(text) { letters[piece.column, default: ""] += text }
      }
    }
    return letters
  }

  @Test func theStagesOfBothStandInTheirMargins() {
    let (deciding, resisting) = (marks.marks[4].letter, marks.marks[0].letter)
    // One below the other, then side by side: what a real person is said to have done is no simulator's.
    #expect(letters(width: 60) == [4: "\(deciding)\(resisting)"])
    #expect(letters(width: 120).values.sorted() == ["\(deciding)", "\(resisting)"].sorted())
    #expect(letters(width: 120)[4] == "\(deciding)")
  }

  @Test func theAgentsActionStandsBeforeItsWords() {
    #expect(content(width: 120).action(of: 0) == "pitch" && content(width: 120).userLabel(of: 3) == nil)
  }
}
