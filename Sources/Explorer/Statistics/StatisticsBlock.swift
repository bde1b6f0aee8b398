import Fidelity
import Figures

/// What pages know beside the report.
struct StatisticsContext: Sendable {
  var marks: StageMarks
  /// Whether bootstrap intervals come first, where there is room for one.
  var prefersBootstrap: Bool
}

/// A figure, and what it is of: "false resistance, Non-buyers".
struct NamedFigure: Sendable {
  var figure: FigureInstance
  var name: String
  /// The id of its stratum, where it is of one.
  var stratum: String?
  /// What it rests on where it has no number of its own for that.
  var basis: Int?

  /// - Parameter places: Where the figure stands; what says nothing further is left out.
  init(_ figure: FigureInstance, of places: [String], stratum: String? = nil, basis: Int? = nil) {
    self.figure = figure
    self.stratum = stratum
    self.basis = figure.reading.basis ?? basis
    var parts = [figure.definition.words]
    for place in places where !place.isEmpty && !parts.contains(where: { $0.contains(place) }) { parts.append(place) }
    name = parts.joined(separator: ", ")
  }
}

/// A part of a page, as wide as the page or side by side with others.
enum StatisticsBlock: Sendable {
  /// Panels that belong side by side, below each other where there is no room.
  case panels([StatisticsPanel])
  /// Lines over the whole width.
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
  case figures(FigureLine)
  case table(FigureTable)
  case heat(HeatMap)
  case curves(SurvivalCurves)
  /// A sentence, wrapped.
  case text(String)
  /// What it all comes to, wrapped, in the colour of what it says.
  case verdict(ConcentrationVerdict)
}

/// A figure on a page, which Enter opens and `?` explains.
struct StatisticsTarget: Sendable {
  var row: Int
  var column: Int
  var width: Int
  var figure: NamedFigure
  /// Whether its colour says something, so that the cursor stands beside it instead of behind it.
  var keepsColour = false
}

/// A page laid out for a width.
struct StatisticsLayout: Sendable {
  var rows: [StyledRow] = []
  var targets: [StatisticsTarget] = []

  /// Appends what was laid out elsewhere, `column` cells further to the right.
  mutating func append(_ other: StatisticsLayout, column: Int = 0) {
    targets += other.targets.map { target in
      var target = target
      target.row += rows.count
      target.column += column
      return target
    }
    rows += other.rows.map { $0.moved(by: column) }
  }
}
