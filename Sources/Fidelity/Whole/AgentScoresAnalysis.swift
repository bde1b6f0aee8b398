import Cases
import Statistics

/// The conversations of agents as counts, and what they tell.
struct AgentScoresAnalysis {
  /// The conversations of one cluster that one speaker had with one agent.
  struct Cell {
    /// The place in ``speakers``.
    var speaker: Int
    /// The place in ``agents``.
    var agent: Int
    var committed: Int
    var count: Int
  }

  private let options: AnalysisOptions
  /// People, then the simulators.
  private let speakers: [String]
  private let agents: [String]
  /// Cluster by cluster.
  private var clusters: [[Cell]] = []

  /// - Parameters:
  ///   - table: Of conversations, see ``CaseTable/ofConversations``.
  ///   - rows: Those that are meant; `nil` for all.
  init(_ table: CaseTable, _ rows: RowSet?, options: AnalysisOptions) {
    self.options = options
    let whole = table.whole
    speakers = [ConversationCode.person] + whole.simulators
    let column = table.conversations.profile.first { $0.name == WholeConversations.agentField }
    agents = column?.values ?? []
    guard let column else { return }
    let strata = table.description.outcome.strata
    var cells: [(cluster: UInt32, cell: Cell)] = []
    for row in 0..<table.conversations.count where Int(column.codes[row]) < agents.count {
      let stratum = Int(table.conversations.stratum[row])
      guard stratum < strata.count, rows?.contains(row) ?? true else { continue }
      let simulated = table.simulatedRow(ofConversation: row)
      // What became of the person whose conversation it replays is no score of the agent under a simulator.
      if table.inheritsOutcome(ofConversation: row) { continue }
      // Who replays a conversation belongs to its cluster: see ``WholeSides``.
      let replayed = simulated.map { Int(whole.replays[$0]) } ?? Int(WholeConversations.noReplay)
      let unit = replayed < table.realConversations ? replayed : row
      cells.append(
        (
          options.cluster == .customer ? table.conversations.cluster[unit] : UInt32(unit),
          Cell(
            speaker: simulated.map { Int(whole.simulator[$0]) + 1 } ?? 0, agent: Int(column.codes[row]),
            committed: strata[stratum].committed ? 1 : 0, count: 1)
        ))
    }
    cells.sort { ($0.cluster, $0.cell.speaker, $0.cell.agent) < ($1.cluster, $1.cell.speaker, $1.cell.agent) }
    var last: UInt32?
    for (cluster, cell) in cells {
      if cluster != last { clusters.append([]) }
      last = cluster
      let place = clusters.count - 1
      if let before = clusters[place].last, before.speaker == cell.speaker, before.agent == cell.agent {
        clusters[place][clusters[place].count - 1].committed += cell.committed
        clusters[place][clusters[place].count - 1].count += 1
      } else {
        clusters[place].append(cell)
      }
    }
  }

  func report() -> AgentScores {
    let totals = totals()
    let own = speakers.indices.filter { totals[$0].contains { $0.count > 0 } }
    guard !own.isEmpty else {
      return AgentScores(reason: "no conversation that names its agent has an outcome that is known")
    }
    var pairs: [AgentScores.Pair] = []
    for (place, first) in own.enumerated() {
      for second in own[(place + 1)...] {
        let common = agents.indices.filter { totals[first][$0].count > 0 && totals[second][$0].count > 0 }
        if !common.isEmpty { pairs.append(pair((first, second), common, totals)) }
      }
    }
    return AgentScores(speakers: own.map { speaker($0, totals[$0]) }, pairs: pairs)
  }

  /// All cells of a speaker and an agent together.
  private func totals() -> [[Cell]] {
    var totals = speakers.indices.map { speaker in
      agents.indices.map { Cell(speaker: speaker, agent: $0, committed: 0, count: 0) }
    }
    for cell in clusters.joined() {
      totals[cell.speaker][cell.agent].committed += cell.committed
      totals[cell.speaker][cell.agent].count += cell.count
    }
    return totals
  }

  // MARK: Scores

