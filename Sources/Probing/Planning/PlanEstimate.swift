public import AuditStore
import Cases
import ModelEndpoint

/// What a plan would cost with one simulator or instrument.
public struct PlanEstimate: Sendable, Hashable, Codable {
  public var kind: String
  public var id: String
  public var requests: Int
  /// 0 with a program or service, whose tokens nobody can know.
  public var promptTokens: Int
  public var completionTokens: Int

  enum CodingKeys: String, CodingKey {
    case kind, id, requests
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
  }
}

extension PlanEstimate {
  /// Conversations whose requests are composed for an estimate; larger plans are scaled from them.
  private static let sample = 400

  /// Estimates the requests and tokens of `definition` at `probes`.
  ///
  /// - Parameter simulators: Those whose turns an instrument will label besides the real ones.
  public static func estimate(
    _ definition: PreparedDefinition, at probes: [PlannedProbe], simulators: [PreparedDefinition], store: AuditStore
  ) throws -> PlanEstimate {
    let work = ProbeWork(
      store: store, definition: definition, slot: DefinitionSlot(definition: 0, codes: codes(definition)))
    let draws = simulators.reduce(0) { $0 + $1.draws }
    var jobs: [ProbeJob]
    var requests: Int
    switch (definition.kind, definition.task) {
    case (.simulator, _):
      jobs = work.simulationJobs(at: probes)
      requests = jobs.count
    case (.instrument, .agentAction):
      jobs = try work.labelJobs(at: probes, simulations: [], sources: [])
      requests = jobs.count
    case (.instrument, .decisionState):
      // A simulated turn is taken to be as long as the real one.
      jobs = try work.labelJobs(at: probes.filter { !$0.isExit }, simulations: [], sources: [])
      requests = jobs.count + probes.count * draws
    }
    guard definition.definition.isModel else {
      return PlanEstimate(
        kind: definition.kind.rawValue, id: definition.id, requests: requests, promptTokens: 0, completionTokens: 0)
    }
    let step = max(1, jobs.count / sample)
    var tokens = 0
    var counted = 0
    for index in stride(from: 0, to: jobs.count, by: step) {
      tokens += try work.compose(jobs[index]).texts.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
      counted += 1
    }
    let each = counted == 0 ? 0 : Double(tokens) / Double(counted)
    let answer = min(definition.definition.sampling.maxTokens ?? 10_000, definition.kind == .simulator ? 40 : 120)
    return PlanEstimate(
      kind: definition.kind.rawValue, id: definition.id, requests: requests,
      promptTokens: Int((each * Double(requests)).rounded()), completionTokens: answer * requests)
  }

  private static func codes(_ definition: PreparedDefinition) -> [LabelSource: Int] {
    switch (definition.kind, definition.task) {
    case (.simulator, _):
      Dictionary(
        uniqueKeysWithValues: (0..<definition.draws).map { (.simulator(id: definition.id, draw: $0), $0) })
    case (.instrument, .agentAction): [.agent: 0]
    case (.instrument, .decisionState): [.real: 0]
    }
  }
}
