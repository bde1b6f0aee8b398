import AuditStore
import Cases
import ModelEndpoint

/// What a run would ask of one simulator or instrument, to the request, and about what it would cost.
public struct PlanEstimate: Sendable, Hashable, Codable {
  /// How many requests are about the turns of one source.
  public struct Share: Sendable, Hashable, Codable {
    /// "real", "agent", or the id of a simulator.
    public var source: String
    public var requests: Int
    /// Of them, labels of turns that no simulator has written yet; those that come to stay silent need none.
    public var expected: Int
  }

  public var kind: String
  public var id: String
  public var model: String
  /// Still to be asked for.
  public var requests: Int
  /// There already, and not asked for again.
  public var stored: Int
  /// Invalid before, and not asked for again.
  public var invalid: Int
  public var shares: [Share]
  public var promptTokens: Int
  public var completionTokens: Int
  /// `nil` where nothing says what the model costs.
  public var cost: Cost?

  enum CodingKeys: String, CodingKey {
    case kind, id, model, requests, stored, invalid, cost
    case shares = "sources"
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
  }
}

extension ProbeSession {
  /// What `simulators` and `instruments` would be asked within `scope`: the jobs of a run, counted.
  ///
  /// Nothing is written. Turns that `simulators` are still to write count as turns that are to be labelled.
  ///
  /// - Parameter again: Whether answers that stayed invalid are asked for once more.
  public func estimates(
    simulators: [PreparedDefinition], instruments: [PreparedDefinition], within scope: ProbeScope, again: Bool = false,
    prices: Prices = Prices()
  ) throws -> [PlanEstimate] {
    var estimates: [PlanEstimate] = []
    var coming: [ProbeJob] = []
    for simulator in simulators {
      let work = try preview(simulator, sources: simulator.draws(of: simulator.id))
      let jobs = try jobs(of: work, at: scope, seed: 0, again: again)
      coming += jobs.pending
      estimates.append(try PlanEstimate(work, jobs, prices: prices, sample: jobs.pending))
    }
    coming = coming.filter { scope.simulators?.means($0.source) ?? true }
    for instrument in instruments {
      let work = try preview(instrument, sources: sources(of: instrument) + Set(coming.map(\.source)))
      let jobs = try jobs(of: work, at: scope, seed: 0, again: again)
      let labelsTurns = instrument.task == .decisionState && instrument.definition.window == .probe
      let sample = jobs.pending.isEmpty ? try everything(of: work, at: scope) : jobs.pending
      estimates.append(
        try PlanEstimate(work, jobs, expected: labelsTurns ? coming.map(\.source) : [], prices: prices, sample: sample))
    }
    return estimates
  }

  /// The work of a definition that nothing is registered of.
  func preview(_ definition: PreparedDefinition, sources: [LabelSource]) throws -> ProbeWork {
    let codes = try store.expectedCodes(of: definition.kind, id: definition.id, sources: sources)
    return ProbeWork(store: store, definition: definition, slot: DefinitionSlot(definition: 0, codes: codes))
  }
}

extension PlanEstimate {
  /// Requests that are composed for an estimate of tokens; larger plans are scaled from them.
  private static let mostComposed = 400

  /// - Parameters:
  ///   - expected: Whose turns are to be labelled once they are written, a source a turn.
  ///   - sample: What the requests are like; a simulated turn that is still to come is taken to be like them.
  fileprivate init(
    _ work: ProbeWork, _ jobs: ProbeJobs, expected: [LabelSource] = [], prices: Prices, sample: [ProbeJob]
  ) throws {
    let definition = work.definition
    var shares: [Share] = []
    func count(_ source: LabelSource, isExpected: Bool) {
      let name = source.name
      let place = shares.firstIndex { $0.source == name } ?? shares.count
      if place == shares.count { shares.append(Share(source: name, requests: 0, expected: 0)) }
      shares[place].requests += 1
      if isExpected { shares[place].expected += 1 }
    }
    for job in jobs.pending { count(job.source, isExpected: false) }
    for source in expected { count(source, isExpected: true) }
    let requests = jobs.pending.count + expected.count
    let step = max(1, sample.count / PlanEstimate.mostComposed)
    var tokens = 0
    var counted = 0
    if requests > 0, definition.definition.isModel {
      for index in stride(from: 0, to: sample.count, by: step) {
        tokens += try work.compose(sample[index]).texts.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
        counted += 1
      }
    }
    let each = counted == 0 ? 0 : Double(tokens) / Double(counted)
    // Nobody can know the tokens of a program or a service.
    let usual = !definition.definition.isModel ? 0 : definition.kind == .simulator ? 40 : 120
    let answer = min(definition.definition.sampling.maxTokens ?? 10_000, usual)
    let prompt = Int((each * Double(requests)).rounded())
    self.init(
      kind: definition.kind.rawValue, id: definition.id, model: definition.definition.model, requests: requests,
      stored: jobs.stored, invalid: jobs.invalid,
      shares: shares.sorted { ($0.rank, $0.source) < ($1.rank, $1.source) },
      promptTokens: prompt, completionTokens: answer * requests,
      cost: prices.cost(of: definition.definition.model, promptTokens: prompt, completionTokens: answer * requests))
  }
}

extension PlanEstimate.Share {
  /// People first.
  fileprivate var rank: Int { source == "real" || source == "agent" ? 0 : 1 }
}

extension LabelSource {
  /// The id of a simulator, whatever the draw, or whose turn else it is.
  fileprivate var name: String {
    switch self {
    case .real: "real"
    case .agent: "agent"
    case .simulator(let id, _): id
    }
  }
}

extension PreparedDefinition {
  /// The draws that a simulator writes under `id`.
  func draws(of id: String) -> [LabelSource] { (0..<draws).map { .simulator(id: id, draw: $0) } }
}
