/// How an instrument's stage labels err: near misses are likelier than far ones.
struct Confusion: Sendable {
  let errorRate: Double
  private let simulatedMisreading: Double
  /// P(label | stage), a row a stage.
  let rows: [StageVector]

  init(errorRate: Double, simulatedMisreading: Double = 0) {
    self.errorRate = errorRate
    self.simulatedMisreading = simulatedMisreading
    rows = Stage.allCases.map { stage in
      let weights = Stage.allCases.map { other -> Double in
        switch abs(other.rawValue - stage.rawValue) {
        case 0: 0
        case 1: 6
        case 2: 2
        default: 1
        }
      }
      let sum = weights.reduce(0, +)
      return StageVector(
        Stage.allCases.map { $0 == stage ? 1 - errorRate : errorRate * weights[$0.rawValue] / sum })
    }
  }

  /// The label of one turn.
  func label(_ state: DecisionState, _ random: inout Xoshiro256) -> DecisionState {
    var label = state
    label.stage = rows[state.stage.rawValue].stage(at: random.unit())
    if random.chance(errorRate) { label.emotion = other(than: state.emotion, &random) }
    if random.chance(errorRate) { label.blocker = other(than: state.blocker, &random) }
    if random.chance(errorRate) { label.exit = other(than: state.exit, &random) }
    return label
  }

  /// The label of one simulated turn.
  func labelSimulated(_ state: DecisionState, _ random: inout Xoshiro256) -> DecisionState {
    var label = label(state, &random)
    if simulatedMisreading > 0, state.stage == .resisting, random.chance(simulatedMisreading) {
      label.stage = .considering
    }
    return label
  }

  func label(_ action: AgentAction, _ random: inout Xoshiro256) -> AgentAction {
    random.chance(errorRate / 2) ? other(than: action, &random) : action
  }

  /// P(label of an agent's action | the action).
  func share(of label: AgentAction, given action: AgentAction) -> Double {
    label == action ? 1 - errorRate / 2 : errorRate / 2 / Double(AgentAction.allCases.count - 1)
  }

  private func other<Value: CaseIterable & Equatable>(than value: Value, _ random: inout Xoshiro256) -> Value
  where Value.AllCases == [Value] {
    let others = Value.allCases.filter { $0 != value }
    return others[random.index(below: others.count)]
  }
}
