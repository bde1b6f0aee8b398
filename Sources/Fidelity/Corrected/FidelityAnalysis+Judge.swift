import Cases
import Statistics

extension FidelityAnalysis {
  /// Rectifies the excess over every reference that is made of labels, where people labelled blind.
  func addCorrections(to reports: inout [FloorReport], _ floors: Floors, _ turns: BlindTurns) {
    guard !turns.isEmpty else { return }
    let members = CorrectionMembers(table, selected, turns, contrast: contrast, clusters: clusters)
    for index in reports.indices {
      guard reports[index].excess.number != nil, let level = reports[index].reference.cellLevel else { continue }
      let weights = SideWeights(
        table, selected, instrument: options.instrument, level: level, side: members.sides)
      let excesses = floors.excesses(reports[index].reference)
      let correction = ExcessCorrection(members.members(excesses, weights))
      reports[index].corrected = CorrectedExcess(correction, level: options.level)
    }
  }

  func judgeReport(_ turns: BlindTurns) -> JudgeReport {
    JudgeAnalysis(
      turns: turns, stages: table.description.schema.stages, level: options.level,
      cluster: clusters.map { clusters in { Int(clusters.column[$0]) } } ?? { $0 }
    ).report()
  }

  /// The share of refusals, on simulated turns alone, that the instrument would have to misread.
  func tippingPoint(_ verdict: ConcentrationVerdict) -> Quantity {
    guard TippingPoint.limit(verdict) != nil else { return TippingPoint.none }
    return TippingPoint(table, selected, contrast: contrast).share(verdict)
  }
}

extension FloorReport.Reference {
  /// The cells by which ``SideWeights`` tells what it knows; `nil` where real turns of other people stand in its place. A
  /// reference that knows more than the action has the action's: the instrument is then taken to err on real turns in the
  /// same way whatever else was said before.
  fileprivate var cellLevel: Int? {
    switch self {
    case .position: 1
    case .previousStage: 2
    case .placebo: nil
    default: 3
    }
  }
}

extension CorrectedExcess {
  fileprivate init(_ correction: ExcessCorrection, level: Double) {
    let result = Result { () throws(StatisticsError) in try correction.result() }
    func figure(_ of: (ExcessCorrection.Result) -> Estimate, _ count: Int) -> Figure {
      switch result {
      case .success(let result):
        let estimate = of(result)
        return Figure(
          Quantity(estimate.value, orReason: "the result is not a finite number"),
          interval: IntervalFigure { () throws(StatisticsError) in try estimate.interval(level: level) },
          bootstrap: .reason("the correction has a formula alone"), count: count)
      case .failure(let error): return .unavailable(error.description, count: count)
      }
    }
    let labelled = correction.labelled
    self.init(
      excess: figure({ $0.excess }, labelled), uncommitted: figure({ $0.uncommitted }, labelled),
      committed: figure({ $0.committed }, labelled),
      standardError: Quantity { () throws(StatisticsError) in try result.get().excess.standardError },
      lambda: Quantity { () throws(StatisticsError) in try result.get().lambda }, labelled: labelled,
      fewestUnits: correction.units.min() ?? 0)
  }
}

/// The conversations of both sides, with what people labelled of them.
private struct CorrectionMembers {
  /// For each stratum 0 (uncommitted), 1 (committed) or neither.
  let sides: [Int?]
  private let table: CaseTable
  private let depths: [Double]
  private let simulated: [Int: (sum: Double, count: Double)]
  /// What is silent of a conversation: the weight of its pairs with a silent simulator, and the probes where people were.
  private let silence: [Int: (simulated: Double, real: [UInt16])]
  private let probes: [Int: Int]
  private let draws: ProbeDraws
  private let turns: BlindTurns
  private let cluster: (Int) -> Int
  /// The conversations of every customer, his own where customers are looked at.
  private let customers: [UInt32: [Int]]

