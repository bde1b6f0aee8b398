import Cases
import Statistics

/// Mean D̄ of the uncommitted − mean D̄ of the committed: what has a formula. See `ContrastResampling` for the rest.
struct Contrast: Sendable {
  let uncommitted: StratumMask
  let committed: StratumMask
  private let strata: [Stratum]

  init(_ strata: [Stratum]) {
    self.strata = strata
    uncommitted = StratumMask(strata.indices.filter { !strata[$0].committed }, of: strata.count)
    committed = StratumMask(strata.indices.filter { strata[$0].committed }, of: strata.count)
  }

  func report(_ panel: Panel, level: Double) -> ContrastReport {
    let sides = (side(panel, uncommitted, committed: false), side(panel, committed, committed: true))
    if let reason = reasonForNone(panel) {
      return .unavailable(reason, uncommitted: sides.0, committed: sides.1)
    }
    let counted = sides.0.conversations + sides.1.conversations
    let difference = difference(panel, total: panel.kinds.meanDepth)
    let effect = Figure(
      effectSize(panel) { (a, b) throws(StatisticsError) in try cohensD(a, b) }, count: counted)
    return ContrastReport(
      uncommitted: sides.0, committed: sides.1,
      estimate: difference.figure(level: level, count: counted), cohenD: effect,
      hedgesG: Figure(
        effectSize(panel) { (a, b) throws(StatisticsError) in try hedgesG(a, b) }, count: counted),
      glassDelta: Figure(
        effectSize(panel) { (a, b) throws(StatisticsError) in try glassDelta(a, reference: b) }, count: counted),
      cliffsDelta: cliffsDelta(panel, level: level, count: counted),
      welch: ContrastReport.TTest { () throws(StatisticsError) in try difference.estimate() },
      welchOnConversations: panel.units.hasLargeUnits
        ? ContrastReport.TTest { () throws(StatisticsError) in try welchOnConversations(panel) } : nil,
      mannWhitney: rankTest(panel))
  }

  /// Why there is no contrast: one of the two sides is not declared, or not selected.
  func reasonForNone(_ panel: Panel) -> String? {
    if uncommitted.isEmpty || committed.isEmpty {
      return "a contrast needs an uncommitted and a committed stratum; the audit declares only one side"
    }
    for (mask, name) in [(uncommitted, "uncommitted"), (committed, "committed")]
    where panel.conversationCount(in: mask) == 0 {
      return "no \(name) conversation with a labelled pair is selected"
    }
    return nil
  }

  /// The difference of two ratios over the two sides, with the standard error that the units allow.
  func difference(
    _ panel: Panel, total: (Int) -> Double, weight: (Int) -> Double = { _ in 1 }
  ) -> SideDifference {
    let kinds = panel.kinds
    let first: (Int) -> (total: Double, weight: Double)? = {
      uncommitted[kinds.stratum[$0]] ? (total($0), weight($0)) : nil
    }
    let second: (Int) -> (total: Double, weight: Double)? = {
      committed[kinds.stratum[$0]] ? (total($0), weight($0)) : nil
    }
    return SideDifference(panel.units, first, second)
  }

  private func side(_ panel: Panel, _ mask: StratumMask, committed: Bool) -> ContrastReport.Side {
    let kinds = panel.kinds
    let empty = "no conversation of this side"
    return ContrastReport.Side(
      strata: strata.filter { $0.committed == committed }.map(\.id), conversations: panel.conversationCount(in: mask),
      units: panel.units.count { mask[kinds.stratum[$0]] },
      mean: summary(panel, mask).map { .number($0.mean) } ?? .reason(empty),
      standardDeviation: summary(panel, mask).map {
        Quantity($0.standardDeviation, orReason: "one conversation has no standard deviation")
      } ?? .reason(empty))
  }

  private func summary(_ panel: Panel, _ mask: StratumMask) -> Summary? {
    try? DepthBias.summary(panel, stratum: mask)
  }

