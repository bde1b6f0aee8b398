/// The exact laws of how a person goes on of whom labels and silences are known: Bayes, turn by turn, over kind of person
/// and stage before.
struct HistoryFilter: Sendable {
  private static let befores = Stage.count + 1

  let population: Population
  let confusion: Confusion

  /// The law at every probe of a conversation, by what stands before it.
  func laws(_ draw: ConversationDraw, _ turns: LabelledTurns) -> [ProbeLaw] {
    let dynamics = population.dynamics
    let mix = population.mix(userTurns: draw.userTurns)
    let stages = turns.stages(of: draw)
    // P(kind, stage before), the opening first.
    var joint = Array(repeating: 0.0, count: dynamics.kinds * HistoryFilter.befores)
    for kind in 0..<dynamics.kinds { joint[kind * HistoryFilter.befores] = mix.prior[kind] }
    var laws: [ProbeLaw] = []
    for (place, actions) in turns.actions.enumerated() where !actions.isEmpty {
      let step = dynamics.step(place: place, userTurns: draw.userTurns)
      let isEnd = place == draw.userTurns
      saw(actions.dropLast(), isSilent: isEnd || place == 0 ? nil : actions.count > 1, &joint)
      var following = Array(repeating: StageVector(), count: dynamics.kinds)
      var leaving = 0.0
      for code in joint.indices where joint[code] > 0 {
        let (kind, before) = (code / HistoryFilter.befores, code % HistoryFilter.befores)
        let stage = before > 0 ? Stage(rawValue: before - 1) : nil
        for action in AgentAction.allCases {
          let weight =
            joint[code] * dynamics.actionShares(after: stage)[action.rawValue]
            * confusion.share(of: actions[actions.count - 1], given: action)
          guard weight > 0 else { continue }
          let row = dynamics.situation(step: step, before: stage, action: action).lowerBound + kind
          following[kind].add(dynamics.next(row), times: weight)
          if isEnd, let stage {
            leaving += weight * mix.uncommittedGivenKind[kind] * dynamics.model.abandonment[stage.rawValue]
          }
        }
      }
      let next = following.reduce(into: StageVector()) { $0.add($1, times: 1) }
      for probe in draw.probes where probe.place == place {
        laws.append(ProbeLaw(next: next.normalized, leaving: probe.fraction == nil ? leaving / next.sum : 0))
      }
      guard !isEnd else { break }
      for kind in 0..<dynamics.kinds {
        joint[kind * HistoryFilter.befores] = 0
        for real in Stage.allCases {
          let seen = stages[place].map { confusion.rows[real.rawValue][$0] } ?? 1
          joint[kind * HistoryFilter.befores + real.rawValue + 1] = following[kind][real] * seen / next.sum
        }
      }
    }
    return laws
  }

  /// Weighs by agent turns that got no reply, and by whether there were any.
  private func saw(_ unanswered: ArraySlice<AgentAction>, isSilent: Bool?, _ joint: inout [Double]) {
    let dynamics = population.dynamics
    for before in 0..<HistoryFilter.befores {
      let stage = before > 0 ? Stage(rawValue: before - 1) : nil
      var weight = 1.0
      if let isSilent, let stage {
        let silence = dynamics.model.silence[stage.rawValue]
        weight = isSilent ? silence : 1 - silence
      }
      for seen in unanswered {
        let shares = dynamics.actionShares(after: stage)
        weight *= AgentAction.allCases.reduce(0) { $0 + shares[$1.rawValue] * confusion.share(of: seen, given: $1) }
      }
      for kind in 0..<dynamics.kinds { joint[kind * HistoryFilter.befores + before] *= weight }
    }
  }
}
