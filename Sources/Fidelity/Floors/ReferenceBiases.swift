import Cases

/// What every selected conversation holds for the floors: the simulator's mean bias, and that of every reference, over
/// the same pairs.
struct ReferenceBiases: Sendable {
  /// The numbers of a kind.
  enum Column {
    static let depth = 0
    /// Reference biases by position, previous stage, action and history.
    static let position = 1
    static let previousStage = 2
    static let action = 3
    static let history = 4
    /// Over the pairs at which the placebo has a label: whether there are any, the simulator's bias, the placebo's.
    static let hasPlacebo = 5
    static let depthBesidePlacebo = 6
    static let placebo = 7
    /// What the conversation's own labels add to the error of the reference's mean with those who decline and with those
    /// who commit: by reference, 0 for the placebo.
    static func declineInfluence(_ bias: Int) -> Int { 7 + bias }
    static func commitInfluence(_ bias: Int) -> Int { 11 + bias }
    static let influences = declineInfluence(position)..<count
    static let count = 16
  }

  private(set) var kinds = NumberKinds(width: Column.count)
  /// Pairs that used a coarser reference, by level.
  private(set) var fallbacks = Array(repeating: 0, count: ProbeCells.levels)
  /// Pairs with a reference.
  private(set) var pairs = 0
  /// Pairs without anybody else in the audit to compare with.
  private(set) var withoutReference = 0
  /// Pairs at which the placebo has no label.
  private(set) var withoutPlacebo = 0
  /// By reference, how well its law tells the real stages of the selected conversations.
  private(set) var quality = Array(repeating: LawQuality(), count: ReferenceLaws.references.count)

  /// What influences are on the mean: near 0, and taken off so that they move no estimate.
  private var centres = Array(repeating: 0.0, count: Column.count)

  /// A number of a kind; an influence without what all have on the mean.
  func centred(_ kind: Int, _ column: Int) -> Double { kinds.number(kind, column) - centres[column] }

  mutating func append(_ other: ReferenceBiases) {
    kinds.append(other.kinds)
    for level in fallbacks.indices { fallbacks[level] += other.fallbacks[level] }
    pairs += other.pairs
    withoutReference += other.withoutReference
    withoutPlacebo += other.withoutPlacebo
    for reference in quality.indices { quality[reference].append(other.quality[reference]) }
  }

  /// Adds one conversation.
  fileprivate mutating func add(_ conversation: Int, stratum: Int, _ sums: PairSums) {
    for level in 1..<ProbeCells.levels { fallbacks[level] += Int(sums.fallbacks[level]) }
    pairs += sums.pairs
    withoutReference += sums.withoutReference
    withoutPlacebo += sums.pairs - sums.placeboPairs
    guard sums.pairs > 0 else { return }
    let (pairs, beside) = (Double(sums.pairs), Double(max(sums.placeboPairs, 1)))
    let means = sums.references / pairs
    let (decline, commit) = (sums.declineInfluence, sums.commitInfluence)
    kinds.add(
      conversation, stratum: stratum,
      [
        sums.depth / pairs, means.x, means.y, means.z, means.w, sums.placeboPairs > 0 ? 1 : 0,
        sums.depthBesidePlacebo / beside, sums.placebo / beside, decline.x, decline.y, decline.z, decline.w, commit.x,
        commit.y, commit.z, commit.w,
      ])
  }
}

/// Sums over the pairs of one conversation.
private struct PairSums {
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

extension ReferenceBiases {
  /// - Parameters:
  ///   - rows: The selected rows of the simulator.
  ///   - placebo: The rows of the placebo simulator, empty where there is none.
  init(_ laws: ReferenceLaws, _ rows: RowSet, placebo: RowSet, contrast: Contrast, threads: Int) {
    let table = laws.table
    let leverage = Leverage(laws, rows, contrast, threads: threads)
    let draws = ProbeDraws(table, rows)
    let parts = table.parts(threads: threads) { range in
      var reader = Reader(laws, rows, placebo, leverage, draws)
      for conversation in range { reader.read(conversation) }
      return reader.result
    }
    self = parts.dropFirst().reduce(into: parts.first ?? ReferenceBiases()) { $0.append($1) }
    let counts = kinds.counts
    let conversations = Double(max(counts.reduce(0, +), 1))
    for (kind, count) in counts.enumerated() {
      for column in Column.influences { centres[column] += kinds.number(kind, column) * Double(count) }
    }
    for column in Column.influences { centres[column] /= conversations }
  }

  private struct Reader {
    let table: CaseTable
    let rows: RowSet
    let placebo: RowSet
    let leverage: Leverage
    let draws: ProbeDraws
    let depths: [Double]
    let steps: DepthSteps
    /// A law by the steps of depth.
    var byStep: [Double]
    var laws: ReferenceLaws.Reader
    var result = ReferenceBiases()

    init(_ laws: ReferenceLaws, _ rows: RowSet, _ placebo: RowSet, _ leverage: Leverage, _ draws: ProbeDraws) {
      table = laws.table
      self.rows = rows
      self.placebo = placebo
      self.leverage = leverage
      self.draws = draws
      let depths = laws.totals.stageDepths
      self.depths = depths
      steps = DepthSteps(depths)
      byStep = Array(repeating: 0, count: steps.count)
      self.laws = ReferenceLaws.Reader(laws)
    }

    mutating func read(_ conversation: Int) {
      laws.read(conversation)
      guard !laws.probes.isEmpty else { return }
      var sums = PairSums()
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      var place = 0
      var last: Int?
      for row in range.lazy.map(Int.init) where rows.contains(row) {
        let simulated = Int(table.pairs.simulatedStage[row])
        guard simulated < depths.count, let probe = laws.place(of: table.pairs.turn[row], from: &place) else {
          continue
        }
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
        let placebo = placeboDepth(range, turn: table.pairs.turn[row])
        if placebo != nil { sums.depthBesidePlacebo += bias }
        guard isFirst else { continue }
        sums.references += laws.means(probe) - real
        sums.fallbacks &+= SIMD4<Int32>(truncatingIfNeeded: laws.isCoarser[probe])
        sums.pairs += 1
        if let placebo {
          sums.placeboPairs += 1
          sums.placebo += placebo - real
        }
      }
      if sums.pairs > 0 { addOwnLabels(to: &sums) }
      result.add(conversation, stratum: Int(table.conversations.stratum[conversation]), sums)
    }

    /// What the real labels of the conversation say of the references, and do to them.
    private mutating func addOwnLabels(to sums: inout PairSums) {
      for (place, probe) in laws.probes.enumerated() where laws.isKnown[place] {
        for reference in result.quality.indices {
          let law = laws.law(place, reference)
          steps.add(law, into: &byStep)
          result.quality[reference].add(law, stage: probe.stage, byStep: byStep, step: steps[probe.stage])
        }
        let miss = depths[probe.stage] - laws.means(place)
        sums.declineInfluence -= leverage.decline(probe) * miss
        sums.commitInfluence -= leverage.commit(probe) * miss
      }
    }

    /// The mean depth of the placebo's draws at a turn.
    private func placeboDepth(_ range: Range<UInt32>, turn: UInt16) -> Double? {
      guard placebo.capacity > 0 else { return nil }
      var (sum, count) = (0.0, 0)
      for row in range.lazy.map(Int.init) where table.pairs.turn[row] == turn && placebo.contains(row) {
        let stage = Int(table.pairs.simulatedStage[row])
        guard stage < depths.count else { continue }
        sum += depths[stage]
        count += 1
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }
}
