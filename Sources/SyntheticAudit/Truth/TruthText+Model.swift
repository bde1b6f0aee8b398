internal import JSON

extension TruthText {
  /// The planted model, under the names of ``PlantedModel``.
  var modelJSON: JSONValue {
    let model = options.model
    func list(_ values: [Double]) -> JSONValue { .array(values.map { .rounded($0) }) }
    func lists(_ values: [[Double]]) -> JSONValue { .array(values.map(list)) }
    return [
      "start_levels": list(model.startLevels),
      "start_mean": list([model.uncommittedStart, model.committedStart]),
      "start_spread": .rounded(model.startSpread),
      "trends": lists([model.uncommittedTrends.list, model.committedTrends.list]),
      "decay": .rounded(model.decay), "growth": .rounded(model.growth),
      "stage_base": list(model.stageBase), "stage_by_progress": list(model.stageByProgress),
      "stage_by_willingness": list(model.stageByWillingness), "stage_at_opening": list(model.stageAtOpening),
      "persistence": .rounded(model.persistence), "nearness": .rounded(model.nearness),
      "stage_by_action": lists(model.stageByAction), "action_shares": lists(model.actionShares),
      "silence": list(model.silence), "abandonment": list(model.abandonment),
      "exit_shares": lists(model.exitShares), "emotion_shares": lists(model.emotionShares),
      "own_blocker": list(model.ownBlocker), "other_blocker": list(model.otherBlocker),
      "blocker_shares": list(model.blockerShares), "deficit_direction": list(model.deficitDirection),
      "user_turns": .array([.integer(options.userTurns.lowerBound), .integer(options.userTurns.upperBound)]),
    ]
  }
}