  private func speaker(_ speaker: Int, _ totals: [Cell]) -> AgentScores.Speaker {
    let own = totals.filter { $0.count > 0 }
    let ranks = midRanks(descending: own.map(\.score))
    return AgentScores.Speaker(
      id: speakers[speaker],
      scores: zip(own, ranks).map { total, rank in
        var moments = TwoRatioMoments()
        var units = 0
        for cell in clusters.joined() where cell.speaker == speaker && cell.agent == total.agent {
          units += 1
          let sums = SIMD2(Double(cell.committed), Double(cell.count))
          moments.add(SIMD4(lowHalf: sums, highHalf: sums))
        }
        return AgentScores.Score(
          agent: agents[total.agent],
          share: WholeShare(simulatedOnly: agents[total.agent], moments, level: options.level, reason: "").simulated,
          rank: rank, units: units)
      })
  }

  // MARK: Two speakers

  private func pair(_ pair: (Int, Int), _ common: [Int], _ totals: [[Cell]]) -> AgentScores.Pair {
    let sides = (common.map { totals[pair.0][$0] }, common.map { totals[pair.1][$0] })
    var result = AgentScores.Pair(
      first: speakers[pair.0], second: speakers[pair.1], agents: common.map { agents[$0] },
      shift: .unavailable(""), units: 0, shared: 0)
    let count = (sides.0 + sides.1).reduce(0) { $0 + $1.count }
    do throws(StatisticsError) {
      let estimates = try TwoSides(
        first: sides.0.meanScore, second: sides.1.meanScore, contributions(pair, common, totals))
      result.units = min(estimates.first.clusters, estimates.second.clusters)
      result.shared = estimates.shared
      result.shift = Figure(
        .number(estimates.second.value - estimates.first.value),
        interval: IntervalFigure { () throws(StatisticsError) in
          try estimates.difference().interval(level: options.level)
        }, bootstrap: .reason(notResampled), count: count)
    } catch {
      result.shift = .unavailable(error.description, count: count)
    }
    if common.count == 1 {
      result.p = fisher(sides.0[0], sides.1[0], pair)
    } else {
      let reseeding = AgentScoresReseeding(clusters, pair, common)
      result.displacement = reseeding.displacement(units: result.units, options: options)
    }
    return result
  }

  /// What each cluster adds to the mean scores of both.
  private func contributions(
    _ pair: (Int, Int), _ common: [Int], _ totals: [[Cell]]
  ) -> [TwoSides.Contribution] {
    let isCommon = agents.indices.map(common.contains)
    return clusters.compactMap { cells in
      var contribution = TwoSides.Contribution(first: nil, second: nil)
      for cell in cells where isCommon[cell.agent] && (cell.speaker == pair.0 || cell.speaker == pair.1) {
        let total = totals[cell.speaker][cell.agent]
        let rest = Double(cell.committed) - total.score * Double(cell.count)
        // What rounding leaves of clusters that all have the agent's score is no difference.
        let own = abs(rest) < 0x1p-40 ? 0 : rest / (Double(total.count) * Double(common.count))
        if cell.speaker == pair.0 {
          contribution.first = (contribution.first ?? 0) + own
        } else {
          contribution.second = (contribution.second ?? 0) + own
        }
      }
      return contribution.first == nil && contribution.second == nil ? nil : contribution
    }
  }

  private func fisher(_ first: Cell, _ second: Cell, _ pair: (Int, Int)) -> Quantity {
    let isRepeated = clusters.joined().contains { cell in
      cell.agent == first.agent && (cell.speaker == pair.0 || cell.speaker == pair.1) && cell.count > 1
    }
    if isRepeated { return .reason("several conversations of one unit are not independent") }
    return Quantity { () throws(StatisticsError) in
      try fisherExact(
        FourfoldTable(
          first.committed, first.count - first.committed, second.committed, second.count - second.committed)
      ).pValue
    }
  }
}

extension AgentScoresAnalysis.Cell {
  var score: Double { Double(committed) / Double(count) }
}

extension [AgentScoresAnalysis.Cell] {
  fileprivate var meanScore: Double { reduce(0) { $0 + $1.score } / Double(count) }
}
