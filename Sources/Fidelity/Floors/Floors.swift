import Cases
import Statistics

/// The contrasts of the outcome-blind references, and what the simulator's contrast exceeds them by.
struct Floors: Sendable {
  private let biases: ReferenceBiases
  private let clusters: Clusters?
  private let strata: Int
  private let contrast: Contrast
  private let references: [FloorReference]
  private let level: Double

  /// - Parameter placeboReason: Why there is no placebo.
  init(
    _ biases: ReferenceBiases, _ laws: References, clusters: Clusters?, contrast: Contrast, strata: Int,
    placeboReason: String?, level: Double
  ) {
    typealias Column = ReferenceBiases.Column
    self.biases = biases
    self.contrast = contrast
    self.level = level
    self.clusters = clusters
    self.strata = strata
    references = [
      FloorReference(id: .position, bias: Column.position, fallbackLevel: 1),
      FloorReference(id: .previousStage, bias: Column.previousStage, fallbackLevel: 2),
      FloorReference(
        id: .action, bias: Column.action, fallbackLevel: 3, reason: laws.reason(.action)),
      FloorReference(id: .history, bias: Column.history, reason: laws.reason(.history)),
      FloorReference(id: .placebo, bias: Column.placebo, depth: Column.depthBesidePlacebo, reason: placeboReason),
    ]
  }

  /// By conversation, the simulator's mean depth less what a reference expects there, and what its labels do to the
  /// reference's mean over those who decline and over those who commit.
  func excesses(
    _ id: FloorReport.Reference
  ) -> [(conversation: Int, excess: Double, influence: SIMD2<Double>)] {
    references.first { $0.id == id }.map { ReferenceNumbers.excesses(biases, $0) } ?? []
  }

  /// The floors without what is resampled.
  func reports() -> [FloorReport] {
    concurrentChunks(of: references.count, size: 1) { report(references[$0.lowerBound]) }
  }

  /// Fills in the bootstrap intervals, all from the same resamples.
  func addBootstrap(to reports: inout [FloorReport], options: AnalysisOptions) async throws {
    let used = references.indices.filter { reports[$0].estimate.number != nil }.map { references[$0] }
    guard !used.isEmpty else { return }
    let columns = Set(used.flatMap { $0.columns }).sorted()
    let kinds = biases.kinds
    let drawn = UnitKinds(kinds.conversations, clusters: clusters, strata: strata) { kinds.stratum($0) }
    let resamples: FloorResamples
    do {
      resamples = try await FloorResamples(
        biases, kinds, drawn, columns: columns, contrast: contrast, options: options)
    } catch let error as StatisticsError {
      for index in reports.indices {
        reports[index].setBootstrap(.reason(error.description))
      }
      return
    }
    for (index, reference) in references.enumerated() where reports[index].estimate.number != nil {
      let (bias, depth) = (reference.bias, reference.depth)
      let units = (reports[index].uncommittedUnits, reports[index].committedUnits)
      reports[index].estimate.bootstrap = resamples.floor(bias: bias)
      let numbers = numbers(reference)
      let isSmall = numbers.unitCounts.all < Floors.fewUnits
      let columns = FloorResamples.Columns(
        bias: bias, depth: depth, influences: reference.influences, odds: numbers.odds)
      reports[index].excess.set(resamples.excess(columns, units: min(units.0, units.1)), isSmall)
      reports[index].uncommittedExcess.set(resamples.sideExcess(columns, committed: false, units: units.0), isSmall)
      reports[index].committedExcess.set(resamples.sideExcess(columns, committed: true, units: units.1), isSmall)
    }
  }

  /// Units under which percentiles of the bootstrap cover too seldom: 85 % at 6, 92 % at 10, 95 % from 14.
  private static let fewUnits = 20

