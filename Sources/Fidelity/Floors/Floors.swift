import Cases
import Statistics

/// The contrasts of the outcome-blind references, and what the simulator's contrast exceeds them by.
struct Floors: Sendable {
  private let biases: ReferenceBiases
  private let units: UnitKinds
  private let contrast: Contrast
  private let references: [Reference]
  private let level: Double

  /// Where a reference's numbers stand, and why it has none.
  private struct Reference: Sendable {
    var id: FloorReport.Reference
    var bias: Int
    var depth = ReferenceBiases.Column.depth
    var fallbackLevel: Int?
    var reason: String?

    /// The numbers that its resamples need.
    var columns: [Int] { [bias, depth] + (id == .placebo ? [ReferenceBiases.Column.hasPlacebo] : []) }
  }

  /// - Parameter placeboReason: Why there is no placebo.
  init(
    _ biases: ReferenceBiases, clusters: Clusters?, contrast: Contrast, strata: Int, knowsActions: Bool,
    placeboReason: String?, level: Double
  ) {
    typealias Column = ReferenceBiases.Column
    self.biases = biases
    self.contrast = contrast
    self.level = level
    units = UnitKinds(biases.kinds.conversations, clusters: clusters, strata: strata) { biases.kinds.stratum($0) }
    references = [
      Reference(id: .position, bias: Column.position, fallbackLevel: 1),
      Reference(id: .previousStage, bias: Column.previousStage, fallbackLevel: 2),
      Reference(
        id: .action, bias: Column.action, fallbackLevel: 3,
        reason: knowsActions ? nil : "no preceding agent action is labelled"),
      Reference(id: .placebo, bias: Column.placebo, depth: Column.depthBesidePlacebo, reason: placeboReason),
    ]
  }

  /// The floors without what is resampled.
  func reports() -> [FloorReport] { references.map(report) }

  /// Fills in the bootstrap intervals, all from the same resamples.
  func addBootstrap(to reports: inout [FloorReport], options: AnalysisOptions) async throws {
    let used = references.indices.filter { reports[$0].estimate.number != nil }.map { references[$0] }
    guard !used.isEmpty else { return }
    let columns = Set(used.flatMap { $0.columns }).sorted()
    let resamples: FloorResamples
    do {
      resamples = try await FloorResamples(biases, units, columns: columns, contrast: contrast, options: options)
    } catch let error as StatisticsError {
      for index in reports.indices {
        let none = IntervalFigure.reason(error.description)
        reports[index].setBootstrap(none, (none, none))
      }
      return
    }
    for (index, reference) in references.enumerated() where reports[index].estimate.number != nil {
      let excess = resamples.excess(
        bias: reference.bias, depth: reference.depth, units: unitsOfSmallerSide(reference))
      reports[index].setBootstrap(resamples.floor(bias: reference.bias), excess)
    }
  }

  /// What the excess over the most knowing of the references made of labels says.
  static func verdict(_ reports: [FloorReport]) -> FloorVerdict? {
    let used = reports.last { $0.reference != .placebo && $0.excess.number != nil }
    guard let used, let bounds = used.excess.interval.bounds else { return nil }
    let finding: FloorVerdict.Finding = bounds.lower > 0 ? .above : bounds.upper < 0 ? .below : .notShown
    return FloorVerdict(reference: used.reference, finding: finding)
  }

  private func report(_ reference: Reference) -> FloorReport {
    let withoutReference = reference.id == .placebo ? biases.withoutPlacebo : biases.withoutReference
    if let reason = reference.reason ?? reasonForNone(reference) {
      return FloorReport(
        reference: reference.id, estimate: .unavailable(reason), excess: .unavailable(reason),
        uncommittedBias: .reason(reason), committedBias: .reason(reason), fallbacks: 0,
        withoutReference: withoutReference)
    }
    let count = conversations(reference)
    let floor = difference(reference) { biases.kinds.number($0, reference.bias) }
    let excess = difference(reference) {
      biases.kinds.number($0, reference.depth) - biases.kinds.number($0, reference.bias)
    }
    var excessFigure = excess.figure(level: level, count: count)
    excessFigure.formulaInterval = excessFigure.interval
    excessFigure.interval = .pending
    return FloorReport(
      reference: reference.id, estimate: floor.figure(level: level, count: count), excess: excessFigure,
      uncommittedBias: mean(reference, contrast.uncommitted), committedBias: mean(reference, contrast.committed),
      fallbacks: reference.fallbackLevel.map { biases.fallbacks[$0] } ?? 0, withoutReference: withoutReference)
  }

  private func isCounted(_ reference: Reference, _ kind: Int) -> Bool {
    reference.id != .placebo || biases.kinds.number(kind, ReferenceBiases.Column.hasPlacebo) > 0
  }

  private func difference(_ reference: Reference, _ value: (Int) -> Double) -> SideDifference {
    SideDifference(
      units,
      { contrast.uncommitted[biases.kinds.stratum($0)] && isCounted(reference, $0) ? (value($0), 1) : nil },
      { contrast.committed[biases.kinds.stratum($0)] && isCounted(reference, $0) ? (value($0), 1) : nil })
  }

  private func unitsOfSmallerSide(_ reference: Reference) -> Int {
    let sides = [contrast.uncommitted, contrast.committed].map { side in
      units.sums { side[biases.kinds.stratum($0)] && isCounted(reference, $0) ? (1, 1) : nil }
        .reduce(0) { $0 + ($1.weight > 0 ? $1.multiplicity : 0) }
    }
    return sides.min() ?? 0
  }

  private func conversations(_ reference: Reference) -> Int {
    let counts = biases.kinds.counts
    return counts.indices.reduce(0) { sum, kind in
      let stratum = biases.kinds.stratum(kind)
      let isSide = contrast.uncommitted[stratum] || contrast.committed[stratum]
      return isSide && isCounted(reference, kind) ? sum + counts[kind] : sum
    }
  }

  private func mean(_ reference: Reference, _ side: StratumMask) -> Quantity {
    let counts = biases.kinds.counts
    var (sum, count) = (0.0, 0)
    for kind in counts.indices where side[biases.kinds.stratum(kind)] && isCounted(reference, kind) {
      sum += biases.kinds.number(kind, reference.bias) * Double(counts[kind])
      count += counts[kind]
    }
    return Quantity(count > 0 ? sum / Double(count) : nil, orReason: "no conversation of this side")
  }

  private func reasonForNone(_ reference: Reference) -> String? {
    if biases.kinds.count == 0 {
      return biases.withoutReference > 0
        ? "nobody else in the audit has a labelled real turn" : StageShares.noPairs
    }
    for (side, name) in [(contrast.uncommitted, "uncommitted"), (contrast.committed, "committed")] {
      let counts = biases.kinds.counts
      let isThere = counts.indices.contains { side[biases.kinds.stratum($0)] && isCounted(reference, $0) }
      if !isThere { return "no \(name) conversation with this reference is selected" }
    }
    return nil
  }
}

extension FloorReport {
  fileprivate mutating func setBootstrap(
    _ floor: IntervalFigure, _ excess: (interval: IntervalFigure, bootstrap: IntervalFigure)
  ) {
    estimate.bootstrap = floor
    self.excess.bootstrap = excess.bootstrap
    self.excess.interval = excess.interval
  }
}
