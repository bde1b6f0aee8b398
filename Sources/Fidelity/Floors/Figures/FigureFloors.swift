import Cases
import Statistics

/// The floor and the excess of every figure beside the contrast, or why there are none.
struct FigureFloors: Sendable {
  /// What they are made of, to make those of other rows.
  struct Source: Sendable {
    var laws: ReferenceLaws
    /// The place of the reference in ``ReferenceLaws/references``.
    var reference: Int
    var clusters: Clusters?
    var contrast: Contrast
    /// As it was labelled: silence is silence.
    var record: CaseTable
    var options: AnalysisOptions

    func stages(_ rows: RowSet, parts: AnalysisParts) -> StageFloors {
      StageFloors(
        laws, reference, rows, clusters: clusters, contrast: contrast, parts: parts, threads: options.threads)
    }
  }

  private let source: Source?
  private let rows: RowSet
  private let stages: StageFloors?
  private let leaving: LeavingFloors?
  private let schema: StateSchema
  private let level: Double
  private let reason: String

  /// No floors, for one reason.
  init(none reason: String, _ schema: StateSchema, level: Double) {
    (source, stages, leaving) = (nil, nil, nil)
    rows = RowSet(capacity: 0)
    self.schema = schema
    self.level = level
    self.reason = reason
  }

  /// - Parameter leaving: `nil` where nothing of leaving is asked for, or the schema does not say who resists.
  init(_ source: Source, _ rows: RowSet, parts: AnalysisParts, leaving: LeavingFloors?) {
    self.source = source
    self.rows = rows
    stages = source.stages(rows, parts: parts)
    self.leaving = leaving
    schema = source.laws.table.description.schema
    level = source.options.level
    reason = schema.leavingProblem ?? "not computed"
  }

  static let empty = "no pair here has a reference"

  /// Those of the rows of two simulators, on the conversations in which both have a pair with a reference, and those of
  /// their differences.
  func comparing(_ own: RowSet, _ other: RowSet) -> ComparisonFloors {
    guard let source else { return ComparisonFloors(own: self, other: self, none: reason) }
    let paired = PairedStageFloors(source, own, other)
    return ComparisonFloors(
      own: FigureFloors(source, own, paired.own), other: FigureFloors(source, other, paired.other), paired,
      level: level)
  }

  private init(_ source: Source, _ rows: RowSet, _ stages: StageFloors) {
    self.source = source
    self.rows = rows
    self.stages = stages
    leaving = nil
    schema = source.laws.table.description.schema
    level = source.options.level
    reason = "not computed"
  }

  /// The shift of some stages.
  func shift(_ members: [Int], _ grouping: PairGrouping = .none, _ number: Int = 0, stratum: Int) -> FlooredFigure {
    of(stages) { floors in
      floors.pairs.share(
        floors.sets.pairs(floors.sets.group(grouping, number), stratum), members, level: level,
        empty: FigureFloors.empty)
    }
  }

  /// The mean depth bias of conversations.
  func bias(_ grouping: PairGrouping = .none, _ number: Int = 0, stratum: Int) -> FlooredFigure {
    of(stages) { floors in
      floors.conversations.mean(
        floors.sets.pairs(floors.sets.group(grouping, number), stratum), level: level, empty: FigureFloors.empty)
    }
  }

  /// The contrast of the two sides.
  func contrast(_ grouping: PairGrouping = .none, _ number: Int = 0, conversations: Int) -> FlooredFigure {
    of(stages) { floors in
      let group = floors.sets.group(grouping, number)
      let (excess, floor) = (floors.contrasts[group], floors.contrastFloors[group].difference)
      guard excess.difference.isFinite else { return .unavailable("a side has no pair with a reference") }
      return FlooredFigure(floor: floor, excess, count: conversations, level: level)
    }
  }

  func agreement(stratum: Int) -> FlooredFigure {
    of(stages) { $0.agreement.mean(stratum, level: level, empty: FigureFloors.empty) }
  }

  /// How often the simulator shows one stage where the real person has another, or the same.
  func becoming(_ simulated: Int, from real: Int, stratum: Int) -> FlooredFigure {
    of(stages) { floors in
      floors.rows.share(floors.sets.row(real, stratum), [simulated], level: level, empty: FigureFloors.empty)
    }
  }

  /// How often the simulator resists where the real person does, or does not.
  func resistance(where resists: Bool, stratum: Int) -> FlooredFigure {
    if let problem = schema.leavingProblem { return .unavailable(problem) }
    return of(stages) { floors in
      floors.resisting.share(floors.sets.resisting(resists, stratum), [0], level: level, empty: FigureFloors.empty)
    }
  }

  /// The tests that every stage, and that resistance, is shown as often as the reference expects.
  func homogeneity(stratum: Int) -> (stages: MatrixReport.PairedTest, resistance: MatrixReport.PairedTest) {
    guard let stages else { return (.unavailable(reason), .unavailable(reason)) }
    let set = stages.sets.pairs(0, stratum)
    let members = schema.stageIndices(schema.resistance)
    return (
      stages.pairs.homogeneity(set),
      members.isEmpty
        ? .unavailable(StateSchema.reason(without: "resistance")) : stages.pairs.homogeneity(set, of: members)
    )
  }

  /// Of the shifts of every value of a label.
  func labels(_ columns: () -> LabelColumns) -> ShiftFloors {
    ShiftFloors(
      floors: source.map { LabelFloors($0.record, rows, columns(), .shares, options: $0.options) }, reason: reason)
  }

  /// How likely real turns have each value of a label; `nil` where there are no floors.
  func law(of labels: (CaseTable) -> LabelColumns) -> LabelLaw? {
    source.map {
      LabelLaw($0.record, labels($0.record), instrument: $0.options.instrument, threads: $0.options.threads)
    }
  }

  func leaving(_ figure: (LeavingFloors) -> FlooredFigure) -> FlooredFigure { of(leaving, figure) }

  private func of<Floors>(_ floors: Floors?, _ figure: (Floors) -> FlooredFigure) -> FlooredFigure {
    floors.map(figure) ?? .unavailable(reason)
  }
}

/// The floors of the shifts of a label’s values, or why there are none.
struct ShiftFloors: Sendable {
  fileprivate let floors: LabelFloors?
  fileprivate let reason: String

  func shift(of value: Int, stratum: Int) -> FlooredFigure {
    floors.map { $0.share($0.sets.all(stratum), [value]) } ?? .unavailable(reason)
  }
}
