public import AuditStore

/// How a run ended.
public struct RunSummary: Sendable, Hashable {
  public var tally: RunTally
  /// Valid answers that are new in the store.
  public var stored = 0
  /// Answers that another process had stored meanwhile.
  public var duplicates = 0
  public var invalid = 0
  /// What is to be told of answers that were stored.
  public var notes: [AnswerNote: Int] = [:]
  /// Turns that end where `max_tokens` cut them.
  public var cutOff: Int { notes[.cutOff] ?? 0 }
  /// The models that answered, as they call themselves.
  public var servedModels: [String: Int] = [:]
  /// The format in which labels were asked for; `nil` for simulators, and where nothing was answered.
  public var format: DefinitionFormat?
  public var retries = 0
  public var promptTokens = 0
  public var completionTokens = 0
  /// Answers whose endpoint said of their tokens what cannot be.
  public var oddUsages = 0
  /// Requests that were sent, every try counted.
  public var sent = 0
  /// Answers whose tokens were estimated, as their endpoint says nothing of them, and how many those come to.
  public var estimated = 0
  public var estimatedTokens = 0
  /// How long requests have still to wait; `nil` where nothing holds them back.
  public var waiting: Duration?
  /// What the endpoint said that is waited for, such as 429; `nil` where a limit of the run's own is.
  public var waitingFor: String?
  /// Failed requests by reason.
  public var failures: [String: Int] = [:]
  /// Why the run was given up, where no request could succeed any more.
  public var givenUp: String?
  /// Whether it was given up because answer after answer was invalid.
  public var isGivenUpAsInvalid = false
  /// Whether that was because it had pushed back, or was not there, for as long as the run's patience.
  public var isOutOfPatience = false

  public init(total: Int) { tally = RunTally(total: total) }
}
