import Statistics

/// How far agents would change places between two re-seeded runs of one simulator.
///
/// Were two simulators such runs, each unit's conversations with an agent could as well have come from the other run: which
/// are whose is drawn anew within every unit and agent, the number of either side kept. Units that only one side has are
/// dealt as wholes, with all of their agents. The test is exact under that hypothesis, but for the number of draws: of two
/// such runs it says "beyond" in 1.5 to 3.5 % of 400 samples at 95 %; a bootstrap of tasks, which knows no more of a task
/// than two runs, in up to 51 % (`Tests/Oracles/agent_scores.py rates`). It looks away from what both runs sum up to: where
/// that ranks agents alike, as an order and its reverse do, nothing lies beyond.
/// > E. S. Edgington. "Randomization Tests." 1964, doi:10.1080/00223980.1964.9916755
struct AgentScoresReseeding {
  /// Committed conversations and all, on either side, of one agent.
  private struct Sums {
    var committed = SIMD2<Int>()
    var count = SIMD2<Int>()

    mutating func add(_ cell: AgentScoresAnalysis.Cell, _ side: Int) {
      committed[side] += cell.committed
      count[side] += cell.count
    }
  }

  /// Conversations of one unit with one agent that both sides have, with different outcomes.
  private struct Mixed {
    var agent: Int
    var count: SIMD2<Int>
    var committed: Int
  }

  private typealias Cell = AgentScoresAnalysis.Cell

  /// As they are.
  private var observed: [Sums]
  /// Of what is not dealt anew.
  private var fixed: [Sums]
  private var mixed: [Mixed] = []
  /// Units that the first side alone has, then those of the second; agents numbered anew.
  private var apart: [[Cell]] = []
  private var apartOfFirst = 0

  /// - Parameters:
  ///   - clusters: Cluster by cluster.
  ///   - pair: Both speakers.
  ///   - common: The agents that both talked to.
  init(_ clusters: [[AgentScoresAnalysis.Cell]], _ pair: (Int, Int), _ common: [Int]) {
    let places = Dictionary(uniqueKeysWithValues: zip(common, 0...))
    observed = Array(repeating: Sums(), count: common.count)
    fixed = observed
    var ofSecond: [[Cell]] = []
    for cells in clusters {
      var own: [[Cell]] = [[], []]
      for var cell in cells {
        guard let place = places[cell.agent], cell.speaker == pair.0 || cell.speaker == pair.1 else { continue }
        let side = cell.speaker == pair.0 ? 0 : 1
        cell.agent = place
        own[side].append(cell)
        observed[place].add(cell, side)
      }
      switch (own[0].isEmpty, own[1].isEmpty) {
      case (false, true): apart.append(own[0])
      case (true, false): ofSecond.append(own[1])
      default: addShared(own)
      }
    }
    apartOfFirst = apart.count
    apart += ofSecond
  }

  private mutating func addShared(_ sides: [[Cell]]) {
    for first in sides[0] {
      guard let second = sides[1].first(where: { $0.agent == first.agent }) else {
        fixed[first.agent].add(first, 0)
        continue
      }
      let committed = first.committed + second.committed
      if committed > 0, committed < first.count + second.count {
        mixed.append(Mixed(agent: first.agent, count: SIMD2(first.count, second.count), committed: committed))
      } else {
        // All alike: whoever has which, it is the same.
        fixed[first.agent].add(first, 0)
        fixed[first.agent].add(second, 1)
      }
    }
    for second in sides[1] where !sides[0].contains(where: { $0.agent == second.agent }) {
      fixed[second.agent].add(second, 1)
    }
  }

  /// Tells the random numbers of the runs from those of anything else.
  private static let stream: UInt64 = 0xA6E7
  /// Conversations that are dealt over all draws, about; with more of them there are fewer draws, but at least
  /// ``fewestDraws``.
  private static let effort = 40_000_000
  private static let fewestDraws = 400

  func displacement(units: Int, options: AnalysisOptions) -> AgentScores.Displacement {
    let dealt = mixed.reduce(apart.count) { $0 + $1.count[0] }
    let most = max(AgentScoresReseeding.fewestDraws, AgentScoresReseeding.effort / max(dealt, 1))
    let asked = min(options.resamples, most)
    var sums: [Double] = []
    sums.reserveCapacity(asked)
    for draw in 0..<max(asked, 0) {
      var random = SeededGenerator(seed: options.seed, stream: AgentScoresReseeding.stream, index: UInt64(draw))
      if let sum = AgentScoresReseeding.displacement(drawn(&random)) { sums.append(sum) }
    }
    let count = observed.count
    var result = AgentScores.Displacement(
      sum: AgentScoresReseeding.displacement(observed) ?? 0, greatest: Double(count * count / 2),
      expected: .reason("no runs were drawn"), limit: .reason("no runs were drawn"), draws: sums.count, units: units)
    guard !sums.isEmpty else { return result }
    result.expected = .number(sums.reduce(0, +) / Double(sums.count))
    sums.sort()
    // The observed run is one more of those that could have been: beyond the limit is p = (1 + b)/(1 + B) ≤ 1 − level.
    let place = Int((options.level * Double(sums.count + 1)).rounded(.up))
    result.limit = place <= sums.count ? .number(sums[place - 1]) : .reason("too few runs were drawn for the level")
    return result
  }

  private func drawn(_ random: inout SeededGenerator) -> [Sums] {
    var drawn = fixed
    for unit in mixed {
      // The first side's part of the committed ones, without replacement.
      var (left, all, own) = (unit.committed, unit.count[0] + unit.count[1], 0)
      for _ in 0..<unit.count[0] {
        if random.next(below: all) < left {
          own += 1
          left -= 1
        }
        all -= 1
      }
      drawn[unit.agent].committed &+= SIMD2(own, unit.committed - own)
      drawn[unit.agent].count &+= unit.count
    }
    var (places, rest) = (apartOfFirst, apart.count)
    for unit in apart {
      let side = random.next(below: rest) < places ? 0 : 1
      if side == 0 { places -= 1 }
      rest -= 1
      for cell in unit { drawn[cell.agent].add(cell, side) }
    }
    return drawn
  }

  /// Σ |difference of ranks|; `nil` where an agent has no conversation on a side.
  private static func displacement(_ sums: [Sums]) -> Double? {
    guard sums.allSatisfy({ $0.count[0] > 0 && $0.count[1] > 0 }) else { return nil }
    let ranks = (0..<2).map { side in
      midRanks(descending: sums.map { Double($0.committed[side]) / Double($0.count[side]) })
    }
    return try? footrule(ranks[0], ranks[1])
  }
}
