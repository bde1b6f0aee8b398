public import Cases

/// A plan of probes as it was made: what was asked for, and every count on the way.
public struct PlanRecord: Sendable, Hashable {
  /// One step from the audit's conversations to the probes.
  public struct Count: Sendable, Hashable, Codable {
    /// "conversations", "eligible", "sampled", …; the order of the steps is the order of the plan.
    public var step: String
    public var count: Int
    /// Why what is not counted any more fell away, or what is counted, in words.
    public var why: String?

    public init(step: String, count: Int, why: String? = nil) {
      self.step = step
      self.count = count
      self.why = why
    }
  }

  /// The plans of a store are numbered from 1; one that is not kept has 0.
  public var number: Int
  /// What runs and result files call it, unique in a store; empty for one that is not kept.
  public var name: String
  /// RFC 3339.
  public var at: String
  public var seed: UInt64
  /// "full" or "balanced".
  public var panel: String
  /// A filter in the filter language; `nil` for everything.
  public var filter: String?
  /// The largest number of conversations; `nil` for no limit.
  public var limit: Int?
  /// Whose simulated turns are to be labelled; `nil` for everybody's.
  public var simulators: [SimulatorChoice]?
  public var counts: [Count]

  public init(
    number: Int = 0, name: String = "", at: String, seed: UInt64, panel: String, filter: String?, limit: Int?,
    simulators: [SimulatorChoice]? = nil, counts: [Count]
  ) {
    self.number = number
    self.name = name
    self.simulators = simulators
    self.at = at
    self.seed = seed
    self.panel = panel
    self.filter = filter
    self.limit = limit
    self.counts = counts
  }
}

/// A simulator whose turns are meant, or one draw of it.
public struct SimulatorChoice: Sendable, Hashable, Codable {
  public var id: String
  /// `nil` for every draw.
  public var draw: Int?

  public init(id: String, draw: Int? = nil) {
    self.id = id
    self.draw = draw
  }
}

extension [SimulatorChoice] {
  /// Whether a turn of `source` is meant; turns of people and agents always are.
  public func means(_ source: LabelSource) -> Bool {
    guard case .simulator(let id, let draw) = source else { return true }
    return contains { $0.id == id && ($0.draw ?? draw) == draw }
  }
}

/// One turn that a plan asks simulators to write.
public struct PlannedProbe: Sendable, Hashable {
  /// The store's key of the conversation.
  public var conversation: UInt32
  /// The user turn that is replaced; the number of turns at an exit probe.
  public var turn: Int
  public var isExit: Bool

  public init(conversation: UInt32, turn: Int, isExit: Bool) {
    self.conversation = conversation
    self.turn = turn
    self.isExit = isExit
  }
}

/// A simulator or an instrument as it was run. It never changes under one id.
public struct DefinitionRecord: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable { case simulator, instrument }

  public var kind: Kind
  public var id: String
  /// Empty where a program or service names none.
  public var model: String
  public var baseURL: String?
  /// The whole prompt template, or the system message of a chat; placeholders are filled for every request.
  public var prompt: String
  public var promptSHA256: String
  /// The name of the shipped template that the prompt is, if it is one.
  public var template: String?
  /// "decision-state" or "agent-action" for instruments.
  public var task: String?
  public var temperature: Double?
  public var topP: Double?
  public var maxTokens: Int?
  public var seed: Int?
  public var draws: Int?
  /// The profile fields that are shown; `nil` for all of them (simulators) or none (instruments).
  public var profileFields: [String]?
  /// The words that mean "no reply"; `nil` where staying silent is not permitted.
  public var noReply: String?
  /// Whether an answer without words means "no reply"; `nil` where it does not.
  public var emptyIsNoReply: Bool?
  /// How turns are shown to an instrument and its answers read; `nil` for simulators, and for the first way.
  public var reading: Int?
  /// Whether silence is an answer that needs no words, because a service has a value for it.
  public var hasOwnSilence: Bool?
  /// What else makes an answer, by key: the form, a system message, a program, …
  public var deployment: [String: String]?
  /// SHA-256 of everything that makes an answer: kind, model, prompt, fields, sampling, sentinel, task, deployment.
  public var digest: String
  /// RFC 3339: when it was first run.
  public var at: String

  enum CodingKeys: String, CodingKey {
    case kind, id, model, prompt, template, task, temperature, seed, draws, reading, digest, at
    case baseURL = "base_url"
    case promptSHA256 = "prompt_sha256"
    case topP = "top_p"
    case maxTokens = "max_tokens"
    case profileFields = "profile_fields"
    case noReply = "no_reply"
    case emptyIsNoReply = "empty_is_no_reply"
    case hasOwnSilence = "own_silence"
    case deployment
  }

  public init(
    kind: Kind, id: String, model: String, prompt: String, promptSHA256: String, digest: String, at: String
  ) {
    self.kind = kind
    self.id = id
    self.model = model
    self.prompt = prompt
    self.promptSHA256 = promptSHA256
    self.digest = digest
    self.at = at
  }

  /// Whether "no reply" was an answer that the simulator could give; `nil` where only the program knows that was run.
  public var permitsNoReply: Bool? {
    if noReply != nil || emptyIsNoReply == true || hasOwnSilence == true { return true }
    return deployment?["command"] == nil ? false : nil
  }
}

/// What an answer became.
public enum AnswerKind: String, Sendable, Hashable { case simulation, label }

/// Where an answer belongs.
public struct AnswerPlace: Sendable, Hashable {
  public var kind: AnswerKind
  /// The id of the conversation.
  public var conversation: String
  public var turn: Int
  /// Whose turn was written or labelled.
  public var source: LabelSource
  /// The id of the instrument, for labels.
  public var instrument: String?
}

/// An answer that was still wrong after the last attempt, as it came.
public struct InvalidAnswer: Sendable, Hashable {
  public var place: AnswerPlace
  /// What came, at most ``largestRaw`` bytes of it; `nil` where there was no text.
  public var raw: String?
  /// `nil` in stores of earlier programs.
  public var cause: InvalidCause?
  public var why: String
  public var attempts: Int
  /// RFC 3339.
  public var at: String

  /// Bytes of a wrong answer that are kept.
  public static let largestRaw = 65_536
}

/// How many turns of one source an instrument labelled, and how many of its answers stayed invalid.
public struct InvalidCount: Sendable, Hashable {
  public var instrument: String
  /// `real`, `agent`, or a simulator's draw.
  public var source: LabelSource
  public var labelled: Int
  public var invalid: Int
}
