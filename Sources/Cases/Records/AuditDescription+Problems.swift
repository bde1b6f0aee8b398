/// What is wrong with an `audit.json` that has all keys in the right types.
public struct DescriptionProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where, as a path of keys: `schema.stages[2].id`.
  public var path: String
  /// What is wrong and what to do.
  public var explanation: String

  public init(path: String, explanation: String) {
    self.path = path
    self.explanation = explanation
  }

  public var description: String { "\(path): \(explanation)" }
}

extension AuditDescription {
  /// The first rule of the bundle that the description breaks, or `nil`.
  public var problem: DescriptionProblem? {
    if format != AuditDescription.format1 {
      return DescriptionProblem(
        path: "format", explanation: "is “\(format)”; this program reads “\(AuditDescription.format1)”")
    }
    if name.isEmpty { return DescriptionProblem(path: "name", explanation: "is empty; give the audit a name") }
    return outcomeProblem ?? stageProblem ?? schema.listProblem ?? probeProblem ?? participantProblem
  }

  private var outcomeProblem: DescriptionProblem? {
    if outcome.strata.isEmpty {
      return DescriptionProblem(path: "outcome.strata", explanation: "is empty; name at least one outcome group")
    }
    return namesProblem(outcome.strata.map(\.id), path: "outcome.strata", member: ".id")
  }

  private var stageProblem: DescriptionProblem? {
    let stages = schema.stages
    if stages.isEmpty {
      return DescriptionProblem(path: "schema.stages", explanation: "is empty; name at least one stage")
    }
    if let problem = namesProblem(stages.map(\.id), path: "schema.stages", member: ".id") { return problem }
    for (index, stage) in stages.enumerated() {
      if !stage.depth.isFinite {
        return DescriptionProblem(path: "schema.stages[\(index)].depth", explanation: "is no finite number")
      }
      if let twin = stages[..<index].first(where: { $0.depth == stage.depth }) {
        return DescriptionProblem(
          path: "schema.stages[\(index)].depth",
          explanation: "is the same as that of “\(twin.id)”; every stage needs a depth of its own")
      }
    }
    for (key, ids) in [
      ("resistance", schema.resistance), ("deliberation", schema.deliberation), ("commitment", schema.commitment),
    ] {
      for (index, id) in ids.enumerated() where !stages.contains(where: { $0.id == id }) {
        return DescriptionProblem(path: "schema.\(key)[\(index)]", explanation: "“\(id)” is not one of schema.stages")
      }
    }
    return nil
  }

  private var probeProblem: DescriptionProblem? {
    let fractions = probes?.fractions ?? []
    if fractions.count > Code.maximumValues - 1 {
      return DescriptionProblem(
        path: "probes.fractions",
        explanation: "has \(fractions.count) values; at most \(Code.maximumValues - 1) can be kept apart")
    }
    for (index, fraction) in fractions.enumerated() where !(fraction >= 0 && fraction <= 1) {
      return DescriptionProblem(path: "probes.fractions[\(index)]", explanation: "is \(fraction); it must lie in 0 … 1")
    }
    return nil
  }

  private var participantProblem: DescriptionProblem? {
    let simulatorIDs = simulators.map(\.id)
    if let index = simulatorIDs.firstIndex(where: { $0 == "real" || $0 == "agent" }) {
      return DescriptionProblem(
        path: "simulators[\(index)].id",
        explanation: "“\(simulatorIDs[index])” is a source of labels; rename the simulator")
    }
    return namesProblem(simulatorIDs, path: "simulators", member: ".id")
      ?? namesProblem(instruments.map(\.id), path: "instruments", member: ".id")
  }
}

extension StateSchema {
  fileprivate var listProblem: DescriptionProblem? {
    namesProblem(emotions, path: "schema.emotions") ?? namesProblem(blockers, path: "schema.blockers")
      ?? namesProblem(exits, path: "schema.exits") ?? namesProblem(actions, path: "schema.actions")
  }
}

/// The first name that is empty, given twice, or one too many.
private func namesProblem(_ names: [String], path: String, member: String = "") -> DescriptionProblem? {
  if names.count > Code.maximumValues {
    return DescriptionProblem(
      path: path, explanation: "has \(names.count) values; at most \(Code.maximumValues) can be kept apart")
  }
  var seen: Set<String> = []
  for (index, name) in names.enumerated() {
    if name.isEmpty { return DescriptionProblem(path: "\(path)[\(index)]\(member)", explanation: "is empty") }
    if !seen.insert(name).inserted {
      return DescriptionProblem(path: "\(path)[\(index)]\(member)", explanation: "“\(name)” is there twice")
    }
  }
  return nil
}
