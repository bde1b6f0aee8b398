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
  /// By level and cell, as ``ProbeCells/place(_:_:)`` counts them, for those who decline and those who commit.
  private let weights: [SIMD2<Double>]
  private let cells: ProbeCells

  init(_ laws: ReferenceLaws, _ rows: RowSet, _ contrast: Contrast, threads: Int) {
    let (table, totals) = (laws.table, laws.totals)
    let cells = totals.probes.cells
    let stages = totals.stages
    let (pairs, strata, firstPair) = (table.pairs, table.conversations.stratum, table.conversations.firstPair)
    let parts = table.parts(threads: threads) { range in
      var sides = [SIMD2<Double>](repeating: SIMD2(), count: cells.count)
      var probes: [RealProbe] = []
      var seen: [Int] = []
      for conversation in range {
        totals.probes.list(conversation, into: &probes)
        seen.removeAll(keepingCapacity: true)
        var place = 0
        for row in Int(firstPair[conversation])..<Int(firstPair[conversation + 1])
        where rows.contains(row) && Int(pairs.simulatedStage[row]) < stages {
          while place < probes.count, probes[place].turn < pairs.turn[row] { place += 1 }
          if place < probes.count, probes[place].turn == pairs.turn[row], seen.last != place {
            seen.append(place)
          }
        }
        guard !seen.isEmpty else { continue }
        let side = contrast.committed[Int(strata[conversation])] ? SIMD2(0.0, 1) : SIMD2(1, 0)
        for probe in seen {
          for level in 1..<ProbeCells.levels {
            sides[cells.place(level, Int(probes[probe].cells[level]))] += side / Double(seen.count)
          }
        }
      }
      return sides
    }
    var weights = [SIMD2<Double>](repeating: SIMD2(), count: cells.count)
    for level in 0..<ProbeCells.levels {
      for cell in 0..<cells.count(level) {
        let place = cells.place(level, cell)
        weights[place] = parts.reduce(SIMD2()) { $0 + $1[place] } / max(totals.turns(level, cell), 1)
      }
    }
    self.weights = weights
    self.cells = cells
  }

  /// What a label counts for those who decline and for those who commit, each by position, previous stage, action and
  /// history.
  @inline(__always)
  func weights(_ probe: RealProbe) -> (decline: SIMD4<Double>, commit: SIMD4<Double>) {
    var (decline, commit) = (SIMD4<Double>(), SIMD4<Double>())
    for reference in 0..<4 {
      let level = Leverage.levels[reference]
      let own = weights[cells.place(level, Int(probe.cells[level]))]
      decline[reference] = own.x
      commit[reference] = own.y
    }
    return (decline, commit)
  }
}
