import Cases
import Statistics

/// Shares, bias and contrast corrected by people's blind labels of a random sample of conversations (PPI++).
///
/// λ is tuned from 100 labelled conversations on: on fewer, the λ that fits them best leans their own figure. What a round
/// of review drew turn by turn is corrected by ``DrawnCorrection``.
struct PredictionPowered: Sendable {
  private let sample: [BlindConversations.Labelled]
  /// The conversations that people did not label.
  private let rest: Panel
  private let schema: StateSchema
  private let strata: [Stratum]
  private let level: Double

  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    let clusters = Clusters(table, unit: options.cluster)
    sample = BlindConversations(table, rows, blind: options.blindStages, clusters: clusters).labelled
    schema = table.description.schema
    strata = table.description.outcome.strata
    level = options.level
    let labelled = Set(sample.map { UInt32(truncatingIfNeeded: $0.conversation) })
    let all = LabelledPairs(table, rows).kinds(threads: options.threads)[0]
    var others = ConversationKinds()
    for (conversation, kind) in zip(all.conversations, all.kinds) where !labelled.contains(conversation) {
      let list = Array(all.table.list(Int(kind)))
      others.add(Int(conversation), list, length: list.count)
    }
    rest = Panel(others, clusters: clusters, strata: strata.count, depths: schema.stages.map(\.depth))
  }

  func report() -> CorrectedReport {
    guard !sample.isEmpty else {
      return CorrectedReport(
        labelled: 0, unlabelled: rest.conversations.reduce(0, +), rows: [],
        reason: "no selected pair has blind labels of both turns")
    }
    let shares = strata.indices.flatMap { stratum in
      schema.stages.indices.flatMap { [share(stratum, $0, isReal: true), share(stratum, $0, isReal: false)] }
    }
    return CorrectedReport(
      labelled: sample.count, unlabelled: rest.conversations.reduce(0, +),
      rows: shares + strata.indices.map(bias) + [contrast()], reason: nil)
  }

  /// `nil` tunes it.
  private var lambda: Double? { sample.count < ExcessCorrection.fewestToTune ? 1 : nil }

  private func share(_ stratum: Int, _ stage: Int, isReal: Bool) -> CorrectedReport.Row {
    let mask = StratumMask([stratum], of: strata.count)
    let kinds = rest.kinds
    let unlabelled = rest.sums(
      in: mask, total: { isReal ? kinds.real($0, stage) : kinds.simulated($0, stage) },
      weight: { Double(kinds.pairs[$0]) })
    let labelled = clusters(mask) { conversation in
      LabelledCluster(
        truth: isReal ? conversation.realByPeople[stage] : conversation.simulatedByPeople[stage],
        prediction: isReal ? conversation.realByInstrument[stage] : conversation.simulatedByInstrument[stage],
        weight: conversation.pairs)
    }
    return row(
      "\(isReal ? "real" : "simulated")/\(schema.stages[stage].id)", strata[stratum].id, labelled, unlabelled)
  }

  private func bias(_ stratum: Int) -> CorrectedReport.Row {
    let mask = StratumMask([stratum], of: strata.count)
    return row("depth-bias", strata[stratum].id, biases(mask), rest.meanDepthSums(in: mask))
  }

  private func contrast() -> CorrectedReport.Row {
    let contrast = Contrast(strata)
    let sides = [contrast.uncommitted, contrast.committed].map { (biases($0), rest.meanDepthSums(in: $0)) }
    let parts = Result { () throws(StatisticsError) in
      (
        try predictionPoweredRatio(labelled: sides[0].0, unlabelled: sides[0].1, lambda: lambda),
        try predictionPoweredRatio(labelled: sides[1].0, unlabelled: sides[1].1, lambda: lambda)
      )
    }
    let people = sides.map { $0.0.map { ClusterSum(total: $0.truth, weight: $0.weight) } }
    let count = sample.count
    return CorrectedReport.Row(
      id: "contrast", stratum: nil,
      instrument: Quantity { () throws(StatisticsError) in
        try parts.get().0.instrumentOnly - (try parts.get().1.instrumentOnly)
      },
      people: figure(count) { () throws(StatisticsError) in try independentRatioDifference(people[0], people[1]) },
      corrected: figure(count) { () throws(StatisticsError) in
        try predictionPoweredDifference(try parts.get().0, try parts.get().1)
      }, lambda: .reason("each side has its own"))
  }

  private func row(
    _ id: String, _ stratum: String, _ labelled: [LabelledCluster], _ unlabelled: [ClusterSum]
  ) -> CorrectedReport.Row {
    let result = Result { () throws(StatisticsError) in
      try predictionPoweredRatio(labelled: labelled, unlabelled: unlabelled, lambda: lambda)
    }
    let people = labelled.map { ClusterSum(total: $0.truth, weight: $0.weight) }
    return CorrectedReport.Row(
      id: id, stratum: stratum,
      instrument: Quantity { () throws(StatisticsError) in try result.get().instrumentOnly },
      people: .ratio(people, count: labelled.count, level: level, empty: "no labelled conversation of this stratum"),
      corrected: figure(labelled.count) { () throws(StatisticsError) in try result.get().estimate },
      lambda: Quantity { () throws(StatisticsError) in try result.get().lambda })
  }

  private func figure(_ count: Int, _ make: () throws(StatisticsError) -> Estimate) -> Figure {
    do throws(StatisticsError) {
      let estimate = try make()
      return Figure(
        Quantity(estimate.value, orReason: "the result is not a finite number"),
        interval: IntervalFigure { () throws(StatisticsError) in try estimate.interval(level: level) },
        bootstrap: .reason("the correction has a formula alone"), count: count)
    } catch {
      return .unavailable(error.description, count: count)
    }
  }

  private func biases(_ mask: StratumMask) -> [LabelledCluster] {
    let depths = schema.stages.map(\.depth)
    func mean(_ simulated: [Double], _ real: [Double], _ pairs: Double) -> Double {
      depths.indices.reduce(0) { $0 + depths[$1] * (simulated[$1] - real[$1]) } / pairs
    }
    return clusters(mask) { conversation in
      LabelledCluster(
        truth: mean(conversation.simulatedByPeople, conversation.realByPeople, conversation.pairs),
        prediction: mean(conversation.simulatedByInstrument, conversation.realByInstrument, conversation.pairs))
    }
  }

  /// What `of` gives for the sampled conversations of some strata, added up over clusters.
  private func clusters(
    _ mask: StratumMask, _ of: (BlindConversations.Labelled) -> LabelledCluster
  ) -> [LabelledCluster] {
    var sums: [Int: LabelledCluster] = [:]
    for conversation in sample where mask[conversation.stratum] {
      let own = of(conversation)
      var sum = sums[conversation.cluster] ?? LabelledCluster(truth: 0, prediction: 0, weight: 0)
      sum.truth += own.truth
      sum.prediction += own.prediction
      sum.weight += own.weight
      sums[conversation.cluster] = sum
    }
    return sums.keys.sorted().compactMap { sums[$0] }
  }
}
