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

  private var conversations: [Sums] = []
  private var averagesDraws = false
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
    let open = table.unlabelledProbes
    let series = SeriesSelection(
      table, simulator: options.simulator, instrument: options.instrument, draws: options.draws)
    averagesDraws = series.contains.count(where: \.self) > 1
    let meant = (0..<open.count).filter { series.contains[Int(open.series[$0])] }
    guard !meant.isEmpty else { return }
    let clusters = Clusters(table, unit: options.cluster)
    var result = (0..<table.conversations.count).map { conversation in
      Sums(
        stratum: Int(table.conversations.stratum[conversation]),
        cluster: clusters.map { Int($0.column[conversation]) } ?? conversation)
    }
    for row in 0..<table.count where rows.contains(row) {
      let (real, simulated) = (Int(table.pairs.realStage[row]), Int(table.pairs.simulatedStage[row]))
      guard real < depths.count, simulated < depths.count else { continue }
      let conversation = Int(table.pairs.conversation[row])
      let difference = depths[simulated] - depths[real]
      result[conversation].probes += 1
      result[conversation].labelled += difference
      result[conversation].lower += difference
      result[conversation].upper += difference
    }
    for place in meant {
      func range(_ code: UInt8) -> (low: Double, high: Double)? {
        let code = code == Code.noReply ? silence ?? code : code
        if Int(code) < depths.count { return (depths[Int(code)], depths[Int(code)]) }
        return code == Code.missing ? (shallowest, deepest) : nil
      }
      let conversation = Int(open.conversation[place])
      guard result[conversation].stratum < strata.count, let real = range(open.real[place]),
        let simulated = range(open.simulated[place])
      else { continue }
      result[conversation].probes += 1
      result[conversation].missing += 1
      result[conversation].lower += simulated.low - real.high
      result[conversation].upper += simulated.high - real.low
    }
    conversations = result.filter { $0.probes > 0 }
  }

  /// `nil` where every probe is labelled.
  func report(isFiltered: Bool) -> MissingReport? {
    let all = conversations
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
      reason: isFiltered
        ? "a filter selects pairs: which probes without a label it means is not known"
        : averagesDraws ? "draws are averaged: which probe a missing draw belongs to is not known" : nil)
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
