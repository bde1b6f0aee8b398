import Cases

/// How much more often a place like that of a real turn is probed on one side of the contrast than in all cases.
///
/// The reference's mean on a side k is E[m(h) | k] = E[w_k(h) depth(real)], the mean over *all* people's real turns, each
/// weighted by w_k(h) = P(k | h) ÷ P(k): a reference has one law for both sides, and the sides only differ in how often
/// they come to which h. Every conversation counts once, its probes in equal parts. The own customer is left out, as the
/// reference leaves it out; a cell that holds nobody else is taken for the next coarser one.
struct SideWeights: Sendable {
  /// By level and cell, the weight of the uncommitted and of the committed.
  private var sums: [[Int32: SIMD2<Double>]]
  private var sides = SIMD2<Double>()
  private let probes: RealProbes
  private let table: CaseTable
  private let rows: RowSet
  private let side: [Int?]

  /// - Parameters:
  ///   - level: Of ``ProbeCells``: what the reference knows.
  ///   - side: For each stratum 0 (uncommitted) or 1 (committed).
  init(_ table: CaseTable, _ rows: RowSet, instrument: String, level: Int, side: [Int?]) {
    self.table = table
    self.rows = rows
    self.side = side
    probes = RealProbes(table, instrument: instrument)
    sums = Array(repeating: [:], count: level + 1)
    var list: [RealProbe] = []
    for conversation in 0..<table.conversations.count {
      for (cells, part) in parts(conversation, &list) { add(cells, part) }
    }
  }

  private mutating func add(_ cells: SIMD4<Int32>, _ part: SIMD2<Double>) {
    for level in sums.indices { sums[level][cells[level], default: SIMD2()] += part }
    sides += part
  }

  /// What a conversation's selected probes add, each to its cells.
  private func parts(_ conversation: Int, _ list: inout [RealProbe]) -> [(SIMD4<Int32>, SIMD2<Double>)] {
    let stratum = Int(table.conversations.stratum[conversation])
    guard stratum < side.count, let side = side[stratum] else { return [] }
    probes.list(conversation, into: &list)
    let chosen = list.filter { isSelected(conversation, turn: $0.turn) }
    var part = SIMD2<Double>()
    part[side] = 1 / Double(max(chosen.count, 1))
    return chosen.map { ($0.cells, part) }
  }

  private func isSelected(_ conversation: Int, turn: UInt16) -> Bool {
    let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
    return range.contains { table.pairs.turn[Int($0)] == turn && rows.contains(Int($0)) }
  }

  /// The weights of the real turns of a conversation, by turn.
  ///
  /// - Parameter cluster: The conversations of its customer, itself included.
  func weights(_ conversation: Int, without cluster: [Int]) -> [UInt16: SIMD2<Double>] {
    var list: [RealProbe] = []
    let own = cluster.flatMap { parts($0, &list) }
    let others = sides - own.reduce(SIMD2()) { $0 + $1.1 }
    probes.list(conversation, into: &list)
    var weights: [UInt16: SIMD2<Double>] = [:]
    for probe in list {
      for level in sums.indices.reversed() {
        var here = sums[level][probe.cells[level]] ?? SIMD2()
        for (cells, part) in own where cells[level] == probe.cells[level] { here -= part }
        let all = here.x + here.y
        guard all > 1e-9, others.x > 1e-9, others.y > 1e-9 else { continue }
        weights[probe.turn] = here / all * ((others.x + others.y) / others)
        break
      }
    }
    return weights
  }
}
