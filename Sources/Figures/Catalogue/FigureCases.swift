public import Cases

/// The cases behind a figure, or the whole conversations, as parts of a filter.
public struct FigureCases: Sendable, Hashable {
  /// Those that it counts; of a mean of differences those that differ.
  public var numerator: [FilterExpression]
  /// Those among which it counts them.
  public var denominator: [FilterExpression]
  /// Whether they are whole conversations, which have a list of their own.
  public var areConversations = false
}

/// Which cases a place of a report is about, and how further ones are named.
struct CaseScope: Sendable {
  let schema: StateSchema
  /// What all cases of the place have in common: their outcome, position, action.
  var common: [FilterExpression] = []
  /// Of whole conversations: whose they are, and which of them count.
  var whole: WholeScope?

  func and(_ field: FilterField, _ values: [String]) -> CaseScope {
    var scope = self
    scope.common.append(.equals(field, values))
    return scope
  }

  /// Whether values of a label field, which may be no values at all, are given.
  func isOne(of values: [String], _ field: FilterField) -> FilterExpression {
    values.isEmpty ? .nothing : .equals(field, values)
  }

  /// The side has a stage: something was written and labelled.
  func isLabelled(_ field: FilterField) -> FilterExpression {
    .not(.equals(field, schema.noReply == nil ? [FilterValue.noReply, FilterValue.missing] : [FilterValue.missing]))
  }

  /// Both sides have a stage: what shares and depths are made of.
  var labelled: [FilterExpression] { common + [isLabelled(.real), isLabelled(.simulated)] }

  func resists(_ field: FilterField) -> FilterExpression { isOne(of: schema.resistance, field) }

  /// The side resists, gives an exit act or is no reply.
  func leaves(_ stage: FilterField, _ exit: FilterField) -> FilterExpression {
    let acts = schema.exits.filter { $0 != "none" }
    return .any([
      .equals(stage, schema.resistance + [FilterValue.noReply]),
      .all([isLabelled(stage), isOne(of: acts, exit)]),
    ])
  }

  /// Pairs of labelled turns, and among them those with equal or different stages.
  func stages(differ: Bool) -> FigureCases {
    FigureCases(
      numerator: labelled + [.equals(.miss, [differ ? FilterValue.yes : FilterValue.no])], denominator: labelled)
  }

  /// Labelled pairs of which one side is in `stages` and the other is not.
  func changes(_ stages: [String]) -> FigureCases {
    let (real, simulated) = (isOne(of: stages, .real), isOne(of: stages, .simulated))
    return FigureCases(
      numerator: labelled + [.any([.all([real, .not(simulated)]), .all([.not(real), simulated])])],
      denominator: labelled)
  }
}
