import Cases

/// What every kind of conversation holds: its stratum, its pairs, its stages and depths.
struct PairKinds: Sendable {
  let stages: Int
  let stratum: [Int]
  /// The labelled pairs.
  let pairs: [Int]
  /// Σ depth(simulated) − depth(real) over the pairs.
  let depthSum: [Double]
  private let realCounts: [Int32]
  private let simulatedCounts: [Int32]

  /// - Parameter depths: One a stage; zeros for labels without depth.
  init(_ table: KindTable, depths: [Double]) {
    let code = PairCode(stages: depths.count)
    var stratum: [Int] = []
    var pairs: [Int] = []
    var depthSum: [Double] = []
    var real = Array(repeating: Int32(0), count: table.count * depths.count)
    var simulated = real
    for kind in 0..<table.count {
      let list = table.list(kind)
      let base = kind * depths.count
      for pair in list {
        real[base + code.real(pair)] += 1
        simulated[base + code.simulated(pair)] += 1
      }
      // Summed by stage, so that equal counts give equal sums whatever the order of the pairs.
      var sum = 0.0
      for stage in depths.indices { sum += depths[stage] * Double(simulated[base + stage] - real[base + stage]) }
      stratum.append(list.first.map(code.stratum) ?? 0)
      pairs.append(list.count)
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

  func real(_ kind: Int, _ stage: Int) -> Double { Double(realCounts[kind * stages + stage]) }

  func simulated(_ kind: Int, _ stage: Int) -> Double { Double(simulatedCounts[kind * stages + stage]) }

  func real(_ kind: Int, in group: [Int]) -> Double { group.reduce(0) { $0 + real(kind, $1) } }

  func simulated(_ kind: Int, in group: [Int]) -> Double { group.reduce(0) { $0 + simulated(kind, $1) } }
}
