/// What to generate. The same options give the same bytes on every machine and for any number of threads.
public struct GenerationOptions: Sendable, Equatable {
  /// Which phrases are spoken.
  public enum Domain: String, Sendable, CaseIterable {
    /// A matchmaking agency's consultant and a parent, in Chinese.
    case matchmaking
    /// A meal kit subscription's sales agent and a customer after the trial, in English.
    case subscription
  }

  /// How much text is written.
  public enum TextDetail: String, Sendable, CaseIterable {
    /// Times, rationales, signals, and turns of several sentences.
    case full
    /// One sentence a turn and bare labels: for audits of a million conversations.
    case short
  }

  /// How many of the conversations end in a commitment.
  public enum OutcomeMix: Sendable, Equatable {
    /// Each conversation by itself commits with this probability, 0 … 1.
    case share(Double)
    /// Half of them, exactly.
    case balanced
    /// Exactly this many; the others do not.
    case committed(Int)
  }

  public var domain: Domain
  /// The `name` of the audit; a name made from the domain where it is nil.
  public var name: String?
  public var conversations: Int
  public var seed: UInt64
  public var outcome: OutcomeMix = .share(0.28)
  /// User turns a conversation, at least 2.
  public var userTurns: ClosedRange<Int> = 3...13
  /// Fractions of the user turns that are probed, each in 0 … 1.
  public var fractions: [Double] = [0.3, 0.6, 0.9]
  public var exitProbe = true
  public var simulators: [SimulatorPlan] = SimulatorPlan.samples
  public var instruments: [InstrumentPlan] = InstrumentPlan.samples
  /// Whether the first instrument labels every real user turn, not only the probed ones.
  public var labelAll = true
  /// The most conversations that one customer has; customers have 1, 2, … up to this many in turn.
  public var conversationsPerCustomer = 1
  /// How often a customer with several conversations has conversations of both outcomes, the others having one outcome
  /// in all of theirs; every conversation has its own where it is nil.
  public var bothSides: Double?
  /// From the shortest length on, how often a user turn of one who commits is that at which the conversation ends by the
  /// payment; at 0 they are as long as the others.
  public var commitmentHazard = 0.0
  /// How many conversations, chosen at random, a person labels blind: the states as they were drawn.
  public var blindConversations = 0
  public var text: TextDetail = .full
  public var model = PlantedModel()
  /// Conversations drawn for the Monte-Carlo part of the truth; 0 leaves that part out.
  public var truthConversations = 100_000

  public init(domain: Domain, conversations: Int, seed: UInt64) {
    self.domain = domain
    self.conversations = conversations
    self.seed = seed
  }

  /// The share of committed conversations, as a simulator that knows the audit would know it.
  var committedShare: Double {
    switch outcome {
    case .share(let share):
      bothSides.map { Customers(most: conversationsPerCustomer).committedShare(share, $0) } ?? share
    case .balanced: Double(conversations / 2) / Double(max(conversations, 1))
    case .committed(let count): Double(count) / Double(max(conversations, 1))
    }
  }
}

extension GenerationOptions {
  /// About four pairs a conversation, one simulator, one instrument and short text: audits of any size to measure with.
  public static func benchmark(conversations: Int, seed: UInt64 = 1) -> GenerationOptions {
    var options = GenerationOptions(domain: .matchmaking, conversations: conversations, seed: seed)
    options.fractions = [0.3, 0.5, 0.7, 0.9]
    options.simulators = [SimulatorPlan(id: "persona")]
    options.instruments = [InstrumentPlan(id: "judge-a", errorRate: 0.08)]
    options.labelAll = false
    options.text = .short
    return options
  }

  /// The options of a bundle in `sample-data`.
  public static func sample(_ domain: Domain) -> GenerationOptions {
    var options = GenerationOptions(domain: domain, conversations: 374, seed: domain == .matchmaking ? 279 : 545)
    options.outcome = .committed(193)
    options.name = domain == .matchmaking ? "matchmaking-zh" : "subscription-en"
    return options
  }
}
