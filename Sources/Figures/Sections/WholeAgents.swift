import Cases
import Fidelity
import JSON
import Text

// Does it matter who simulates the user? Agents under each simulator, under people too where their conversations name them.

/// An agent under people or a simulator.
private struct ScorePlace {
  let speaker: String
  let score: AgentScores.Score

  func cases(_ scope: CaseScope) -> FigureCases { scope.agents([score.agent], of: [speaker]) }
}

extension FigureSection {
  static let wholeAgents = FigureSection(
    .wholeAgent, "How agents fare, by who is the user", .table, parts: [.agents],
    rows: [
      FigureRow<ScorePlace>(
        "score", "score", .share, "The share of the agent’s conversations that end in a commitment.",
        formula: "committed ÷ conversations whose outcome is known; Wilson’s interval on the effective sample size",
        reading: "What a commitment is the audit says: of a benchmark’s runs, that the task was solved.",
        interval: "Wilson", isResampled: false, cases: { $0.cases($1) }, read: { .side($0.score.share) }),
      FigureRow(
        "rank", "rank", .count, "Its place among the agents that had the same user, 1 for the best.",
        formula: "equal scores share the mean of their ranks",
        reading: "Agents whose intervals overlap widely may change places by chance.",
        cases: { place, scope in
          let cases = place.cases(scope)
          return FigureCases(
            numerator: cases.denominator, denominator: cases.denominator, areConversations: true)
        }, read: { .quantity(.number($0.score.rank)) }),
    ],
    remarks: { report in report.whole?.agents?.reason.map { [$0.sentence] } ?? [] }
  ) { report, scope, reader in
    (report.whole?.agents?.speakers ?? []).map { speaker in
      FigureBlock(
        title: speaker.id.speakerName,
        speaker.scores.map { score in
          FigureEntry(
            group: speaker.id, item: score.agent, score.agent,
            facts: [.init("simulator", speaker.fact), .init("agent", .string(score.agent))],
            reader.figures(ScorePlace(speaker: speaker.id, score: score), scope))
        })
    }
  }

  static let wholeAgentShifts = FigureSection(
    .wholeAgentShift, "How scores shift between two of them", .table, parts: [.agents],
    rows: [
      FigureRow<AgentScores.Pair>(
        "shift_pp", "shift", .shift, "How much higher scores are under the second, in percentage points.",
        formula: "mean over agents of second − first; CR1 with t(G − 1), units on both sides paired",
        reading: "Every agent counts the same. Every interval stands for itself: of twenty one may miss by chance.",
        interval: "CR1", isResampled: false, cases: { $0.cases($1) }, read: { .figure($0.shift.scaled(by: 100)) }),
      FigureRow(
        "shared", "units of both", .count, "Units (tasks, customers) that both had.", formula: "a count",
        reading: "Where they had different ones, the shift may be that of the tasks.",
        cases: { $0.cases($1) }, read: { .count($0.shared) }),
      FigureRow(
        "finding", "finding", .count, "Whether scores shift.",
        formula: "the interval against 0; withheld below \(ConcentrationVerdict.fewestUnits) units a side",
        reading: "“not shown” acquits nobody.", outputs: .data, read: { .word($0.finding.rawValue) }),
    ],
    remarks: { report in (report.whole?.agents?.pairs ?? []).map { $0.sentence(report.cluster) } }
  ) { report, scope, reader in
    pairs(report) { pair in reader.figures(pair, scope) }
  }

  static let wholeAgentTests = FigureSection(
    .wholeAgentTest, "One agent under two of them", .table, parts: [.agents],
    rows: [
      FigureRow<AgentScores.Pair>(
        "p", "Fisher’s p", .probability, "Whether the agent’s score is the same under both.",
        formula: "Fisher’s exact test, two-sided; every conversation a unit of its own",
        reading: "It knows nothing of tasks that both had; the interval of the shift does.",
        cases: { $0.cases($1) }, read: { .quantity($0.p ?? .reason("there are several agents")) })
    ]
  ) { report, scope, reader in
    pairs(report) { pair in pair.p == nil ? [] : reader.figures(pair, scope) }
  }

  static let wholeAgentRanks = FigureSection(
    .wholeAgentRank, "Whether agents change places", .table, parts: [.agents],
    rows: [
      FigureRow<AgentScores.Displacement>(
        "displacement", "displaced", .count, "How far the ranks of agents lie apart, all together.",
        formula: "Spearman’s footrule Σ |rank under the first − rank under the second|",
        reading: "Read beside what re-seeding displaces.", read: { .quantity(.number($0.sum)) }),
      FigureRow(
        "greatest", "at most", .count, "The most that so many agents can be displaced.", formula: "⌊k²/2⌋ of k agents",
        reading: "What a reversed order shows.", read: { .quantity(.number($0.greatest)) }),
      FigureRow(
        "displacement.expected", "re-seeded", NumberStyle(decimals: 1),
        "How far two re-seeded runs of one simulator displace agents on average.",
        formula: "mean over draws that deal anew, within unit and agent, which conversation is whose; by the seed",
        reading: "Agents of like scores change places by chance.", read: { .quantity($0.expected) }),
      FigureRow(
        "displacement.limit", "re-seeded up to", .count, "What such runs exceed in at most 1 − level of the draws.",
        formula: "the displacement at place level · (draws + 1)",
        reading:
          "Up to that no second simulator is needed. Of few agents, or where the runs of both together rank them alike, even a reversed order is no more.",
        read: { .quantity($0.limit) }),
      FigureRow(
        "displacement.finding", "finding", .count, "Whether agents change places more than re-seeding explains.",
        formula: "displaced > re-seeded up to; withheld below \(ConcentrationVerdict.fewestUnits) units a side",
        reading: "“not shown” acquits nobody.", outputs: .data, read: { .word($0.finding.rawValue) }),
    ],
    remarks: { report in (report.whole?.agents?.pairs ?? []).compactMap { $0.rankSentence(report.level) } }
  ) { report, scope, reader in
    pairs(report) { pair in pair.displacement.map { reader.figures($0, scope) } ?? [] }
  }

  /// An entry for every two speakers of which there are figures.
  private static func pairs(
    _ report: FidelityReport, _ figures: (AgentScores.Pair) -> [FigureInstance]
  ) -> [FigureBlock] {
    let entries = (report.whole?.agents?.pairs ?? []).compactMap { pair -> FigureEntry? in
      let own = figures(pair)
      if own.isEmpty { return nil }
      return FigureEntry(
        group: pair.first, item: pair.second, pair.name,
        facts: [
          .init("first", .string(pair.first)), .init("second", .string(pair.second)),
          .init("agents", .array(pair.agents.map(JSONValue.string))),
        ], own)
    }
    return entries.isEmpty ? [] : [FigureBlock(entries)]
  }
}

extension AgentScores.Speaker {
  /// `null` of people.
  fileprivate var fact: JSONValue { id == ConversationCode.person ? .null : .string(id) }
}

extension AgentScores.Pair {
  fileprivate func cases(_ scope: CaseScope) -> FigureCases { scope.agents(agents, of: [first, second]) }
}

extension CaseScope {
  /// The conversations that agents had with these speakers, and those of them that end in a commitment.
  fileprivate func agents(_ agents: [String], of speakers: [String]) -> FigureCases {
    let all: [FilterExpression] = [
      .equals(.simulator, speakers), .equals(.profile(WholeConversations.agentField), agents),
      .equals(.outcomeSource, [ConversationCode.own]),
    ]
    return FigureCases(
      numerator: all + [.equals(.committed, [FilterValue.yes])], denominator: all, areConversations: true)
  }
}
