import Cases

/// How much a real label moves the mean of a reference over those who decline, or over those who commit.
///
/// A reference is itself an estimate: the mean of its m(h) over a side is off by Σ λ(cell) · (depth(real) − m(h)) over
/// all labels that it is made of, with λ the weight of the side's pairs in the cell ÷ the labels in the cell. Without
/// this an excess of one side would look twice as sure as it is. The regression's error is taken by the cells of position
/// and previous stage, in which it is right on the mean.
struct Leverage: Sendable {
  /// By reference, the level of cells in which its error is taken.
  static let levels = [1, 2, 3, 2]
  private let decliners: [[Double]]
  private let committers: [[Double]]

  init(_ laws: ReferenceLaws, _ rows: RowSet, _ contrast: Contrast, threads: Int) {
    let (table, totals) = (laws.table, laws.totals)
    let cells = totals.probes.cells
    let stages = totals.stages
    let parts = table.parts(threads: threads) { range in
      var sides = (0..<2).map { _ in (0..<ProbeCells.levels).map { [Double](repeating: 0, count: cells.count($0)) } }
      var probes: [RealProbe] = []
      var seen: [Int] = []
      for conversation in range {
        totals.probes.list(conversation, into: &probes)
        seen.removeAll(keepingCapacity: true)
        var place = 0
        let pairs = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
        for row in pairs.lazy.map(Int.init)
        where rows.contains(row) && Int(table.pairs.simulatedStage[row]) < stages {
          while place < probes.count, probes[place].turn < table.pairs.turn[row] { place += 1 }
          if place < probes.count, probes[place].turn == table.pairs.turn[row], seen.last != place {
            seen.append(place)
          }
        }
        guard !seen.isEmpty else { continue }
        let side = contrast.committed[Int(table.conversations.stratum[conversation])] ? 1 : 0
        for probe in seen {
          for level in 1..<ProbeCells.levels {
            sides[side][level][Int(probes[probe].cells[level])] += 1 / Double(seen.count)
          }
        }
      }
      return sides
    }
    func weights(_ side: Int) -> [[Double]] {
      (0..<ProbeCells.levels).map { level in
        (0..<cells.count(level)).map { cell in
          let weight = parts.reduce(0) { $0 + $1[side][level][cell] }
          return weight > 0 ? weight / max(totals.turns(level, cell), 1) : 0
        }
      }
    }
    decliners = weights(0)
    committers = weights(1)
  }

  /// By position, previous stage, action and history.
  func decline(_ probe: RealProbe) -> SIMD4<Double> { weights(decliners, probe) }
  func commit(_ probe: RealProbe) -> SIMD4<Double> { weights(committers, probe) }

  private func weights(_ sides: [[Double]], _ probe: RealProbe) -> SIMD4<Double> {
    var weights = SIMD4<Double>()
    for reference in 0..<4 {
      let level = Leverage.levels[reference]
      weights[reference] = sides[level][Int(probe.cells[level])]
    }
    return weights
  }
}
