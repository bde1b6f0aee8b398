import Cases

/// What every selected conversation holds for the floors: the simulator's mean bias, and that of every reference, over
/// the same pairs.
struct ReferenceBiases: Sendable {
  /// The numbers of a kind.
  enum Column {
    static let depth = 0
    /// Reference biases by position, previous stage and action.
    static let position = 1
    static let previousStage = 2
    static let action = 3
    /// Over the pairs at which the placebo has a label: whether there are any, the simulator's bias, the placebo's.
    static let hasPlacebo = 4
    static let depthBesidePlacebo = 5
    static let placebo = 6
    static let count = 7
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

  mutating func append(_ other: ReferenceBiases) {
    kinds.append(other.kinds)
    for level in fallbacks.indices { fallbacks[level] += other.fallbacks[level] }
    pairs += other.pairs
    withoutReference += other.withoutReference
    withoutPlacebo += other.withoutPlacebo
  }

  /// Adds one conversation.
  fileprivate mutating func add(_ conversation: Int, stratum: Int, _ sums: PairSums) {
    fallbacks[1] += sums.fallbacks.0
    fallbacks[2] += sums.fallbacks.1
    fallbacks[3] += sums.fallbacks.2
    pairs += sums.pairs
    withoutReference += sums.withoutReference
    withoutPlacebo += sums.pairs - sums.placeboPairs
    guard sums.pairs > 0 else { return }
    let (pairs, beside) = (Double(sums.pairs), Double(max(sums.placeboPairs, 1)))
    kinds.add(
      conversation, stratum: stratum,
      [
        sums.depth / pairs, sums.references.x / pairs, sums.references.y / pairs, sums.references.z / pairs,
        sums.placeboPairs > 0 ? 1 : 0, sums.depthBesidePlacebo / beside, sums.placebo / beside,
      ])
  }
}

/// Sums over the pairs of one conversation.
private struct PairSums {
  var pairs = 0
  var depth = 0.0
  /// m(h) − depth(real) by position, previous stage and action.
  var references = SIMD3<Double>()
  var fallbacks = (0, 0, 0)
  var withoutReference = 0
  var placeboPairs = 0
  var depthBesidePlacebo = 0.0
  var placebo = 0.0
}

extension ReferenceBiases {
  /// - Parameters:
  ///   - rows: The selected rows of the simulator.
  ///   - placebo: The rows of the placebo simulator, empty where there is none.
  ///   - clusters: Whose turns are left out together; `nil` where every conversation stands alone.
  init(
    _ table: CaseTable, _ rows: RowSet, placebo: RowSet, totals: ReferenceTotals, clusters: Clusters?, threads: Int
  ) {
    let groups = clusters.map { ConversationGroups(large: $0) }
    let count = table.conversations.count
    let size = max(4096, (count + max(threads, 1) - 1) / max(threads, 1))
    let parts = concurrentChunks(of: count, size: size) { range in
      var reader = Reader(table, rows, placebo, totals)
      for conversation in range { reader.read(conversation, with: groups?.members(of: conversation)) }
      return reader.result
    }
    self = parts.dropFirst().reduce(into: parts.first ?? ReferenceBiases()) { $0.append($1) }
  }

  private struct Reader {
    let table: CaseTable
    let rows: RowSet
    let placebo: RowSet
    let totals: ReferenceTotals
    var result = ReferenceBiases()
    private var own: OwnPart
    private var probes: [RealProbe] = []
    private var cluster: [RealProbe] = []

    init(_ table: CaseTable, _ rows: RowSet, _ placebo: RowSet, _ totals: ReferenceTotals) {
      self.table = table
      self.rows = rows
      self.placebo = placebo
      self.totals = totals
      own = OwnPart(totals.probes.cells)
    }

    /// - Parameter members: The conversations of the same cluster, where there are others.
    mutating func read(_ conversation: Int, with members: [UInt32]?) {
      totals.probes.list(conversation, into: &probes)
      guard !probes.isEmpty else { return }
      if let members {
        cluster.removeAll(keepingCapacity: true)
        for member in members { totals.probes.append(Int(member), to: &cluster) }
        own.add(cluster, depths: totals.stageDepths)
      } else {
        own.add(probes, depths: totals.stageDepths)
      }
      let sums = sums(conversation)
      own.clear(members == nil ? probes : cluster)
      result.add(conversation, stratum: Int(table.conversations.stratum[conversation]), sums)
    }

    private func sums(_ conversation: Int) -> PairSums {
      var sums = PairSums()
      let depths = totals.stageDepths
      let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
      var place = 0
      for row in range.lazy.map(Int.init) where rows.contains(row) {
        let simulated = Int(table.pairs.simulatedStage[row])
        guard simulated < depths.count else { continue }
        while place < probes.count, probes[place].turn < table.pairs.turn[row] { place += 1 }
        guard place < probes.count, probes[place].turn == table.pairs.turn[row] else { continue }
        let probe = probes[place]
        guard let overall = totals.mean(0, Int(probe.cells[0]), without: own) else {
          sums.withoutReference += 1
          continue
        }
        let real = depths[probe.stage]
        let byPosition = totals.mean(1, Int(probe.cells[1]), without: own)
        let byStage = totals.mean(2, Int(probe.cells[2]), without: own)
        let byAction = totals.mean(3, Int(probe.cells[3]), without: own)
        let first = byPosition ?? overall
        let second = byStage ?? first
        sums.references += SIMD3(first - real, second - real, (byAction ?? second) - real)
        if byPosition == nil { sums.fallbacks.0 += 1 }
        if byStage == nil { sums.fallbacks.1 += 1 }
        if byAction == nil { sums.fallbacks.2 += 1 }
        sums.pairs += 1
        sums.depth += depths[simulated] - real
        if let depth = placeboDepth(range, turn: table.pairs.turn[row]) {
          sums.placeboPairs += 1
          sums.depthBesidePlacebo += depths[simulated] - real
          sums.placebo += depth - real
        }
      }
      return sums
    }

    /// The mean depth of the placebo's draws at a turn.
    private func placeboDepth(_ range: Range<UInt32>, turn: UInt16) -> Double? {
      guard placebo.capacity > 0 else { return nil }
      var (sum, count) = (0.0, 0)
      for row in range.lazy.map(Int.init) where table.pairs.turn[row] == turn && placebo.contains(row) {
        let stage = Int(table.pairs.simulatedStage[row])
        guard stage < totals.stageDepths.count else { continue }
        sum += totals.stageDepths[stage]
        count += 1
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }
}

/// The conversations of the clusters that hold several.
private struct ConversationGroups: Sendable {
  private let number: [Int32]
  private let groups: [[UInt32]]
  private let cluster: [UInt32]

  init(large clusters: Clusters) {
    var size = [Int32](repeating: 0, count: clusters.count)
    for cluster in clusters.column { size[Int(cluster)] += 1 }
    var number = [Int32](repeating: -1, count: clusters.count)
    var groups: [[UInt32]] = []
    for (conversation, cluster) in clusters.column.enumerated() where size[Int(cluster)] > 1 {
      if number[Int(cluster)] < 0 {
        number[Int(cluster)] = Int32(groups.count)
        groups.append([])
      }
      groups[Int(number[Int(cluster)])].append(UInt32(conversation))
    }
    self.number = number
    self.groups = groups
    cluster = clusters.column
  }

  /// `nil` for a conversation that is alone in its cluster.
  func members(of conversation: Int) -> [UInt32]? {
    let number = number[Int(cluster[conversation])]
    return number >= 0 ? groups[Int(number)] : nil
  }
}