  init(_ table: CaseTable, _ rows: RowSet, _ turns: BlindTurns, contrast: Contrast, clusters: Clusters?) {
    self.table = table
    self.turns = turns
    depths = table.description.schema.stages.map(\.depth)
    let strata = table.description.outcome.strata.indices
    sides = strata.map { contrast.uncommitted[$0] ? 0 : contrast.committed[$0] ? 1 : nil }
    cluster = { conversation in clusters.map { Int($0.column[conversation]) } ?? conversation }
    let draws = ProbeDraws(table, rows)
    self.draws = draws
    let silent = table.description.schema.silenceCode
    var sums: [Int: (sum: Double, count: Double)] = [:]
    var silence: [Int: (simulated: Double, real: [UInt16])] = [:]
    var probes: [Int: Int] = [:]
    var last: (conversation: Int, turn: UInt16)?
    for row in 0..<table.count where rows.contains(row) {
      let stage = Int(table.pairs.simulatedStage[row])
      guard stage < depths.count, Int(table.pairs.realStage[row]) < depths.count else { continue }
      let conversation = Int(table.pairs.conversation[row])
      let old = sums[conversation] ?? (0, 0)
      sums[conversation] = (old.sum + draws.weight(row) * depths[stage], old.count + draws.weight(row))
      let place = (conversation: conversation, turn: table.pairs.turn[row])
      let isNew = last.map { $0 != place } ?? true
      if isNew { probes[conversation, default: 0] += 1 }
      last = place
      if table.pairs.simulatedStage[row] == silent {
        silence[conversation, default: (0, [])].simulated += draws.weight(row)
      }
      if isNew, table.pairs.realStage[row] == silent { silence[conversation, default: (0, [])].real.append(place.turn) }
    }
    simulated = sums
    self.silence = silence
    self.probes = probes
    var labelled = Set((turns.real + turns.simulated).map { table.conversations.cluster[$0.conversation] })
    if turns.areDrawn { labelled.formUnion(silence.keys.map { table.conversations.cluster[$0] }) }
    var customers: [UInt32: [Int]] = [:]
    for (conversation, customer) in table.conversations.cluster.enumerated() where labelled.contains(customer) {
      customers[customer, default: []].append(conversation)
    }
    self.customers = customers
  }

  /// - Parameter excesses: By conversation, the simulator's mean depth less what the reference expects, and what its labels
  ///   do to the reference.
  func members(
    _ excesses: [(conversation: Int, excess: Double, influence: SIMD2<Double>)], _ weights: SideWeights
  ) -> [ExcessCorrection.Member] {
    let simulatedTurns = Dictionary(grouping: turns.simulated, by: \.conversation)
    let realTurns = Dictionary(grouping: turns.real, by: \.conversation)
    return excesses.compactMap { conversation, excess, influence in
      let stratum = Int(table.conversations.stratum[conversation])
      guard stratum < sides.count, let side = sides[stratum], let own = simulated[conversation] else { return nil }
      let depth = own.sum / own.count
      var member = ExcessCorrection.Member(
        cluster: cluster(conversation), side: side, simulated: depth, expected: depth - excess, influence: influence)
      let blind = (real: realTurns[conversation] ?? [], simulated: simulatedTurns[conversation] ?? [])
      member.isByPeople = !blind.real.isEmpty || !blind.simulated.isEmpty
      member.blindSimulated = labelledDepth(blind.simulated, conversation, pairs: own.count)
      member.blindReal = labelledReal(blind.real, conversation, weights)
      return member
    }
  }

  /// What is known of the depth of a conversation's simulated turns: of each that was drawn its part of the conversation's
  /// mean ÷ its probability, and of what was silent its own part; else the mean of those that people labelled.
  private func labelledDepth(
    _ blind: [BlindTurns.Turn], _ conversation: Int, pairs: Double
  ) -> (weight: Double, depth: SIMD2<Double>)? {
    var (sum, weight) = (SIMD2<Double>(), 0.0)
    for turn in blind {
      let part = turns.areDrawn ? draws.weight(turn.row) / pairs * turn.weight : 1
      sum += part * SIMD2(turn.meanDepth(depths), depths[turn.judge])
      weight += part
    }
    if turns.areDrawn, let silent = silence[conversation], silent.simulated > 0, let depth = depths.last {
      sum += SIMD2(repeating: silent.simulated / pairs * depth)
      weight += silent.simulated / pairs
    }
    guard weight > 0 else { return nil }
    return (turns.areDrawn ? weight : 1, sum / weight)
  }

  private func labelledReal(
    _ blind: [BlindTurns.Turn], _ conversation: Int, _ weights: SideWeights
  ) -> [(weight: SIMD2<Double>, depth: SIMD2<Double>)] {
    let silent = turns.areDrawn ? silence[conversation]?.real ?? [] : []
    guard !blind.isEmpty || !silent.isEmpty else { return [] }
    let customer = customers[table.conversations.cluster[conversation]] ?? [conversation]
    let weight = weights.weights(conversation, without: customer)
    let all = Double(max(probes[conversation] ?? 1, 1))
    let known = blind.compactMap { turn in
      weight[table.pairs.turn[turn.row]].map {
        (
          weight: $0 * (turns.areDrawn ? turn.weight / all : 1 / Double(blind.count)),
          depth: SIMD2(turn.meanDepth(depths), depths[turn.judge])
        )
      }
    }
    return known
      + silent.compactMap { turn in
        guard let depth = depths.last, let weight = weight[turn] else { return nil }
        return (weight: weight / all, depth: SIMD2(repeating: depth))
      }
  }
}
