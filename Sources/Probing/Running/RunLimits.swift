import Synchronization

/// How fast and how far a run may go.
public struct RunLimits: Sendable, Hashable {
  /// The most requests under way at once, at least 1.
  public var concurrency: Int
  public var requestsPerMinute: Int?
  public var tokensPerMinute: Int?
  /// Requests in all, every try included.
  public var requestBudget: Int?
  /// Prompt and completion tokens in all; nothing starts any more at the first answer that reaches it.
  public var tokenBudget: Int?
  /// How long an endpoint that pushes back, or that is not there, is waited for.
  public var patience: Duration
  /// How long everything pauses at first where it is.
  public var firstPause: Duration

  public init(
    concurrency: Int = 16, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, requestBudget: Int? = nil,
    tokenBudget: Int? = nil, patience: Duration = .seconds(900), firstPause: Duration = .milliseconds(750)
  ) {
    self.concurrency = max(1, concurrency)
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
    self.requestBudget = requestBudget
    self.tokenBudget = tokenBudget
    self.patience = patience
    self.firstPause = firstPause
  }
}

/// Asks a run to start nothing new; what is under way finishes and is stored.
public final class StopRequest: Sendable {
  private let asked = Atomic<Bool>(false)
  private let also: @Sendable () -> Bool

  /// - Parameter also: Asks elsewhere, such as whether Ctrl-C was pressed.
  public init(also: @escaping @Sendable () -> Bool = { false }) { self.also = also }

  public func ask() { asked.store(true, ordering: .releasing) }

  public var isAsked: Bool { asked.load(ordering: .acquiring) || also() }
}

/// Thrown to a job that may send nothing more; it counts as not done, neither as failed.
struct RunHalted: Error {
  var end: RunTally.End
}
