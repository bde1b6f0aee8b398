import Cases
import Statistics

/// Bounds without any assumption on why labels are missing, and whether they are missing alike on both sides.
///
/// A label may be missing because a turn is what it is: the complete cases then are no random part. Whatever it would have
/// been, it lies between the shallowest and the deepest stage. The bias of a stratum is largest with every missing label
/// of a simulated turn at the deepest stage and of a real one at the shallowest, and smallest the other way round; the
/// contrast is largest with the uncommitted at their largest and the committed at their smallest.
/// > C. F. Manski. "Nonparametric Bounds on Treatment Effects." 1990, American Economic Review 80
struct MissingLabels: Sendable {
  /// One conversation: Σ D over its probes at the least, by those that are labelled, and at the most.
  private struct Sums {
    var stratum: Int
    var cluster: Int
    var probes = 0.0
    var missing = 0.0
    var labelled = 0.0
    var lower = 0.0
    var upper = 0.0

    var complete: Double? { probes > missing ? labelled / (probes - missing) : nil }
  }

  private var conversations: [Int: Sums] = [:]
  private let strata: [Stratum]
  private let level: Double

  /// - Parameters:
  ///   - table: With silence as a stage where it is one.
  ///   - rows: The selected pairs.
  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    strata = table.description.outcome.strata
    level = options.level
    let schema = table.description.schema
    let silence = schema.silenceCode
    let depths = schema.stages.map(\.depth)
    let written = schema.stages.indices.filter { silence.map { Int($0) } != $0 }.map { depths[$0] }
    guard let shallowest = written.min(), let deepest = written.max() else { return }
    let clusters = Clusters(table, unit: options.cluster)
    var result: [Int: Sums] = [:]
    func add(_ conversation: Int, _ change: (inout Sums) -> Void) {
      let own = Sums(
        stratum: Int(table.conversations.stratum[conversation]),
        cluster: clusters.map { Int($0.column[conversation]) } ?? conversation)
      change(&result[conversation, default: own])
    }
    for row in 0..<table.count where rows.contains(row) {
      let (real, simulated) = (Int(table.pairs.realStage[row]), Int(table.pairs.simulatedStage[row]))
      guard real < depths.count, simulated < depths.count else { continue }
      add(Int(table.pairs.conversation[row])) { sums in
        let difference = depths[simulated] - depths[real]
        sums.probes += 1
        sums.labelled += difference
        sums.lower += difference
        sums.upper += difference
      }
    }
    let open = table.unlabelledProbes
    let series = SeriesSelection(
      table, simulator: options.simulator, instrument: options.instrument, draws: options.draws)
    for place in 0..<open.count where series.contains[Int(open.series[place])] {
      func range(_ code: UInt8) -> (low: Double, high: Double)? {
        let code = code == Code.noReply ? silence ?? code : code
        if Int(code) < depths.count { return (depths[Int(code)], depths[Int(code)]) }
        return code == Code.missing ? (shallowest, deepest) : nil
      }
      guard Int(table.conversations.stratum[Int(open.conversation[place])]) < strata.count,
        let real = range(open.real[place]), let simulated = range(open.simulated[place])
      else { continue }
      add(Int(open.conversation[place])) { sums in
        sums.probes += 1
        sums.missing += 1
        sums.lower += simulated.low - real.high
        sums.upper += simulated.high - real.low
      }
    }
    conversations = result
  }

  /// `nil` where every probe is labelled.
  func report(isFiltered: Bool) -> MissingReport? {
    let all = conversations.keys.sorted().compactMap { conversations[$0] }
    guard all.contains(where: { $0.missing > 0 }) else { return nil }
    let contrast = Contrast(strata)
    let sides = [contrast.uncommitted, contrast.committed].map { side in all.filter { side[$0.stratum] } }
    var whole = part(nil, sides[0] + sides[1])
    func difference(_ first: Quantity, _ second: Quantity) -> Quantity {
      Quantity(
        first.number.flatMap { a in second.number.map { a - $0 } }, orReason: "one side has no probe")
    }
    let (first, second) = (part(nil, sides[0]), part(nil, sides[1]))
    whole.complete = difference(first.complete, second.complete)
    whole.lower = difference(first.lower, second.upper)
    whole.upper = difference(first.upper, second.lower)
    let sums = sides.map(MissingLabels.shares)
    let estimate = Result { () throws(StatisticsError) in try independentRatioDifference(sums[0], sums[1]) }
    return MissingReport(
      strata: strata.enumerated().map { index, stratum in part(stratum.id, all.filter { $0.stratum == index }) },
      contrast: whole,
      difference: Figure(
        Quantity { () throws(StatisticsError) in try estimate.get().value },
        interval: IntervalFigure { () throws(StatisticsError) in try estimate.get().interval(level: level) },
        bootstrap: .reason("the difference has a formula"), count: whole.probes),
      p: Quantity { () throws(StatisticsError) in try estimate.get().test().pValue },
      reason: isFiltered ? "a filter selects pairs: which probes without a label it means is not known" : nil)
  }

  private static func shares(_ conversations: [Sums]) -> [ClusterSum] {
    let clusters = Dictionary(grouping: conversations, by: \.cluster)
    return clusters.keys.sorted().map { key in
      (clusters[key] ?? []).reduce(into: ClusterSum(total: 0, weight: 0)) { sum, own in
        sum.total += own.missing
        sum.weight += own.probes
      }
    }
  }

  private func part(_ stratum: String?, _ conversations: [Sums]) -> MissingReport.Part {
    func mean(_ values: [Double]) -> Quantity {
      Quantity(
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count), orReason: "no probe of this kind")
    }
    let probes = Int(conversations.reduce(0) { $0 + $1.probes })
    return MissingReport.Part(
      stratum: stratum, probes: probes, missing: Int(conversations.reduce(0) { $0 + $1.missing }),
      share: .ratio(
        MissingLabels.shares(conversations), count: probes, level: level, empty: "no probe of this kind"),
      complete: mean(conversations.compactMap(\.complete)),
      lower: mean(conversations.map { $0.lower / $0.probes }), upper: mean(conversations.map { $0.upper / $0.probes }))
  }
}