  private func effectSize(
    _ panel: Panel, _ size: (Summary, Summary) throws(StatisticsError) -> Double
  ) -> Quantity {
    Quantity { () throws(StatisticsError) in
      try size(
        try DepthBias.summary(panel, stratum: uncommitted), try DepthBias.summary(panel, stratum: committed))
    }
  }

  /// The difference as if every conversation were independent.
  func welchOnConversations(_ panel: Panel) throws(StatisticsError) -> Estimate {
    try welchDifference(
      try DepthBias.summary(panel, stratum: uncommitted), try DepthBias.summary(panel, stratum: committed))
  }

  private func dominance(_ panel: Panel) throws(StatisticsError) -> DominanceCounts {
    let kinds = panel.kinds
    return try DominanceCounts(
      values: panel.conversations.indices.map(kinds.meanDepth),
      first: panel.conversations.indices.map { uncommitted[kinds.stratum[$0]] ? panel.conversations[$0] : 0 },
      second: panel.conversations.indices.map { committed[kinds.stratum[$0]] ? panel.conversations[$0] : 0 })
  }

  /// δ with the interval of DeLong's variance, taken over units: every conversation counts by how far it dominates the
  /// other side.
  private func cliffsDelta(_ panel: Panel, level: Double, count: Int) -> Figure {
    let value = Quantity { () throws(StatisticsError) in Statistics.cliffsDelta(try dominance(panel)) }
    guard let delta = value.number else { return .unavailable(value.reason ?? "", count: count) }
    let placements = Placements(panel, self)
    let interval = IntervalFigure { () throws(StatisticsError) in
      let halves = try difference(panel, total: { placements[$0] }).estimate()
      return try cliffsDeltaInterval(delta, estimate: halves, level: level)
    }
    return Figure(value, interval: interval, bootstrap: interval, count: count)
  }

  private func rankTest(_ panel: Panel) -> ContrastReport.MannWhitney {
    do throws(StatisticsError) {
      let counts = try dominance(panel)
      let u = Quantity.number(counts.wins + counts.ties / 2)
      return ContrastReport.MannWhitney(
        u: u, p: Quantity { () throws(StatisticsError) in try mannWhitney(counts).pValue })
    } catch {
      return ContrastReport.MannWhitney(u: .reason(error.description), p: .reason(error.description))
    }
  }
}

/// How far each kind of conversation dominates the other side: P(the other's D̄ is smaller) − P(it is greater).
private struct Placements {
  private var scores: [Double]

  init(_ panel: Panel, _ contrast: Contrast) {
    let kinds = panel.kinds
    scores = Array(repeating: 0, count: panel.conversations.count)
    let order = scores.indices.sorted { kinds.meanDepth($0) < kinds.meanDepth($1) }
    for (own, other) in [(contrast.uncommitted, contrast.committed), (contrast.committed, contrast.uncommitted)] {
      let all = panel.conversationCount(in: other)
      var (below, start) = (0, 0)
      while start < order.count {
        var (end, equal) = (start, 0)
        while end < order.count, kinds.meanDepth(order[end]) == kinds.meanDepth(order[start]) {
          if other[kinds.stratum[order[end]]] { equal += panel.conversations[order[end]] }
          end += 1
        }
        for kind in order[start..<end] where own[kinds.stratum[kind]] {
          scores[kind] = Double(below - (all - below - equal)) / Double(max(all, 1))
        }
        below += equal
        start = end
      }
    }
  }

  subscript(kind: Int) -> Double { scores[kind] }
}

extension ContrastReport {
  static func unavailable(_ reason: String, uncommitted: Side, committed: Side) -> ContrastReport {
    let none = Quantity.reason(reason)
    return ContrastReport(
      uncommitted: uncommitted, committed: committed, estimate: .unavailable(reason), cohenD: .unavailable(reason),
      hedgesG: .unavailable(reason), glassDelta: .unavailable(reason), cliffsDelta: .unavailable(reason),
      welch: TTest(t: none, degreesOfFreedom: none, p: none),
      welchOnConversations: nil, mannWhitney: MannWhitney(u: none, p: none))
  }
}
