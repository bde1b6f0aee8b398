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
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for row in 0..<table.count where rows.contains(row) {
      let stage = Int(table.pairs.simulatedStage[row])
      guard stage < depths.count, Int(table.pairs.realStage[row]) < depths.count else { continue }
      let conversation = Int(table.pairs.conversation[row])
      let old = sums[conversation] ?? (0, 0)
      sums[conversation] = (old.sum + draws.weight(row) * depths[stage], old.count + draws.weight(row))
    }
    simulated = sums
    let labelled = Set((turns.real + turns.simulated).map { table.conversations.cluster[$0.conversation] })
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
      if let blind = simulatedTurns[conversation] {
        let sum = blind.reduce(SIMD2<Double>()) { $0 + SIMD2($1.meanDepth(depths), depths[$1.judge]) }
        member.blindSimulated = sum / Double(blind.count)
      }
      if let blind = realTurns[conversation] {
        let customer = customers[table.conversations.cluster[conversation]] ?? [conversation]
        let weight = weights.weights(conversation, without: customer)
        member.blindReal = blind.compactMap { turn in
          weight[table.pairs.turn[turn.row]].map {
            ($0 / Double(blind.count), SIMD2(turn.meanDepth(depths), depths[turn.judge]))
          }
        }
      }
      return member
    }
  }
}