  private func report(_ reference: FloorReference) -> FloorReport {
    let withoutReference = reference.id == .placebo ? biases.withoutPlacebo : biases.withoutReference
    if let reason = reference.reason ?? reasonForNone(reference) {
      let none = Figure.unavailable(reason)
      return FloorReport(
        reference: reference.id, estimate: none, excess: none, uncommittedBias: .reason(reason),
        committedBias: .reason(reason), excessStandardError: .reason(reason), uncommittedExcess: none,
        committedExcess: none, uncommittedUnits: 0, committedUnits: 0, pairs: biases.pairs,
        fallbacks: reference.fallbackLevel.map { biases.fallbacks[$0] } ?? 0,
        withoutReference: withoutReference,
        logLoss: reference.reason.map { .reason($0) } ?? quality(reference) { $0.meanLogLoss },
        rankedScore: reference.reason.map { .reason($0) } ?? quality(reference) { $0.meanRankedScore })
    }
    let numbers = numbers(reference)
    let conversations = numbers.conversations
    let (count, units, means) = (conversations.uncommitted + conversations.committed, numbers.unitCounts, numbers.means)
    let empty = "no conversation of this side"
    let differences = numbers.differences
    let excess = differences.excess
    return FloorReport(
      reference: reference.id, estimate: differences.floor.figure(level: level, count: count),
      excess: excess.figure(level: level, count: count).besideFormula,
      uncommittedBias: Quantity(means.uncommitted, orReason: empty),
      committedBias: Quantity(means.committed, orReason: empty),
      excessStandardError: Quantity { () throws(StatisticsError) in try excess.estimate().standardError },
      uncommittedExcess: differences.uncommittedExcess.figure(level: level, count: conversations.uncommitted)
        .besideFormula,
      committedExcess: differences.committedExcess.figure(level: level, count: conversations.committed).besideFormula,
      uncommittedUnits: units.uncommitted, committedUnits: units.committed, pairs: biases.pairs,
      fallbacks: reference.fallbackLevel.map { biases.fallbacks[$0] } ?? 0, withoutReference: withoutReference,
      logLoss: quality(reference) { $0.meanLogLoss }, rankedScore: quality(reference) { $0.meanRankedScore })
  }

  private func numbers(_ reference: FloorReference) -> ReferenceNumbers {
    ReferenceNumbers(biases, reference, clusters: clusters, contrast: contrast)
  }

  private func quality(_ reference: FloorReference, _ score: (LawQuality) -> Double?) -> Quantity {
    guard let place = ReferenceLaws.references.firstIndex(of: reference.id) else {
      return .reason("draws of other people are no law")
    }
    return Quantity(score(biases.quality[place]), orReason: "no probe has a reference")
  }

  private func isCounted(_ reference: FloorReference, _ place: Int) -> Bool {
    reference.id != .placebo || biases.number(place, ReferenceBiases.Column.hasPlacebo) > 0
  }

  private func reasonForNone(_ reference: FloorReference) -> String? {
    if biases.count == 0 {
      return biases.withoutReference > 0
        ? "nobody else in the audit has a labelled real turn" : StageShares.noPairs
    }
    for (side, name) in [(contrast.uncommitted, "uncommitted"), (contrast.committed, "committed")] {
      let isThere = (0..<biases.count).contains { side[biases.stratum($0)] && isCounted(reference, $0) }
      if !isThere { return "no \(name) conversation with this reference is selected" }
    }
    return nil
  }
}

extension FloorReport {
  fileprivate mutating func setBootstrap(_ none: IntervalFigure) {
    estimate.bootstrap = none
    for figure in [\FloorReport.excess, \.uncommittedExcess, \.committedExcess] {
      self[keyPath: figure].set((none, none), false)
    }
  }
}

extension Figure {
  /// The figure with its formula's interval beside the one that the bootstrap will give.
  fileprivate var besideFormula: Figure {
    var figure = self
    guard number != nil else { return figure }
    figure.formulaInterval = interval
    figure.interval = .pending
    return figure
  }

  /// - Parameter isSmall: Whether the wider bounds of formula and bootstrap hold.
  fileprivate mutating func set(_ resampled: (interval: IntervalFigure, bootstrap: IntervalFigure), _ isSmall: Bool) {
    bootstrap = resampled.bootstrap
    interval = resampled.interval
    guard isSmall, let own = interval.bounds, let formula = formulaInterval?.bounds else { return }
    interval = .bounds(lower: min(own.lower, formula.lower), upper: max(own.upper, formula.upper))
  }
}
