import Cases

/// How many pairs there are per stratum, real stage and simulated stage, a probe counting once.
///
/// Where a probe has several draws, those with both stages share it in equal parts; only where there are none is it a
/// probe with silence, and only where nothing is known one without labels.
struct PairCounts: Sendable {
  private let stages: Int
  /// By stratum, then real, then simulated stage; of these "no reply" is second to last, "missing" last.
  private var counts: [Double]

  /// - Parameter draws: Whether the rows are of one draw or of several.
  init(_ table: CaseTable, _ rows: RowSet, draws: DrawRule) {
    stages = table.description.schema.stages.count
    let strata = table.description.outcome.strata.count
    counts = Array(repeating: 0, count: strata * (stages + 2) * (stages + 2))
    switch draws {
    case .single:
      let all = table.stageCounts(in: rows)
      for stratum in 0..<strata {
        for real in codes {
          for simulated in codes {
            counts[place(stratum, real, simulated)] = Double(all[stratum: stratum, real: real, simulated: simulated])
          }
        }
      }
    case .mean: addProbes(table, rows, strata: strata)
    }
  }

  private mutating func addProbes(_ table: CaseTable, _ rows: RowSet, strata: Int) {
    let pairs = table.pairs
    var probe: [Int] = []
    func isSame(_ row: Int) -> Bool {
      probe.first.map { pairs.turn[$0] == pairs.turn[row] && pairs.conversation[$0] == pairs.conversation[row] }
        ?? false
    }
    rows.forEach { row in
      guard Int(pairs.stratum[row]) < strata else { return }
      if !isSame(row) {
        add(probe, pairs)
        probe.removeAll(keepingCapacity: true)
      }
      probe.append(row)
    }
    add(probe, pairs)
  }

  private mutating func add(_ probe: [Int], _ pairs: PairColumns) {
    /// How much of a pair is known: both stages, both or silence, less.
    func knowledge(_ row: Int) -> Int {
      let worst = max(order(pairs.realStage[row]), order(pairs.simulatedStage[row]))
      return worst < stages ? 0 : worst - stages + 1
    }
    guard let best = probe.map(knowledge).min() else { return }
    let draws = probe.filter { knowledge($0) == best }
    for row in draws {
      counts[place(Int(pairs.stratum[row]), pairs.realStage[row], pairs.simulatedStage[row])] += 1 / Double(draws.count)
    }
  }

  /// The codes that are counted: the schema's stages, then ``Code/noReply``, then ``Code/missing``.
  var codes: [UInt8] { labelledCodes + [Code.noReply, Code.missing] }

  /// The codes of the schema's stages.
  var labelledCodes: [UInt8] { (0..<stages).map { UInt8($0) } }

  func sum(_ stratum: Int, _ real: [UInt8], _ simulated: [UInt8]) -> Double {
    real.reduce(0) { sum, r in simulated.reduce(sum) { $0 + counts[place(stratum, r, $1)] } }.withoutRounding
  }

  private func place(_ stratum: Int, _ real: UInt8, _ simulated: UInt8) -> Int {
    (stratum * (stages + 2) + order(real)) * (stages + 2) + order(simulated)
  }

  private func order(_ code: UInt8) -> Int {
    Int(code) < stages ? Int(code) : code == Code.noReply ? stages : stages + 1
  }
}

extension Double {
  /// The whole number that a sum of parts comes to but for rounding.
  var withoutRounding: Double { abs(self - rounded()) < 1e-9 ? rounded() : self }
}
