public import AuditStore
public import JSON
public import ModelEndpoint

/// A simulator or an instrument as a person declares it, in `audit.json` or a YAML file.
///
/// The environment variable that holds the key is named, the key itself is nowhere.
public struct ModelDefinition: Sendable, Hashable {
  /// What an instrument labels.
  public enum Task: String, Sendable, CaseIterable {
    case decisionState = "decision-state"
    case agentAction = "agent-action"
  }

  /// How an instrument asks for JSON; see ``FormatLadder``.
  public typealias Answers = AnswerFormat

  /// What an instrument sees of a conversation.
  public enum Window: String, Sendable, CaseIterable {
    /// The turns up to the one that is labelled.
    case probe
    /// The whole conversation, for the causal-labelling check of real turns.
    case full
  }

  /// How a simulator is asked.
  public enum Form: String, Sendable, CaseIterable {
    /// One prompt that holds the transcript.
    case prompt
    /// The conversation as a chat in which the simulator is the assistant.
    case chat
    /// A text that a completion endpoint goes on with.
    case text
    /// A program, one line of JSON in and one out.
    case command
    /// A service with JSON of its own.
    case service = "http-json"
  }

  /// What becomes of the turns of tools: nothing, or a message of this role, or in JSON a turn like others.
  public enum ToolTurns: String, Sendable, CaseIterable {
    case omit, user, assistant, system, tool
  }

  /// A message before the conversation; its text is a template.
  public struct Message: Sendable, Hashable {
    public var role: ChatMessage.Role
    public var content: String
  }

  public var kind: DefinitionRecord.Kind
  public var id: String
  /// Empty where a program or service names none.
  public var model: String
  public var form = Form.prompt
  public var baseURL: String?
  public var keyVariable: String?
  /// Whether it stands in an audit, and not in a file of the person who runs it.
  public var isOfAudit = false
  /// Whether the person who runs it said where it is asked.
  public var hasGivenAddress = false
  public var headers: [Endpoint.Header] = []
  public var query: [Endpoint.QueryItem] = []
  /// Certificates that are trusted.
  public var caFile: String?
  public var proxy: String?
  /// Seconds until an answer must be complete.
  public var timeout: Double?
  /// The text of the system message.
  public var system: String?
  public var messages: [Message] = []
  /// Members of the request's body that only this endpoint knows.
  public var extraBody: [JSONValue.Member] = []
  public var toolTurns: ToolTurns?
  /// What the agent and the user are called where turns are written out.
  public var speakers: [String]?
  /// A program and its arguments.
  public var command: [String] = []
  public var service: ServiceDefinition?
  /// The prompt's own text, or …
  public var prompt: String?
  /// … the name of a shipped template (see ``ShippedTemplates``).
  public var template: String?
  /// The profile fields that a simulator may see; all of them where it is not said.
  public var profileFields: [String]?
  public var sampling = Sampling()
  /// How many answers a simulator draws at each probe point.
  public var draws: Int?
  /// The words that mean "no reply", where staying silent is permitted.
  public var noReply: String?
  /// Whether an answer without words is no reply; invalid otherwise.
  public var emptyIsNoReply = false
  public var task: Task?
  public var answers: Answers?
  public var window = Window.probe
  /// Which asking of the same it is, from 2, where an instrument is repeated to see how far it agrees with itself.
  public var repetition: Int?

  public init(_ kind: DefinitionRecord.Kind, id: String, model: String, template: String? = nil, prompt: String? = nil)
  {
    self.kind = kind
    self.id = id
    self.model = model
    self.template = template
    self.prompt = prompt
  }

  /// Whether the simulator may choose not to reply.
  public var permitsSilence: Bool { noReply != nil || emptyIsNoReply }

  /// Whether a model is asked, and no program or service.
  public var isModel: Bool { form != .command && form != .service }

  /// The instrument that sees the whole conversation; its labels stand under an id of their own.
  public var withFullWindow: ModelDefinition {
    var copy = self
    copy.id += "-full"
    copy.window = .full
    return copy
  }

  /// The same instrument asked once more; its labels stand under an id of their own.
  public func repeated(_ number: Int) -> ModelDefinition {
    var copy = self
    copy.id += "-repeat-\(number)"
    copy.repetition = number
    return copy
  }
}

/// A service that takes and gives JSON of its own.
public struct ServiceDefinition: Sendable, Hashable {
  public var url: String
  /// The body, with values such as `"{{turns}}"` in it.
  public var request: JSONValue
  /// How one turn is written; `{"role": …, "text": …}` where it is not said.
  public var turn: JSONValue?
  public var shape: ServiceShape
}

/// What is wrong with a definition: where, what, and what to do. Never quotes a value that could be a key.
public struct DefinitionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A file, with a line where one is known, or a place in `audit.json`.
  public var place: String
  public var key: String?
  public var problem: String
  public var remedy: String

  public init(place: String, key: String? = nil, problem: String, remedy: String) {
    self.place = place
    self.key = key
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { "\(place): " + (key.map { "“\($0)” " } ?? "") + "\(problem); \(remedy)" }
}
