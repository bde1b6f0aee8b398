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
    var columns: [Int] { [bias, depth] + (id == .placebo ? [ReferenceBiases.Column.hasPlacebo] : influences) }

    /// What labels do to the reference's mean over those who decline, and over those who commit.
    var influences: [Int] {
      id == .placebo
        ? [] : [ReferenceBiases.Column.declineInfluence(bias), ReferenceBiases.Column.commitInfluence(bias)]
    }
  }

  /// - Parameter placeboReason: Why there is no placebo.
  init(
    _ biases: ReferenceBiases, _ laws: References, clusters: Clusters?, contrast: Contrast, strata: Int,
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
        id: .action, bias: Column.action, fallbackLevel: 3, reason: laws.reason(.action)),
      Reference(id: .history, bias: Column.history, reason: laws.reason(.history)),
      Reference(id: .placebo, bias: Column.placebo, depth: Column.depthBesidePlacebo, reason: placeboReason),
    ]
  }

  /// By conversation, the simulator's mean depth less what a reference expects there, and what its labels do to the
  /// reference's mean over those who decline and over those who commit.
  func excesses(
    _ id: FloorReport.Reference
  ) -> [(conversation: Int, excess: Double, influence: SIMD2<Double>)] {
    guard let reference = references.first(where: { $0.id == id }) else { return [] }
    let conversations = biases.kinds.conversations
    return zip(conversations.conversations, conversations.kinds).map { conversation, kind in
      let influence = reference.influences.map { biases.centred(Int(kind), $0) }
      return (
        Int(conversation), own(reference, Int(kind)), influence.isEmpty ? SIMD2() : SIMD2(influence[0], influence[1])
      )
    }
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
        reports[index].setBootstrap(.reason(error.description))
      }
      return
    }
    for (index, reference) in references.enumerated() where reports[index].estimate.number != nil {
      let (bias, depth) = (reference.bias, reference.depth)
      let units = (reports[index].uncommittedUnits, reports[index].committedUnits)
      reports[index].estimate.bootstrap = resamples.floor(bias: bias)
      let isSmall = units.0 + units.1 < Floors.fewUnits
      let columns = FloorResamples.Columns(
        bias: bias, depth: depth, influences: reference.influences, odds: odds(reference))
      reports[index].excess.set(resamples.excess(columns, units: min(units.0, units.1)), isSmall)
      reports[index].uncommittedExcess.set(resamples.sideExcess(columns, committed: false, units: units.0), isSmall)
      reports[index].committedExcess.set(resamples.sideExcess(columns, committed: true, units: units.1), isSmall)
    }
  }

  /// Units under which percentiles of the bootstrap cover too seldom: 85 % at 6, 92 % at 10, 95 % from 14.
  private static let fewUnits = 20

  private func report(_ reference: Reference) -> FloorReport {
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
    let count = conversations(reference)
    let floor = difference(reference) { biases.kinds.number($0, reference.bias) }
    let excess = excess(reference)
    return FloorReport(
      reference: reference.id, estimate: floor.figure(level: level, count: count),
      excess: excess.figure(level: level, count: count).besideFormula,
      uncommittedBias: mean(reference, contrast.uncommitted), committedBias: mean(reference, contrast.committed),
      excessStandardError: Quantity { () throws(StatisticsError) in try excess.estimate().standardError },
      uncommittedExcess: sideExcess(reference, committed: false),
      committedExcess: sideExcess(reference, committed: true),
      uncommittedUnits: unitCount(reference, contrast.uncommitted),
      committedUnits: unitCount(reference, contrast.committed), pairs: biases.pairs,
      fallbacks: reference.fallbackLevel.map { biases.fallbacks[$0] } ?? 0, withoutReference: withoutReference,
      logLoss: quality(reference) { $0.meanLogLoss }, rankedScore: quality(reference) { $0.meanRankedScore })
  }

  private func quality(_ reference: Reference, _ score: (LawQuality) -> Double?) -> Quantity {
    guard let place = ReferenceLaws.references.firstIndex(of: reference.id) else {
      return .reason("draws of other people are no law")
    }
    return Quantity(score(biases.quality[place]), orReason: "no probe has a reference")
  }

  /// The simulator's bias beyond the reference's, in one conversation.
  private func own(_ reference: Reference, _ kind: Int) -> Double {
    biases.kinds.number(kind, reference.depth) - biases.kinds.number(kind, reference.bias)
  }

  /// The conversations of the other side for one of a side: by what a label's pull on one mean counts on the other.
  private func odds(_ reference: Reference) -> (uncommitted: Double, committed: Double) {
    let counts = (conversations(reference, contrast.uncommitted), conversations(reference, contrast.committed))
    return (Double(counts.1) / Double(max(counts.0, 1)), Double(counts.0) / Double(max(counts.1, 1)))
  }

  /// The excess of the contrast. The labels that the reference is made of are a sample too: each conversation carries
  /// what its own do to the reference's means.
  private func excess(_ reference: Reference) -> SideDifference {
    let odds = odds(reference)
    func influence(_ kind: Int, _ side: Int) -> Double {
      reference.influences.isEmpty ? 0 : biases.centred(kind, reference.influences[side])
    }
    return SideDifference(
      units,
      { kind in
        guard contrast.uncommitted[biases.kinds.stratum(kind)], isCounted(reference, kind) else { return nil }
        return (own(reference, kind) + influence(kind, 0) - influence(kind, 1) / odds.uncommitted, 1)
      },
      { kind in
        guard contrast.committed[biases.kinds.stratum(kind)], isCounted(reference, kind) else { return nil }
        return (own(reference, kind) + influence(kind, 1) - influence(kind, 0) / odds.committed, 1)
      })
  }

  /// The simulator's mean bias on one side less the reference's.
  private func sideExcess(_ reference: Reference, committed: Bool) -> Figure {
    let (side, other) =
      committed ? (contrast.committed, contrast.uncommitted) : (contrast.uncommitted, contrast.committed)
    let odds = committed ? odds(reference).committed : odds(reference).uncommitted
    func influence(_ kind: Int) -> Double {
      reference.influences.isEmpty ? 0 : biases.centred(kind, reference.influences[committed ? 1 : 0])
    }
    return SideDifference(
      units,
      { kind in
        guard side[biases.kinds.stratum(kind)], isCounted(reference, kind) else { return nil }
        return (own(reference, kind) + influence(kind), 1)
      },
      { kind in
        guard other[biases.kinds.stratum(kind)], isCounted(reference, kind) else { return nil }
        return (-influence(kind) * odds, 1)
      }
    ).figure(level: level, count: conversations(reference, side)).besideFormula
  }

  private func unitCount(_ reference: Reference, _ side: StratumMask) -> Int {
    units.sums { side[biases.kinds.stratum($0)] && isCounted(reference, $0) ? (1, 1) : nil }
      .reduce(0) { $0 + ($1.weight > 0 ? $1.multiplicity : 0) }
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

  private func conversations(_ reference: Reference) -> Int {
    conversations(reference, contrast.uncommitted) + conversations(reference, contrast.committed)
  }

  private func conversations(_ reference: Reference, _ side: StratumMask) -> Int {
    let counts = biases.kinds.counts
    return counts.indices.reduce(0) { sum, kind in
      side[biases.kinds.stratum(kind)] && isCounted(reference, kind) ? sum + counts[kind] : sum
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
