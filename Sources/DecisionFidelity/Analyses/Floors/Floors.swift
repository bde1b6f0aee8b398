import Statistics

/// The contrasts of the outcome-blind references, and what the simulator's contrast exceeds them by.
struct Floors: Sendable {
  private let biases: ReferenceBiases
  private let units: UnitNumbers
  private let contrast: Contrast
  private let references: [Reference]
  private let level: Double

  /// Where a reference's numbers stand, and why it has none.
  private struct Reference: Sendable {
    var id: FloorReport.Reference
    var bias: Int
    var depth = ReferenceBiases.Column.depth
    var fallbacks: Int
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
    units = UnitNumbers(biases.conversations, clusters: clusters, strata: strata)
    references = [
      Reference(id: .position, bias: Column.position, fallbacks: biases.fallbacks[0]),
      Reference(id: .previousStage, bias: Column.previousStage, fallbacks: biases.fallbacks[1]),
      Reference(
        id: .action, bias: Column.action, fallbacks: biases.fallbacks[2],
        reason: knowsActions ? nil : "no preceding agent action is labelled"),
      Reference(
        id: .placebo, bias: Column.placebo, depth: Column.depthBesidePlacebo, fallbacks: 0, reason: placeboReason),
    ]
  }

  /// The floors without what is resampled.
  func reports() -> [FloorReport] { references.map(report) }

  /// Fills in the bootstrap intervals, all from the same resamples.
  /// - Throws: `CancellationError`.
  func addBootstrap(to reports: inout [FloorReport], options: AnalysisOptions) async throws {
    let used = references.indices.filter { reports[$0].estimate.number != nil }
    guard !used.isEmpty else { return }
    do {
      let columns = Set(used.flatMap { references[$0].columns }).sorted()
      let resamples = try await FloorResamples(units, columns: columns, contrast: contrast, options: options)
      for index in used {
        let reference = references[index]
        reports[index].setBootstrap(
          resamples.floor(bias: reference.bias), resamples.excess(bias: reference.bias, depth: reference.depth))
      }
    } catch let error as StatisticsError {
      for index in used { reports[index].setBootstrap(.reason(error.description), .reason(error.description)) }
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
    let numbers = biases.conversations
    let count = count(reference, contrast.uncommitted) + count(reference, contrast.committed)
    let floor = difference(reference) { numbers.number($0, reference.bias) }
    var excess = difference(reference) { numbers.number($0, reference.depth) - numbers.number($0, reference.bias) }
      .figure(level: level, count: count)
    excess.formulaInterval = excess.interval
    excess.interval = .pending
    return FloorReport(
      reference: reference.id, estimate: floor.figure(level: level, count: count), excess: excess,
      uncommittedBias: Quantity(floor.means.first, orReason: "no conversation of this side"),
      committedBias: Quantity(floor.means.second, orReason: "no conversation of this side"),
      fallbacks: reference.fallbacks, withoutReference: withoutReference)
  }

  private func isCounted(_ reference: Reference, _ index: Int) -> Bool {
    reference.id != .placebo || biases.conversations.number(index, ReferenceBiases.Column.hasPlacebo) > 0
  }

  private func difference(_ reference: Reference, _ value: (Int) -> Double) -> SideDifference {
    units.difference(contrast, where: { isCounted(reference, $0) }, value)
  }

  private func count(_ reference: Reference, _ side: StratumMask) -> Int {
    biases.conversations.count(in: side) { isCounted(reference, $0) }
  }

  private func reasonForNone(_ reference: Reference) -> String? {
    if biases.conversations.count == 0 {
      return biases.withoutReference > 0 ? "nobody else in the audit has a labelled real turn" : StageShares.noPairs
    }
    for (side, name) in [(contrast.uncommitted, "uncommitted"), (contrast.committed, "committed")]
    where count(reference, side) == 0 {
      return "no \(name) conversation with this reference is selected"
    }
    return nil
  }
}

extension FloorReport {
  fileprivate mutating func setBootstrap(_ floor: IntervalFigure, _ excess: IntervalFigure) {
    estimate.bootstrap = floor
    self.excess.bootstrap = excess
    self.excess.interval = excess
  }
}
