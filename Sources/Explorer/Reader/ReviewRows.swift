import Cases
import CellGrid
import Text

/// What reviewers said of the case, and of the other answers at its probe point.
enum ReviewRows {
  static func rows(of content: ReaderContent) -> [StyledRow] {
    var rows: [StyledRow] = []
    if content.key.isOfConversation {
      rows = content.reviews.joined().flatMap { self.rows(of: $0, about: nil, width: content.width) }
      return rows.isEmpty ? [] : [.blank] + rows
    }
    for (answer, reviews) in zip(content.answers, content.reviews) {
      let isCurrent = answer.simulator == content.key.simulator && answer.draw == content.key.draw
      for review in reviews {
        rows += self.rows(of: review, about: isCurrent ? nil : answer, width: content.width)
      }
    }
    return rows.isEmpty ? [] : [.blank] + rows
  }

  private static func rows(of review: Review, about answer: CaseDetail.Answer?, width: Int) -> [StyledRow] {
    var head = StyledRow()
    var column = 1
    func put(_ text: String, _ style: Style) {
      head.add(text, style, column: column, width: width - column)
      column += DisplayWidth.of(text) + 1
    }
    put(review.flag ? "⚑" : " ", Style(.accent, .bold))
    put(review.reviewer, Style(.text, .bold))
    if let answer { put("on \(answer.simulator)\(answer.draw > 0 ? " · draw \(answer.draw)" : "")", .dim) }
    for tag in review.tags { put("#" + tag, Style(.tag)) }
    if let severity = review.severity { put("severity \(NumberText.brief(severity))", .text) }
    if let blind = review.blindReal?.stage { put("blind: real \(blind)", .dim) }
    if let blind = review.blindSimulated?.stage { put("blind: simulated \(blind)", .dim) }
    if let at = review.at { put(at, .dim) }
    guard let note = review.note, !note.isEmpty else { return [head] }
    return [head] + StyledText(note, style: .text, width: max(width - 4, 8)).rows(column: 3, width: width - 3)
  }
}
