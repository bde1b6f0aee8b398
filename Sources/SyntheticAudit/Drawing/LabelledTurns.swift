/// How instruments label the real turns of one conversation: what an exact sampler may know, and a leak shows.
struct LabelledTurns: Sendable {
  /// By instrument and place; `nil` where it labels nothing.
  let states: [[DecisionState?]]
  /// By place, the labels of the agent's turns before the user's reply, the last of them right before it; after the last
  /// place those of the turns that nobody answered.
  let actions: [[AgentAction]]

  /// - Parameter errors: Streams of their own: what is written later is drawn from them again.
  init(_ draw: ConversationDraw, _ confusions: [Confusion], labelsAll: Bool, _ errors: ErrorStreams) {
    var errors = errors
    let isProbed = draw.exchanges.indices.map { place in draw.probes.contains { $0.place == place } }
    states = confusions.indices.map { instrument in
      draw.exchanges.indices.map { place in
        guard isProbed[place] || (instrument == 0 && labelsAll) else { return nil }
        return confusions[instrument].label(draw.exchanges[place].state, &errors.real[instrument])
      }
    }
    let turns = draw.exchanges.map { ($0.ignored.map { [$0] } ?? []) + [$0.action] } + [draw.unanswered]
    actions = turns.map { actions in
      actions.map { confusions.first?.label($0, &errors.agent) ?? $0 }
    }
  }

  /// The stages that the first instrument gave, or the real ones where there is no instrument.
  func stages(of draw: ConversationDraw) -> [Stage?] {
    states.first.map { $0.map { $0?.stage } } ?? draw.exchanges.map { $0.state.stage }
  }
}
