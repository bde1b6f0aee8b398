public import AuditStore
import Foundation
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
  public enum Answers: String, Sendable, CaseIterable {
    case jsonSchema = "json_schema"
    case jsonObject = "json_object"
    case text
  }

  /// What an instrument sees of a conversation.
  public enum Window: String, Sendable, CaseIterable {
    /// The turns up to the one that is labelled.
    case probe
    /// The whole conversation, for the causal-labelling check of real turns.
    case full
  }

  public var kind: DefinitionRecord.Kind
  public var id: String
  public var model: String
  public var baseURL: String?
  public var keyVariable: String?
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
