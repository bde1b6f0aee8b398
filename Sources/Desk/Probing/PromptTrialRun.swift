internal import AuditStore
internal import Cases
internal import ModelEndpoint
public import Probing

/// Tries instruments on some cases side by side, for the command and the explorer.
public struct PromptTrialRun {
  private let session: ProbeSession
  private let settings: RunSettings

  public init(session: ProbeSession, settings: RunSettings) {
    self.session = session
    self.settings = settings
  }

  /// - Parameter progress: Told of every answer, with how many are asked for of each instrument.
  /// - Throws: ``CommandFailure`` where the instruments label different things, one names no endpoint, or an audit where a secret
  ///   would go.
  public func run(
    _ definitions: [PreparedDefinition], on cases: [TrialCase], isInterrupted: @escaping @Sendable () -> Bool,
    progress: (LiveProbing.Progress) -> Void = { _ in }
  ) async throws -> PromptTrial {
    try settings.checkKeys(of: definitions)
    if Set(definitions.map(\.task)).count > 1 {
      throw CommandFailure(
        .usage, "instruments of decision states and of agent’s actions cannot stand side by side",
        remedy: "try those of one task")
    }
    if cases.isEmpty {
      throw CommandFailure(
        .usage, "there is no turn to try the instruments on", remedy: "simulate first, or choose other cases")
    }
    let pool = HTTPPool(connections: settings.limits.concurrency)
    return try await session.trial(
      of: definitions, on: cases, limits: settings.limits, stop: StopRequest(also: isInterrupted),
      attempts: settings.attempts,
      client: { try settings.client($0, over: pool).client },
      report: { progress(LiveProbing.Progress(definition: $0, summary: $1, total: $1.tally.total)) })
  }
}
