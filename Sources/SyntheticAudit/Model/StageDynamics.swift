/// The planted model as tables: what stage comes next, in every situation.
struct StageDynamics: Sendable {
  /// Progress through a conversation is counted in this many steps.
  static let steps = 10
  /// The number of "stages before": the opening, which has none, and the five stages.
  static let befores = Stage.count + 1

  let model: PlantedModel
  /// Starting level × trend: the kinds of people.
  let kinds: Int
  /// P(starting level | outcome), uncommitted then committed.
  let levelShares: [[Double]]
  /// P(kind | outcome), uncommitted then committed. Kind = level × 3 + trend.
  let kindShares: [[Double]]
  /// P(next stage | …), by step, stage before, action and kind, the kind running fastest.
  private let transitions: [StageVector]

  /// The kinds of people among whom some commit.
  struct Mix: Sendable {
    /// P(kind), whatever the outcome.
    let prior: [Double]
    /// P(uncommitted | kind).
    let uncommittedGivenKind: [Double]
  }

  init(model: PlantedModel) {
    self.model = model
    kinds = model.startLevels.count * 3
    let levels = [model.uncommittedStart, model.committedStart].map { mean in
      StageDynamics.levelShares(model.startLevels, mean: mean, spread: model.startSpread)
    }
    let uncommitted = levels[0].flatMap { level in model.uncommittedTrends.list.map { level * $0 } }
    let committed = levels[1].flatMap { level in model.committedTrends.list.map { level * $0 } }
    levelShares = levels
    kindShares = [uncommitted, committed]
    transitions = StageDynamics.transitions(model)
  }

  func mix(committedShare: Double) -> Mix {
    let prior = zip(kindShares[0], kindShares[1]).map { (1 - committedShare) * $0 + committedShare * $1 }
    return Mix(
      prior: prior, uncommittedGivenKind: zip(kindShares[0], prior).map { $1 > 0 ? (1 - committedShare) * $0 / $1 : 0 })
  }

  /// The step of a user turn's place; the turn after the last one counts to the last step.
  func step(place: Int, userTurns: Int) -> Int {
    min(StageDynamics.steps - 1, place * StageDynamics.steps / userTurns)
  }

  /// The rows of ``next(_:)`` for all kinds of people in one situation.
  func situation(step: Int, before: Stage?, action: AgentAction) -> Range<Int> {
    let row = before.map { $0.rawValue + 1 } ?? 0
    let first = ((step * StageDynamics.befores + row) * AgentAction.allCases.count + action.rawValue) * kinds
    return first..<first + kinds
  }

  /// P(next stage) for one row of a situation.
  func next(_ row: Int) -> StageVector { transitions[row] }

  /// P(next stage) of people who are each kind with probability `belief`.
  func predicted(_ situation: Range<Int>, belief: [Double]) -> StageVector {
    var result = StageVector()
    for kind in 0..<kinds { result.add(transitions[situation.lowerBound + kind], times: belief[kind]) }
    return result
  }

  /// Bayes: what is believed of the kind after `stage` was seen in a situation.
  func update(_ belief: inout [Double], _ situation: Range<Int>, saw stage: Stage) {
    var sum = 0.0
    for kind in 0..<kinds {
      belief[kind] *= transitions[situation.lowerBound + kind][stage]
      sum += belief[kind]
    }
    guard sum > 0 else { return }
    for kind in 0..<kinds { belief[kind] /= sum }
  }

  func actionShares(after stage: Stage?) -> [Double] { model.actionShares[stage.map { $0.rawValue + 1 } ?? 0] }

  private static func levelShares(_ levels: [Double], mean: Double, spread: Double) -> [Double] {
    let weights = levels.map { level in
      let distance = (level - mean) / spread
      return exponential(-0.5 * distance * distance)
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  private static func transitions(_ model: PlantedModel) -> [StageVector] {
    var rows: [StageVector] = []
    for step in 0..<steps {
      let progress = Double(step) / Double(steps - 1)
      let drift = max(0, 2 * progress - 1)
      for before in 0..<befores {
        for action in 0..<AgentAction.allCases.count {
          for level in model.startLevels {
            for slope in [-model.decay, 0, model.growth] {
              let willingness = level + slope * drift
              let logits = (0..<Stage.count).map { stage in
                var logit = model.stageBase[stage] + progress * model.stageByProgress[stage]
                logit += willingness * model.stageByWillingness[stage] + model.stageByAction[action][stage]
                if before == 0 { return logit + model.stageAtOpening[stage] }
                if before - 1 == stage { logit += model.persistence }
                if abs(before - 1 - stage) == 1 { logit += model.nearness }
                return logit
              }
              rows.append(StageVector.softmax(logits))
            }
          }
        }
      }
    }
    return rows
  }
}
