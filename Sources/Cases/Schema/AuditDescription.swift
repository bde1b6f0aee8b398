/// What an audit measured, how, and under which rules: the meaning of `audit.json`.
///
/// Keys of `audit.json` that are not named here are kept by the store in the file's own text.
public struct AuditDescription: Sendable, Hashable, Codable {
  public var format: String
  public var name: String
  public var title: String?
  public var description: String?
  public var language: String?
  public var synthetic: Bool?
  public var source: String?
  public var license: String?
  public var privacy: String?
  public var outcome: OutcomeDefinition
  public var schema: StateSchema
  public var probes: ProbeRule?
  public var simulators: [Simulator]
  public var instruments: [Instrument]

  public init(
    name: String, outcome: OutcomeDefinition, schema: StateSchema, probes: ProbeRule? = nil,
    simulators: [Simulator] = [], instruments: [Instrument] = []
  ) {
    format = AuditDescription.format1
    self.name = name
    self.outcome = outcome
    self.schema = schema
    self.probes = probes
    self.simulators = simulators
    self.instruments = instruments
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decode(String.self, forKey: .format)
    name = try container.decode(String.self, forKey: .name)
    title = try container.decodeIfPresent(String.self, forKey: .title)
    description = try container.decodeIfPresent(String.self, forKey: .description)
    language = try container.decodeIfPresent(String.self, forKey: .language)
    synthetic = try container.decodeIfPresent(Bool.self, forKey: .synthetic)
    source = try container.decodeIfPresent(String.self, forKey: .source)
    license = try container.decodeIfPresent(String.self, forKey: .license)
    privacy = try container.decodeIfPresent(String.self, forKey: .privacy)
    outcome = try container.decode(OutcomeDefinition.self, forKey: .outcome)
    schema = try container.decode(StateSchema.self, forKey: .schema)
    probes = try container.decodeIfPresent(ProbeRule.self, forKey: .probes)
    simulators = try container.decodeIfPresent([Simulator].self, forKey: .simulators) ?? []
    instruments = try container.decodeIfPresent([Instrument].self, forKey: .instruments) ?? []
  }

  /// The values of `format` that this program reads and writes.
  public static let format1 = "walkaway-audit/1"
  public static let format2 = "walkaway-audit/2"

  /// Whether rows of conversations may be whole simulated ones.
  public var hasSimulatedConversations: Bool { format == AuditDescription.format2 }
}

/// The real outcome that an audit is validated against, and its strata.
public struct OutcomeDefinition: Sendable, Hashable, Codable {
  public var name: String
  public var evidence: String?
  public var truncation: String?
  public var strata: [Stratum]

  public init(name: String, evidence: String? = nil, truncation: String? = nil, strata: [Stratum]) {
    self.name = name
    self.evidence = evidence
    self.truncation = truncation
    self.strata = strata
  }
}

/// One outcome group. The contrast compares the uncommitted with the committed.
public struct Stratum: Sendable, Hashable, Codable {
  public var id: String
  public var label: String?
  public var committed: Bool

  public init(id: String, label: String? = nil, committed: Bool) {
    self.id = id
    self.label = label
    self.committed = committed
  }

  /// Stands for an outcome that is not known, or none that the audit names: such a conversation is in no stratum.
  public static let unknown = Stratum(id: FilterValue.unknown, committed: false)
}

/// A model, a prompt, profile fields and sampling that write user turns.
public struct Simulator: Sendable, Hashable, Codable {
  public var id: String
  public var model: String?
  public var prompt: String?
  public var profileFields: [String]?
  public var temperature: Double?
  public var seed: Int?
  /// The words with which it says that it does not reply.
  public var noReply: String?
  /// Whether a turn without words says the same.
  public var emptyIsNoReply: Bool?

  enum CodingKeys: String, CodingKey {
    case id, model, prompt, temperature, seed
    case profileFields = "profile_fields"
    case noReply = "no_reply"
    case emptyIsNoReply = "empty_is_no_reply"
  }

  public init(
    id: String, model: String? = nil, prompt: String? = nil, profileFields: [String]? = nil,
    temperature: Double? = nil, seed: Int? = nil, noReply: String? = nil, emptyIsNoReply: Bool? = nil
  ) {
    self.id = id
    self.model = model
    self.prompt = prompt
    self.profileFields = profileFields
    self.temperature = temperature
    self.seed = seed
    self.noReply = noReply
    self.emptyIsNoReply = emptyIsNoReply
  }
}

/// The judge that gives decision states.
public struct Instrument: Sendable, Hashable, Codable {
  public var id: String
  public var model: String?
  public var prompt: String?
  public var temperature: Double?

  public init(id: String, model: String? = nil, prompt: String? = nil, temperature: Double? = nil) {
    self.id = id
    self.model = model
    self.prompt = prompt
    self.temperature = temperature
  }
}
