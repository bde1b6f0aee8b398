import Cases
public import Fidelity

/// One page of the statistics: what it needs of an analysis, and the blocks it makes of a report.
///
/// A further page is a further file with a `static let`, and its place in ``all``.
public struct StatisticsPage: Sendable {
  public let title: String
  /// The parts of an analysis that it shows.
  public let parts: AnalysisParts
  let blocks: @Sendable (FidelityReport, StatisticsContext) -> [StatisticsBlock]

  /// In the order of the number keys.
  public static let all: [StatisticsPage] = [
    .shift, .contrast, .positions, .actions, .matrix, .labels, .exits, .simulators, .instruments,
  ]
}

/// What pages know beside the report.
struct StatisticsContext: Sendable {
  var marks: StageMarks
  var schema: StateSchema
  /// Whether bootstrap intervals come first, where there is room for one.
  var prefersBootstrap: Bool
}

/// A part of a page, as wide as the page or side by side with others.
enum StatisticsBlock: Sendable {
  /// A sentence, wrapped.
  case prose(String)
  /// Panels that belong side by side, below each other where there is no room.
  case panels([StatisticsPanel])
  /// Lines of figures over the whole width.
  case lines([StatisticsLine])
}

/// A column of a page, usually a stratum.
struct StatisticsPanel: Sendable {
  var title: String
  var subtitle: String
  var lines: [StatisticsLine]
}

/// A line of a panel; lines of the same place in panels side by side begin on the same row.
enum StatisticsLine: Sendable {
  /// A title, and what is said of it beside it or below.
  case heading(String, String = "")
  case blank
  case shares(ShareBars)
  case figure(FigureLine)
  case heat(HeatMap)
  case curves(SurvivalCurves)
  /// A sentence, wrapped.
  case text(String)
}

/// The cases that a row, bar or cell is about: fields limited to values, or values refused.
struct Narrowing: Sendable, Hashable {
  struct Term: Sendable, Hashable {
    var field: FilterField
    var values: [String]
    var isRefusal = false
  }

  var terms: [Term]

  init(_ terms: (FilterField, [String])...) {
    self.terms = terms.map { Term(field: $0.0, values: $0.1) }
  }

  func and(_ field: FilterField, _ values: [String]) -> Narrowing {
    var copy = self
    copy.terms.append(Term(field: field, values: values))
    return copy
  }

  func without(_ field: FilterField, _ values: [String]) -> Narrowing {
    var copy = self
    if !values.isEmpty { copy.terms.append(Term(field: field, values: values, isRefusal: true)) }
    return copy
  }

  /// The filter with every field limited to the values, within what it is limited to already.
  func applied(to filter: Filter) -> Filter {
    terms.reduce(filter) { filter, term in
      term.isRefusal
        ? filter.adding(.not(.equals(term.field, term.values))) : filter.narrowing(term.field, to: term.values)
    }
  }
}

/// A part of a page that Enter opens.
struct StatisticsTarget: Sendable, Hashable {
  var row: Int
  var column: Int
  var width: Int
  var narrowing: Narrowing
}

/// A page laid out for a width.
struct StatisticsLayout: Sendable {
  var rows: [StyledRow] = []
  var targets: [StatisticsTarget] = []

  /// Appends what was laid out elsewhere, `column` cells further to the right.
  mutating func append(_ other: StatisticsLayout, column: Int = 0) {
    targets += other.targets.map {
      StatisticsTarget(row: $0.row + rows.count, column: $0.column + column, width: $0.width, narrowing: $0.narrowing)
    }
    rows += other.rows.map { $0.moved(by: column) }
  }
}
