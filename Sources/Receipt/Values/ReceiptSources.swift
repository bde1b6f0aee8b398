/// The audit as it names itself.
public struct ReceiptAudit: Sendable, Hashable, Codable {
  public var name: String
  public var title: Stated<String>
  public var language: Stated<String>
  public var synthetic: Stated<Bool>
  public var license: Stated<String>
}

/// The real outcome that the simulator was held against.
public struct ReceiptOutcome: Sendable, Hashable, Codable {
  public struct Stratum: Sendable, Hashable, Codable {
    public var id: String
    public var label: Stated<String>
    public var committed: Bool
    /// Conversations of the audit in it.
    public var conversations: Int
    /// Those with at least one labelled pair, from which every number comes.
    public var analysed: Int
    public var pairs: Int
  }

  public var name: String
  public var evidence: Stated<String>
  /// Where conversations were cut so that nothing after the outcome is in them.
  public var truncation: Stated<String>
  public var strata: [Stratum]
}

/// The conversations: where they come from, how they were chosen, and how many were left at every step.
public struct ReceiptConversations: Sendable, Hashable, Codable {
  /// One step from everything there was to what was analysed.
  public struct Count: Sendable, Hashable, Codable {
    /// "eligible", "sampled", "analysed" …
    public var step: String
    public var count: Int
    /// What the step left out and why.
    public var why: String

    public init(step: String, count: Int, why: String) {
      self.step = step
      self.count = count
      self.why = why
    }
  }

  public var source: Stated<String>
  /// How they were sampled: from `sampling` of audit.json, or from the plan of this program.
  public var sampling: Stated<String>
  public var counts: [Count]
}

/// The simulator: model, prompt, what it was told and how it was drawn.
public struct ReceiptSimulator: Sendable, Hashable, Codable {
  /// One setting of the sampling, such as "temperature" and "0.7".
  public struct Setting: Sendable, Hashable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public var id: String
  public var model: Stated<String>
  public var prompt: Stated<String>
  /// Of the prompt's UTF-8 text; "not stated" where the prompt is not.
  public var promptSha256: Stated<String>
  public var sampling: Stated<[Setting]>
  /// How many draws a probe point has, and which were used.
  public var draws: String
  /// The profile fields that it was given.
  public var profileFields: Stated<[String]>
  /// Whether it was allowed not to reply.
  public var mayStaySilent: Stated<Bool>
  /// Absent where the program did not ask it.
  public var answers: ReceiptAnswers?
}

/// Where the simulator was asked.
public struct ReceiptProbes: Sendable, Hashable, Codable {
  public struct Position: Sendable, Hashable, Codable {
    public var id: String
    public var pairs: Int
  }

  /// Fractions of a conversation's user turns.
  public var fractions: Stated<[Double]>
  /// Whether the last agent turn that nobody answered was probed.
  public var exitProbe: Stated<Bool>
  public var positions: [Position]
}

/// The instrument: the judge and how far it can be trusted.
public struct ReceiptInstrument: Sendable, Hashable, Codable {
  /// Labels that could not be read, by source.
  public struct Invalid: Sendable, Hashable, Codable {
    /// "real" or "simulated".
    public var source: String
    public var invalid: Int
    public var of: Int
    public var share: ReceiptFigure
  }

  /// Agreement with another instrument or person on the same turns.
  public struct Agreement: Sendable, Hashable, Codable {
    public var with: String
    public var real: Coefficients
    public var simulated: Coefficients
  }

  public struct Coefficients: Sendable, Hashable, Codable {
    public var turns: Int
    public var agreement: ReceiptFigure
    public var kappa: ReceiptFigure
    public var kappaQuadratic: ReceiptFigure
    public var alphaOrdinal: ReceiptFigure
  }

  public var id: String
  public var model: Stated<String>
  public var prompt: Stated<String>
  public var promptSha256: Stated<String>
  public var sampling: Stated<[ReceiptSimulator.Setting]>
  public var invalid: Stated<[Invalid]>
  public var secondJudge: Stated<[Agreement]>
  public var people: Stated<[Agreement]>
  /// Absent where the program did not ask it.
  public var answers: ReceiptAnswers?
}
