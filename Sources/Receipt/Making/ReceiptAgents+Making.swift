internal import Fidelity
internal import Figures

extension ReceiptAgents {
  /// `nil` where the simulator talked to no agent that anybody else did.
  init?(_ agents: AgentScores, of simulator: String, cluster: ClusterUnit, level: Double) {
    let own = agents.pairs.filter { $0.first == simulator || $0.second == simulator }
    guard !own.isEmpty || agents.reason != nil else { return nil }
    let named = Set(own.flatMap { [$0.first, $0.second] })
    self.init(
      speakers: agents.speakers.filter { named.contains($0.id) }.map(Speaker.init),
      pairs: own.map { Pair($0, cluster: cluster, level: level) }, reason: agents.reason)
  }
}

extension ReceiptAgents.Speaker {
  init(_ speaker: AgentScores.Speaker) {
    self.init(
      id: speaker.id,
      scores: speaker.scores.map {
        ReceiptAgents.Score(agent: $0.agent, score: ReceiptFigure($0.share.share), rank: $0.rank)
      })
  }
}

extension ReceiptAgents.Pair {
  init(_ pair: AgentScores.Pair, cluster: ClusterUnit, level: Double) {
    self.init(
      first: pair.first, second: pair.second, agents: pair.agents, shared: pair.shared,
      shift: ReceiptFigure(pair.shift), finding: pair.finding.rawValue, fisherP: pair.p.map(ReceiptNumber.init),
      ranks: pair.displacement.map { ReceiptAgents.Ranks($0, sentence: pair.rankSentence(level)) },
      sentence: pair.sentence(cluster))
  }
}

extension ReceiptAgents.Ranks {
  init(_ displacement: AgentScores.Displacement, sentence: String?) {
    self.init(
      displacement: displacement.sum, greatest: displacement.greatest, expected: ReceiptNumber(displacement.expected),
      limit: ReceiptNumber(displacement.limit), finding: displacement.finding.rawValue, sentence: sentence)
  }
}
