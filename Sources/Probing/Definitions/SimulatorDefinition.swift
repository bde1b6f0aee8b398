/// A simulator as it is run: what `audit.json` or a YAML file says of it.
///
/// The environment variable that holds the key is named, the key itself is nowhere.
public struct SimulatorDefinition: Sendable, Hashable, Codable {
  public var id: String
  public var model: String
  public var baseURL: String?
  public var keyVariable: String?
  /// The prompt's own text, or …
  public var prompt: String?
  /// … the name of a shipped template (see ``ShippedTemplates``).
  public var template: String?
  /// The profile fields that the simulator may see; all of them where it is not said.
  public var profileFields: [String]?
  public var temperature: Double?
  public var topP: Double?
  public var maxTokens: Int?
  public var seed: Int?
  /// How many answers are drawn at each probe point.
  public var draws: Int?
  /// The words that mean "no reply", where staying silent is permitted.
  public var noReply: String?

  enum CodingKeys: String, CodingKey {
    case id, model, prompt, template, temperature, seed, draws
    case baseURL = "base_url"
    case keyVariable = "key_env"
    case profileFields = "profile_fields"
    case topP = "top_p"
    case maxTokens = "max_tokens"
    case noReply = "no_reply"
  }

  public init(id: String, model: String, template: String? = nil, prompt: String? = nil) {
    self.id = id
    self.model = model
    self.template = template
    self.prompt = prompt
  }
}

/// An instrument as it is run.
public struct InstrumentDefinition: Sendable, Hashable, Codable {
  /// What it labels.
  public enum Task: String, Sendable, Codable { case decisionState = "decision-state", agentAction = "agent-action" }

  public var id: String
  public var model: String
  public var baseURL: String?
  public var keyVariable: String?
  public var prompt: String?
  public var template: String?
  public var temperature: Double?
  public var topP: Double?
  public var maxTokens: Int?
  public var seed: Int?
  public var task: Task?

  enum CodingKeys: String, CodingKey {
    case id, model, prompt, template, temperature, seed, task
    case baseURL = "base_url"
    case keyVariable = "key_env"
    case topP = "top_p"
    case maxTokens = "max_tokens"
  }

  public init(id: String, model: String, template: String? = nil, prompt: String? = nil) {
    self.id = id
    self.model = model
    self.template = template
    self.prompt = prompt
  }
}
