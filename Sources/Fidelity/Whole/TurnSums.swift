import Cases
import Statistics

/// What clusters have of a ``TurnTable``. All of it is whole numbers: in which order they are added makes no difference.
struct TurnSums {
  let stages: Int
  /// One a cell.
  private(set) var totals: [TwoRatioMoments.Totals]
  /// One a row.
  private(set) var weights: [TwoRatioMoments.Weights]
  /// How many clusters have which stages at each of the numbered turns, of those with one conversation a side at most: by
  /// turn, real stage and simulated stage, and one more of either where there is none.
  private var pairs: [Int]

  init(stages: Int) {
    self.stages = stages
    let rows = TurnTable.numbered + 1 + stages
    totals = Array(repeating: .init(), count: rows * stages)
    weights = Array(repeating: .init(), count: rows)
    pairs = Array(repeating: 0, count: TurnTable.numbered * (stages + 1) * (stages + 1))
  }

  static func += (sum: inout TurnSums, other: TurnSums) {
    for cell in sum.totals.indices { sum.totals[cell] += other.totals[cell] }
    for row in sum.weights.indices { sum.weights[row] += other.weights[row] }
    for place in sum.pairs.indices { sum.pairs[place] += other.pairs[place] }
  }

  /// Counts the numbered turns of a cluster with one conversation a side at most, of which each cell has one.
  /// - Parameters:
  ///   - real: The stages of its real conversation's user turns; empty where there is none.
  ///   - simulated: Those of its simulated one.
  mutating func count(_ real: Span<UInt8>, _ simulated: Span<UInt8>) {
    for turn in 0..<min(TurnTable.numbered, max(real.count, simulated.count)) {
      let first = turn < real.count ? min(Int(real[turn]), stages) : stages
      let second = turn < simulated.count ? min(Int(simulated[turn]), stages) : stages
      pairs[(turn * (stages + 1) + first) * (stages + 1) + second] += 1
    }
  }

  /// Adds what was counted so to the sums of cells and rows.
  mutating func addPairs() {
    for (place, clusters) in pairs.enumerated() where clusters > 0 {
      let (turn, pair) = place.quotientAndRemainder(dividingBy: (stages + 1) * (stages + 1))
      let (first, second) = pair.quotientAndRemainder(dividingBy: stages + 1)
      let own = SIMD2<Double>(first < stages ? 1 : 0, second < stages ? 1 : 0)
      weights[turn].add(own, times: clusters)
      for stage in Set([first, second]) where stage < stages {
        totals[turn * stages + stage].add(
          SIMD2(first == stage ? 1 : 0, second == stage ? 1 : 0), weights: own, times: clusters)
      }
    }
    for place in pairs.indices { pairs[place] = 0 }
  }

  /// The turns of the cluster at hand, and where it has any.
  struct Cluster {
    /// Turns of real conversations in the lower half of each number, of simulated ones in the upper.
    private var cells: [UInt64]
    private var rows: [UInt64]
    /// The row of every cell.
    private let row: [Int]
    /// The cells that are not 0, as many as ``touchedCount`` says.
    private var touched: [Int]
    private var touchedCount = 0
    private let stages: Int

    init(stages: Int) {
      self.stages = stages
      rows = Array(repeating: 0, count: TurnTable.numbered + 1 + stages)
      cells = Array(repeating: 0, count: rows.count * stages)
      row = cells.indices.map { $0 / stages }
      touched = Array(repeating: 0, count: cells.count + 1)
    }

    /// - Parameters:
    ///   - turns: The stages of a conversation's user turns.
    ///   - first: The turn from which on they are counted by their number.
    mutating func add(_ turns: Span<UInt8>, isReal: Bool, from first: Int) {
      Cluster.count(turns, one: isReal ? 1 : 1 << 32, from: first, stages: stages, &cells, &touched, &touchedCount)
    }

    /// The arrays come one by one, so that they are checked to be nobody else's once.
    private static func count(
      _ turns: Span<UInt8>, one: UInt64, from first: Int, stages: Int, _ cells: inout [UInt64], _ touched: inout [Int],
      _ touchedCount: inout Int
    ) {
      var cells = cells.mutableSpan
      var touched = touched.mutableSpan
      var count = touchedCount
      var before = Code.missing
      for turn in turns.indices {
        let stage = turns[turn]
        if stage != Code.missing {
          if turn >= first { add(one, min(turn, TurnTable.numbered) * stages + Int(stage), &cells, &touched, &count) }
          if before != Code.missing {
            add(one, (TurnTable.numbered + 1 + Int(before)) * stages + Int(stage), &cells, &touched, &count)
          }
        }
        before = stage
      }
      touchedCount = count
    }

    /// Writes the cell down in any case and keeps it where it is new: a branch on that would often be mispredicted.
    @inline(__always)
    private static func add(
      _ one: UInt64, _ cell: Int, _ cells: inout MutableSpan<UInt64>, _ touched: inout MutableSpan<Int>,
      _ count: inout Int
    ) {
      touched[count] = cell
      count += cells[cell] == 0 ? 1 : 0
      cells[cell] += one
    }

    /// Adds them to `sums`, and begins with the next cluster.
    mutating func move(to sums: inout TurnSums) {
      Cluster.move(touched, touchedCount, row, &cells, &rows, to: &sums.totals, &sums.weights)
      touchedCount = 0
    }

    private static func move(
      _ touched: [Int], _ count: Int, _ row: [Int], _ cells: inout [UInt64], _ rows: inout [UInt64],
      to totals: inout [TwoRatioMoments.Totals], _ weights: inout [TwoRatioMoments.Weights]
    ) {
      let (touched, row) = (touched.span, row.span)
      var cells = cells.mutableSpan
      var rows = rows.mutableSpan
      var totals = totals.mutableSpan
      var weights = weights.mutableSpan
      for place in 0..<count { rows[row[touched[place]]] += cells[touched[place]] }
      for place in 0..<count {
        let cell = touched[place]
        totals[cell].add(sides(cells[cell]), weights: sides(rows[row[cell]]))
        cells[cell] = 0
      }
      for row in rows.indices where rows[row] != 0 {
        weights[row].add(sides(rows[row]))
        rows[row] = 0
      }
    }

    @inline(__always)
    private static func sides(_ turns: UInt64) -> SIMD2<Double> {
      SIMD2(Double(Int(turns & 0xFFFF_FFFF)), Double(Int(turns >> 32)))
    }
  }
}
