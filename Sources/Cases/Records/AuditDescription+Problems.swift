/// What is wrong with an `audit.json`.
public struct DescriptionProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where, as a path of keys: `schema.stages[2].id`.
  public var path: String
  /// What is wrong and what to do.
  public var explanation: String
  /// How it may read.
  public var example: String?

  public init(path: String, explanation: String, example: String? = nil) {
    self.path = path
    self.explanation = explanation
    self.example = example
  }

  public var description: String { "\(path): \(explanation)" }
}

extension AuditDescription {
  /// Every rule of the bundle that the description breaks.
  public var problems: [DescriptionProblem] {
    var problems: [DescriptionProblem] = []
    if format != AuditDescription.format1, format != AuditDescription.format2 {
      problems.append(
        DescriptionProblem(
          path: "format",
          explanation: "is “\(format)”; this program reads “\(AuditDescription.format1)” and "
            + "“\(AuditDescription.format2)”"))
    }
    if name.isEmpty {
      problems.append(DescriptionProblem(path: "name", explanation: "is empty; give the audit a name"))
    }
    return problems + outcomeProblems + stageProblems + schema.listProblems + probeProblems + participantProblems
  }

  /// An empty list says on purpose that no outcome is known.
  private var outcomeProblems: [DescriptionProblem] {
    nameProblems(outcome.strata.map(\.id), path: "outcome.strata", member: ".id")
  }

  private var stageProblems: [DescriptionProblem] {
    let stages = schema.stages
    if stages.isEmpty {
      return [
        DescriptionProblem(
          path: "schema.stages", explanation: "is empty; name at least one stage",
          example: "\"stages\": [{\"id\": \"resisting\", \"depth\": 0}, {\"id\": \"deciding\", \"depth\": 4}]")
      ]
    }
    var problems = nameProblems(stages.map(\.id), path: "schema.stages", member: ".id")
    for (index, stage) in stages.enumerated() {
      let path = "schema.stages[\(index)].depth"
      if !stage.depth.isFinite {
        problems.append(DescriptionProblem(path: path, explanation: "is no finite number"))
      } else if let twin = stages[..<index].first(where: { $0.depth == stage.depth }) {
        problems.append(
          DescriptionProblem(
            path: path, explanation: "is the same as that of “\(twin.id)”; every stage needs a depth of its own"))
      }
    }
    if let index = stages.firstIndex(where: { $0.id == FilterValue.noReply }) {
      problems.append(
        DescriptionProblem(
          path: "schema.stages[\(index)].id",
          explanation: "“\(FilterValue.noReply)” is how silence is called; name the stage otherwise"))
    }
    switch schema.noReply {
    case .stage(let id) where !stages.contains(where: { $0.id == id }):
      problems.append(
        DescriptionProblem(
          path: "schema.no_reply", explanation: "“\(id)” is not one of schema.stages",
          example: "\"no_reply\": {\"depth\": -1}"))
    case .depth(let depth) where !depth.isFinite:
      problems.append(DescriptionProblem(path: "schema.no_reply.depth", explanation: "is no finite number"))
    case .depth where stages.count >= Code.maximumValues:
      problems.append(
        DescriptionProblem(
          path: "schema.no_reply", explanation: "is one state too many; at most \(Code.maximumValues) can be kept apart"
        ))
    default: break
    }
    for (key, ids) in schema.namedLists {
      for (index, id) in ids.enumerated() where !stages.contains(where: { $0.id == id }) {
        problems.append(
          DescriptionProblem(path: "schema.\(key)[\(index)]", explanation: "“\(id)” is not one of schema.stages"))
      }
    }
    return problems
  }

  private var probeProblems: [DescriptionProblem] {
    let fractions = probes?.fractions ?? []
    if fractions.count > Code.maximumValues - 1 {
      return [
        DescriptionProblem(
          path: "probes.fractions",
          explanation: "has \(fractions.count) values; at most \(Code.maximumValues - 1) can be kept apart")
      ]
    }
    return fractions.enumerated().filter { !($0.element >= 0 && $0.element <= 1) }.map { index, fraction in
      DescriptionProblem(path: "probes.fractions[\(index)]", explanation: "is \(fraction); it must lie in 0 … 1")
    }
  }

  /// What else speaks or labels under a name of its own: a simulator called so could not be told from it.
  private static let reserved: Set<String> = ["real", "agent", ConversationCode.person]

  private var participantProblems: [DescriptionProblem] {
    let taken = simulators.enumerated().filter { Self.reserved.contains($0.element.id) }.map {
      DescriptionProblem(
        path: "simulators[\($0)].id", explanation: "“\($1.id)” is what else speaks or is labelled; rename the simulator"
      )
    }
    return taken + nameProblems(simulators.map(\.id), path: "simulators", member: ".id")
      + nameProblems(instruments.map(\.id), path: "instruments", member: ".id")
  }
}

extension StateSchema {
  /// The lists of stages that headlines count, by their keys.
  public var namedLists: [(key: String, stages: [String])] {
    [("resistance", resistance), ("deliberation", deliberation), ("commitment", commitment)]
  }

  fileprivate var listProblems: [DescriptionProblem] {
    nameProblems(emotions, path: "schema.emotions") + nameProblems(blockers, path: "schema.blockers")
      + nameProblems(exits, path: "schema.exits") + nameProblems(actions, path: "schema.actions")
  }
}

/// Names that are empty or given twice, or that they are too many.
private func nameProblems(_ names: [String], path: String, member: String = "") -> [DescriptionProblem] {
  if names.count > Code.maximumValues {
    return [
      DescriptionProblem(
        path: path, explanation: "has \(names.count) values; at most \(Code.maximumValues) can be kept apart")
    ]
  }
  var seen: Set<String> = []
  return names.enumerated().compactMap { index, name in
    let place = "\(path)[\(index)]\(member)"
    if name.isEmpty { return DescriptionProblem(path: place, explanation: "is empty; give it a name") }
    return seen.insert(name).inserted
      ? nil : DescriptionProblem(path: place, explanation: "“\(name)” is there twice; give each a name of its own")
  }
}
