import Cases

/// What the draws of a probe differ by adds to the variance of the contrast's excess.
///
/// A conversation's excess is the mean over its P probes of the mean over m draws, and a side's the mean over its n
/// conversations: a probe adds v ÷ (n² P² m), with v the variance of its draws' depths, an instrument's mean each. Of
/// several instruments v holds what is left of (draws × instruments) ÷ instruments.
struct DrawNoise: Sendable {
  /// By their number of draws, Σ 1 ÷ (n² P²) over probes, and Σ v ÷ (n² P²) of those with several.
  private var weight: [Double] = []
  private var variance: [Double] = []
  /// Σ e ÷ (n² P² m k): what neither draws nor instruments alone explain.
  private(set) var residual = 0.0
  private(set) var probes = 0
  private(set) var draws = 0

  /// - Parameters:
  ///   - rows: For each instrument its rows of the same turns.
  ///   - side: The conversations on the side of a conversation; `nil` where it does not count.
  init(_ table: CaseTable, _ rows: [RowSet], conversationsBeside side: (Int) -> Int?) {
    let depths = table.description.schema.stages.map(\.depth)
    for conversation in 0..<table.conversations.count {
      guard let size = side(conversation) else { continue }
      let probes = DrawNoise.probes(conversation, table, rows, depths)
      let part = 1 / Double(max(size * size * probes.count * probes.count, 1))
      for probe in probes { add(probe, part) }
    }
  }

  /// By probe, draw and instrument the simulated depth.
  private static func probes(
    _ conversation: Int, _ table: CaseTable, _ rows: [RowSet], _ depths: [Double]
  ) -> [[[Double]]] {
    let pairs = table.pairs
    var probes: [(turn: UInt16, draws: [(number: Int, depths: [Double])])] = []
    let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
    // Instrument after instrument, so that every draw has its depths in the order of the instruments.
    for (instrument, own) in rows.enumerated() {
      var place = 0
      for row in range.lazy.map(Int.init) where own.contains(row) {
        let turn = pairs.turn[row]
        if instrument == 0, probes.last?.turn != turn { probes.append((turn, [])) }
        while place < probes.count, probes[place].turn != turn { place += 1 }
        guard place < probes.count else { break }
        let number = table.series[Int(pairs.series[row])].draw
        let depth = depths[Int(pairs.simulatedStage[row])]
        if let draw = probes[place].draws.firstIndex(where: { $0.number == number }) {
          probes[place].draws[draw].depths.append(depth)
        } else {
          probes[place].draws.append((number, [depth]))
        }
      }
    }
    return probes.map { $0.draws.map(\.depths) }
  }

  private mutating func add(_ probe: [[Double]], _ part: Double) {
    let (m, k) = (probe.count, probe.first?.count ?? 1)
    probes += 1
    draws += m
    while weight.count <= m {
      weight.append(0)
      variance.append(0)
    }
    weight[m] += part
    guard m >= 2 else { return }
    let byDraw = probe.map { $0.reduce(0, +) / Double(k) }
    let mean = byDraw.reduce(0, +) / Double(m)
    let spread = byDraw.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    variance[m] += part * spread / Double(m - 1)
    guard k >= 2 else { return }
    var squares = 0.0
    for instrument in 0..<k {
      let own = probe.reduce(0) { $0 + $1[instrument] } / Double(m)
      for draw in 0..<m {
        let left = probe[draw][instrument] - byDraw[draw] - own + mean
        squares += left * left
      }
    }
    residual += part * squares / Double((m - 1) * (k - 1) * m * k)
  }

  var meanDraws: Double { Double(draws) / Double(max(probes, 1)) }

  /// The variance of one draw at a probe, the mean over the probes with several; `nil` where there are none.
  var perDraw: Double? {
    let known = weight.dropFirst(2).reduce(0, +)
    return known > 0 ? variance.reduce(0, +) / known : nil
  }

  /// What draws add to the variance of the excess with `more` draws at every probe; a fraction is spread over probes.
  ///
  /// Probes with one draw are taken to be like the others.
  func variance(more: Double = 0) -> Double? {
    guard let perDraw else { return nil }
    let whole = more.rounded(.down)
    let rest = more - whole
    return weight.indices.dropFirst().reduce(0) { sum, draws in
      let own = draws == 1 ? perDraw * weight[draws] : variance[draws]
      let m = Double(draws) + whole
      return sum + own * ((1 - rest) / m + rest / (m + 1))
    }
  }
}
