/// What every selected conversation holds for the floors: the simulator's mean bias, and that of every reference, over
/// the same pairs.
struct ReferenceBiases: Sendable {
  /// The numbers of a conversation.
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

    static let withoutPlacebo = 4
    static let withPlacebo = 7
  }

  private(set) var conversations: UnitNumbers.Conversations
  /// Pairs that used a coarser reference: by position, previous stage, action.
  private(set) var fallbacks = [0, 0, 0]
  /// Pairs without anybody else in the audit to compare with.
  private(set) var withoutReference = 0
  /// Pairs at which the placebo has no label.
  private(set) var withoutPlacebo = 0

  private init(width: Int) { conversations = UnitNumbers.Conversations(width: width) }

  private mutating func reserveCapacity(_ count: Int) { conversations.reserveCapacity(count) }

  private mutating func append(_ other: ReferenceBiases) {
    conversations.append(other.conversations)
    for level in fallbacks.indices { fallbacks[level] += other.fallbacks[level] }
    withoutReference += other.withoutReference
    withoutPlacebo += other.withoutPlacebo
  }

  /// Adds one conversation; `scratch` is a buffer for its numbers.
  fileprivate mutating func add(_ conversation: Int, stratum: UInt8, _ sums: PairSums, _ scratch: inout [Double]) {
    for level in fallbacks.indices { fallbacks[level] += sums.fallbacks[level] }
    withoutReference += sums.withoutReference
    withoutPlacebo += sums.pairs - sums.placeboPairs
    guard sums.pairs > 0 else { return }
    let (pairs, beside) = (Double(sums.pairs), Double(max(sums.placeboPairs, 1)))
    scratch[Column.depth] = sums.depth / pairs
    for level in 0..<3 { scratch[Column.position + level] = sums.references[level] / pairs }
    scratch[Column.hasPlacebo] = sums.placeboPairs > 0 ? 1 : 0
    scratch[Column.depthBesidePlacebo] = sums.depthBesidePlacebo / beside
    scratch[Column.placebo] = sums.placebo / beside
    conversations.add(conversation, stratum: stratum, scratch)
  }
}

/// Sums over the pairs of one conversation.
private struct PairSums {
  var pairs = 0
  var depth = 0.0
  /// m(h) − depth(real) by position, previous stage and action.
  var references = SIMD3<Double>()
  var fallbacks = SIMD3<Int>()
  var withoutReference = 0
  var placeboPairs = 0
  var depthBesidePlacebo = 0.0
  var placebo = 0.0
}

extension ReferenceBiases {
  /// - Parameters:
  ///   - rows: The selected rows of the simulator.
  ///   - placebo: The rows of the placebo simulator, `nil` where there is none.
  ///   - clusters: Whose turns are left out together; `nil` where every conversation stands alone.
  init(
    _ table: CaseTable, _ rows: RowSet, placebo: RowSet?, totals: ReferenceTotals, clusters: Clusters?, threads: Int
  ) {
    let groups = clusters.map { ConversationGroups(large: $0) }
    let count = table.conversations.count
    let size = max(4096, (count + max(threads, 1) - 1) / max(threads, 1))
    let width = placebo == nil ? Column.withoutPlacebo : Column.withPlacebo
    let parts = concurrentChunks(of: count, size: size) { range in
      var reader = Reader(table, rows, placebo, totals, width: width)
      reader.result.reserveCapacity(range.count)
      for conversation in range { reader.read(conversation, with: groups?.members(of: conversation)) }
      return reader.result
    }
    self = parts.dropFirst().reduce(into: parts.first ?? ReferenceBiases(width: width)) { $0.append($1) }
  }

  private struct Reader {
    private let first: [UInt32]
    private let strata: [UInt8]
    private let turns: [UInt16]
    private let simulated: [UInt8]
    private let rows: RowSet
    private let placebo: RowSet?
    private let totals: ReferenceTotals
    var result: ReferenceBiases
    private var own: OwnPart
    private var probes: [RealProbe] = []
    private var cluster: [RealProbe] = []
    private var scratch = Array(repeating: 0.0, count: Column.withPlacebo)

    init(_ table: CaseTable, _ rows: RowSet, _ placebo: RowSet?, _ totals: ReferenceTotals, width: Int) {
      first = table.conversations.firstPair
      strata = table.conversations.stratum
      turns = table.pairs.turn
      simulated = table.pairs.simulatedStage
      self.rows = rows
      self.placebo = placebo
      self.totals = totals
      result = ReferenceBiases(width: width)
      own = OwnPart(totals.probes.cells)
    }

    /// - Parameter members: The conversations of the same cluster, where there are others.
    mutating func read(_ conversation: Int, with members: [UInt32]?) {
      probes.removeAll(keepingCapacity: true)
      totals.probes.append(conversation, to: &probes)
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
      result.add(conversation, stratum: strata[conversation], sums, &scratch)
    }

    private func sums(_ conversation: Int) -> PairSums {
      var sums = PairSums()
      let range = Int(first[conversation])..<Int(first[conversation + 1])
      var place = 0
      for row in range where rows.contains(row) {
        let stage = Int(simulated[row])
        guard stage < totals.stageDepths.count else { continue }
        while place < probes.count, probes[place].turn < turns[row] { place += 1 }
        guard place < probes.count, probes[place].turn == turns[row] else { continue }
        let real = totals.stageDepths[probes[place].stage]
        guard add(probes[place].cells, real, to: &sums) else { continue }
        sums.pairs += 1
        sums.depth += totals.stageDepths[stage] - real
        guard placebo != nil, let depth = placeboDepth(range, turn: turns[row]) else { continue }
        sums.placeboPairs += 1
        sums.depthBesidePlacebo += totals.stageDepths[stage] - real
        sums.placebo += depth - real
      }
      return sums
    }

    /// Adds what the references expect of a pair; `false` where there is nobody else to expect it of.
    @inline(__always)
    private func add(_ cells: SIMD4<Int32>, _ real: Double, to sums: inout PairSums) -> Bool {
      guard let overall = totals.mean(cells[0], without: own) else {
        sums.withoutReference += 1
        return false
      }
      let byPosition = totals.mean(cells[1], without: own)
      let byStage = totals.mean(cells[2], without: own)
      let byAction = totals.mean(cells[3], without: own)
      let first = byPosition ?? overall
      let second = byStage ?? first
      sums.references += SIMD3(first, second, byAction ?? second) - SIMD3(repeating: real)
      sums.fallbacks &+= SIMD3(byPosition == nil ? 1 : 0, byStage == nil ? 1 : 0, byAction == nil ? 1 : 0)
      return true
    }

    /// The mean depth of the placebo's draws at a turn.
    private func placeboDepth(_ range: Range<Int>, turn: UInt16) -> Double? {
      guard let placebo else { return nil }
      var (sum, count) = (0.0, 0)
      for row in range where turns[row] == turn && placebo.contains(row) {
        let stage = Int(simulated[row])
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
