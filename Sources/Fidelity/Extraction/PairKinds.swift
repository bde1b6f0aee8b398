import Cases

/// What every kind of conversation holds: its stratum, its pairs, its stages and depths.
///
/// A pair is a probe: where it has several draws, its simulated stage is their mean, each draw counting its part.
struct PairKinds: Sendable {
  let stages: Int
  let stratum: [Int]
  /// The labelled pairs.
  let pairs: [Int]
  /// Σ depth(simulated) − depth(real) over the pairs.
  let depthSum: [Double]
  private let realCounts: [Double]
  private let simulatedCounts: [Double]

  /// - Parameters:
  ///   - depths: One a stage; zeros for labels without depth.
  ///   - strata: The number of strata that codes were made with.
  init(_ table: KindTable, depths: [Double], strata: Int) {
    let code = PairCode(stages: depths.count, strata: strata)
    var stratum: [Int] = []
    var pairs: [Int] = []
    var depthSum: [Double] = []
    var real = Array(repeating: 0.0, count: table.count * depths.count)
    var simulated = real
    var part = PairPart(stages: depths.count)
    for kind in 0..<table.count {
      let list = table.list(kind)
      let base = kind * depths.count
      var count = 0
      // Codes ascend, so that pairs with as many draws stand together: their counts are whole.
      var start = list.startIndex
      while start < list.endIndex {
        let draws = code.draws(list[start])
        var end = start
        while end < list.endIndex, code.draws(list[end]) == draws {
          part.add(real: code.real(list[end]), simulated: code.simulated(list[end]))
          end += 1
        }
        count += (end - start) / draws
        for stage in depths.indices {
          real[base + stage] += Double(part.real[stage]) / Double(draws)
          simulated[base + stage] += Double(part.simulated[stage]) / Double(draws)
        }
        part.clear()
        start = end
      }
      // Summed by stage, so that equal counts give equal sums whatever the order of the pairs.
      var sum = 0.0
      for stage in depths.indices { sum += depths[stage] * (simulated[base + stage] - real[base + stage]) }
      stratum.append(list.first.map(code.stratum) ?? 0)
      pairs.append(count)
      depthSum.append(sum)
    }
    stages = depths.count
    self.stratum = stratum
    self.pairs = pairs
    self.depthSum = depthSum
    realCounts = real
    simulatedCounts = simulated
  }

  var count: Int { pairs.count }

  /// The mean of D over the conversation's pairs.
  func meanDepth(_ kind: Int) -> Double { depthSum[kind] / Double(pairs[kind]) }

  func real(_ kind: Int, _ stage: Int) -> Double { realCounts[kind * stages + stage] }

  func simulated(_ kind: Int, _ stage: Int) -> Double { simulatedCounts[kind * stages + stage] }

  func real(_ kind: Int, in group: [Int]) -> Double { group.reduce(0) { $0 + real(kind, $1) } }

  /// No more than the pairs, whatever rounding makes of parts.
  func simulated(_ kind: Int, in group: [Int]) -> Double {
    min(group.reduce(0) { $0 + simulated(kind, $1) }, Double(pairs[kind]))
  }
}

/// Counts of stages over pairs with as many draws.
private struct PairPart {
  var real: [Int]
  var simulated: [Int]

  init(stages: Int) {
    real = Array(repeating: 0, count: stages)
    simulated = real
  }

  mutating func add(real stage: Int, simulated other: Int) {
    real[stage] += 1
    simulated[other] += 1
  }

  mutating func clear() {
    for stage in real.indices {
      real[stage] = 0
      simulated[stage] = 0
    }
  }
}
