import Cases
import Fidelity

/// The whole conversations that a place of a report is about.
struct WholeScope: Sendable {
  /// The simulator that stands beside people.
  var speaker: String
  /// Which conversations are counted; `nil` where no filter can name them.
  var counted: [FilterExpression]?
  /// Those among which they are: of which it is known whether they count.
  var among: [FilterExpression]
}

/// Whose conversations a figure is of.
enum WholeSide: Sendable {
  case people
  case simulator
  case both
}

extension CaseScope {
  /// The conversations of people and of a simulator, all or those of one outcome.
  ///
  /// - Parameters:
  ///   - counted: What holds of those that count; `nil` where no filter can say it.
  ///   - among: What holds of those of which it is known.
  func of(
    _ speaker: WholeReport.Speaker, _ group: WholeReport.Group, counting counted: [FilterExpression]?,
    among: [FilterExpression] = []
  ) -> CaseScope {
    var scope = self
    if let stratum = group.stratum { scope.common.append(.equals(.outcome, [stratum.id])) }
    scope.whole = WholeScope(speaker: speaker.id, counted: counted, among: among)
    return scope
  }

  /// Those of one value of a field of which others may not know it.
  func of(
    _ speaker: WholeReport.Speaker, _ group: WholeReport.Group, _ field: FilterField, _ value: String
  ) -> CaseScope {
    of(
      speaker, group, counting: [.equals(field, [value])], among: [.not(.equals(field, [FilterValue.missing]))])
  }

  /// The conversations of a side; `nil` where no filter can name them.
  func conversations(of side: WholeSide) -> FigureCases? {
    guard let whole, let counted = whole.counted else { return nil }
    let speakers: [String] =
      switch side {
      case .people: [ConversationCode.person]
      case .simulator: [whole.speaker]
      case .both: [ConversationCode.person, whole.speaker]
      }
    let all = [FilterExpression.equals(.simulator, speakers)] + common + whole.among
    return FigureCases(numerator: all + counted, denominator: all, areConversations: true)
  }
}
