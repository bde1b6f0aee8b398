import Cases

extension ReferenceBiases {
  /// Sums over the pairs of one conversation.
  struct PairSums {
    var pairs = 0
    var depth = 0.0
    /// m(h) − depth(real) by position, previous stage, action and history.
    var references = SIMD4<Double>()
    var fallbacks = SIMD4<Int32>()
    var withoutReference = 0
    var placeboPairs = 0
    var depthBesidePlacebo = 0.0
    var placebo = 0.0
    var declineInfluence = SIMD4<Double>()
    var commitInfluence = SIMD4<Double>()
  }

  /// Reads conversation after conversation; one for every thread.
  struct Reader {
    let firstPair: [UInt32]
    let strata: [UInt8]
    let turns: [UInt16]
    let simulatedStages: [UInt8]
    let rows: RowSet
    let placebo: RowSet
    let leverage: Leverage
    let draws: ProbeDraws
    let depths: [Double]
    let steps: DepthSteps
    /// A law by the steps of depth.
    var byStep: [Double]
    /// m(h) of every probe of the conversation at hand.
    var means: [SIMD4<Double>] = []
    var laws: ReferenceLaws.Reader
    var result: ReferenceBiases

    init(_ laws: ReferenceLaws, _ rows: RowSet, _ placebo: RowSet, _ leverage: Leverage, _ draws: ProbeDraws) {
      firstPair = laws.table.conversations.firstPair
      strata = laws.table.conversations.stratum
      turns = laws.table.pairs.turn
      simulatedStages = laws.table.pairs.simulatedStage
      self.rows = rows
      self.placebo = placebo
      self.leverage = leverage
      self.draws = draws
      let depths = laws.totals.stageDepths
      self.depths = depths
      steps = DepthSteps(depths)
      byStep = Array(repeating: 0, count: steps.count)
      self.laws = ReferenceLaws.Reader(laws)
      result = ReferenceBiases(hasPlacebo: placebo.capacity > 0)
    }

    mutating func read(_ conversation: Int) {
      let range = Int(firstPair[conversation])..<Int(firstPair[conversation + 1])
      guard range.contains(where: { rows.contains($0) }) else { return }
      laws.read(conversation)
      guard !laws.probes.isEmpty else { return }
      means.removeAll(keepingCapacity: true)
      for probe in laws.probes.indices { means.append(laws.means(probe)) }
      var sums = PairSums()
      var place = 0
      var last: Int?
      for row in range where rows.contains(row) {
        let simulated = Int(simulatedStages[row])
        guard simulated < depths.count, let probe = laws.place(of: turns[row], from: &place) else { continue }
        // Further draws of one probe share what it counts.
        let isFirst = probe != last
        last = probe
        guard laws.isKnown[probe] else {
          if isFirst { sums.withoutReference += 1 }
          continue
        }
        let real = depths[laws.probes[probe].stage]
        let bias = draws.weight(row) * (depths[simulated] - real)
        sums.depth += bias
        let placebo = placeboDepth(range, turn: turns[row])
        if placebo != nil { sums.depthBesidePlacebo += bias }
        guard isFirst else { continue }
        sums.references += means[probe] - real
        sums.fallbacks &+= SIMD4<Int32>(truncatingIfNeeded: laws.isCoarser[probe])
        sums.pairs += 1
        if let placebo {
          sums.placeboPairs += 1
          sums.placebo += placebo - real
        }
      }
      if sums.pairs > 0 { addOwnLabels(to: &sums) }
      result.add(conversation, stratum: strata[conversation], sums)
    }

    /// What the real labels of the conversation say of the references, and do to them.
    private mutating func addOwnLabels(to sums: inout PairSums) {
      for place in laws.probes.indices where laws.isKnown[place] {
        let probe = laws.probes[place]
        for reference in result.quality.indices {
          let law = laws.range(place, reference)
          steps.add(laws.values, law, into: &byStep)
          result.quality[reference].add(
            laws.values[law.lowerBound + probe.stage], byStep: byStep, step: steps[probe.stage])
        }
        let miss = depths[probe.stage] - means[place]
        let (decline, commit) = leverage.weights(probe)
        sums.declineInfluence -= decline * miss
        sums.commitInfluence -= commit * miss
      }
    }

    /// The mean depth of the placebo's draws at a turn.
    private func placeboDepth(_ range: Range<Int>, turn: UInt16) -> Double? {
      guard placebo.capacity > 0 else { return nil }
      var (sum, count) = (0.0, 0)
      for row in range where turns[row] == turn && placebo.contains(row) {
        let stage = Int(simulatedStages[row])
        guard stage < depths.count else { continue }
        sum += depths[stage]
        count += 1
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }
}
