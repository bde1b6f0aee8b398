import Cases
import CellGrid
import Figures

/// Everything that the reader shows of one case.
struct ReaderContent: Sendable {
  var key: CaseKey
  var row: CaseRow
  var detail: CaseDetail
  var schema: StateSchema
  var strata: [Stratum]
  var marks: StageMarks
  /// The reviews of every answer, by its place in `answers`; of a whole conversation its own alone.
  var reviews: [[Review]]
  var isUnfolded: Bool
  var searched: String?
  var width: Int
  /// Whether all of the profile stands in the line that stays.
  var isProfilePinned = false
  /// The answers, the current one first.
  var answers: [CaseDetail.Answer]

  init(
    key: CaseKey, row: CaseRow, detail: CaseDetail, table: CaseTable, marks: StageMarks, book: ReviewBook,
    isUnfolded: Bool, searched: String?, width: Int
  ) {
    self.key = key
    self.row = row
    self.detail = detail
    schema = table.description.schema
    strata = table.description.outcome.strata
    self.marks = marks
    self.isUnfolded = isUnfolded
    self.searched = searched
    self.width = width
    let current = detail.answers.filter { $0.simulator == key.simulator && $0.draw == key.draw }
    let sameDraw = detail.answers.filter { $0.simulator != key.simulator && $0.draw == key.draw }
    let rest = detail.answers.filter { answer in !current.contains(answer) && !sameDraw.contains(answer) }
    answers = current + sameDraw + rest
    if key.isOfConversation {
      reviews = [book.reviews(of: ReviewedCase(conversation: detail.conversation.id, key: key))]
      return
    }
    reviews = answers.map { answer in
      var key = key
      key.simulator = answer.simulator
      key.draw = answer.draw
      return book.reviews(of: ReviewedCase(conversation: detail.conversation.id, key: key))
    }
  }

  /// The label of a user turn by the current instrument; of a whole conversation by the first that gave one.
  func userLabel(of turn: Int) -> Label? {
    let user = detail.simulated.map { LabelSource.simulator(id: $0.simulator, draw: 0) } ?? .real
    return detail.labels.first {
      $0.turn == turn && $0.source == user && (key.isOfConversation || $0.instrument == key.instrument)
    }
  }

  /// The agent's action at a turn: by the current instrument, else by any.
  func action(of turn: Int) -> String? {
    let labels = detail.labels.filter { $0.turn == turn && $0.source == .agent }
    return (labels.first { $0.instrument == key.instrument } ?? labels.first)?.action
  }

  /// Whether the probe is after the last turn: nobody answered.
  var isExitProbe: Bool { !key.isOfConversation && key.turn >= detail.conversation.turns.count }

  var realText: String? { isExitProbe ? nil : detail.conversation.turns[key.turn].text }

  var stratum: Stratum? { strata.first { $0.id == detail.conversation.outcome } }
}
