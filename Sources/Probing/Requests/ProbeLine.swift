import Cases
import Digest
import JSON
import ModelEndpoint

/// What a program gets of a probe point: one object of JSON, made of a view and of nothing else of the conversation.
struct ProbeLine {
  /// Whose turn it is about, of which the line says a name that tells neither.
  var place: (conversation: String, turn: Int)
  var simulator: String?
  var model = ""
  var draw = 0
  var seed: Int?
  var view: ProbeView

  private var probe: String { ProbeName.of(conversation: place.conversation, turn: place.turn) }

  var json: JSONValue {
    var line: JSONValue = [
      "probe": .string(probe), "draw": .integer(draw), "profile": view.profileJSON, "turns": view.turnsJSON(),
    ]
    line["simulator"] = simulator.map(JSONValue.string)
    if !model.isEmpty { line["model"] = .string(model) }
    line["seed"] = seed.map(JSONValue.integer)
    return line
  }

  /// The same in the words of a service.
  func body(
    of service: ServiceDefinition, speakers: [String]?, messages: () -> [ChatMessage]
  ) -> JSONValue {
    ServiceRequest.filled(service.request) { slot in
      switch slot {
      case .turns: view.turnsJSON(service.turn, speakers: speakers)
      case .messages:
        .array(messages().map { ["role": .string($0.role.rawValue), "content": .string($0.content)] })
      case .profile: view.profileJSON
      case .probe: .string(probe)
      case .draw: .integer(draw)
      case .seed: seed.map(JSONValue.integer) ?? .null
      case .model: model.isEmpty ? .null : .string(model)
      case .role, .text: .null
      }
    }
  }
}

extension ProbeView {
  static let usualSpeakers = ["Agent", "User"]

  /// The conversation as a chat with the roles swapped: whoever simulates the user is the assistant. Its own first turn
  /// stays.
  func chat(tools: ModelDefinition.ToolTurns) -> [ChatMessage] {
    prefix.compactMap { turn in
      let role: ChatMessage.Role? =
        switch turn.role {
        case .agent: .user
        case .user: .assistant
        case .tool: ChatMessage.Role(rawValue: tools.rawValue)
        case .system: nil
        }
      return role.map { ChatMessage(role: $0, content: turn.text) }
    }
  }

  /// A line a turn, "Agent: …": line ends within a turn are blanks, so that no turn can begin another.
  func dialogue(speakers: [String]) -> String {
    prefix.filter { $0.role == .agent || $0.role == .user }.map { turn in
      let words = turn.text.split(whereSeparator: \.isNewline).joined(separator: " ")
      return "\(speakers[turn.role == .agent ? 0 : 1]): \(words)"
    }.joined(separator: "\n")
  }

  var profileJSON: JSONValue { .object(profile.map { .init($0.name, .string($0.value)) }) }

  /// - Parameters:
  ///   - turn: How one turn is written.
  ///   - speakers: What agent and user are called.
  func turnsJSON(_ turn: JSONValue? = nil, speakers: [String]? = nil) -> JSONValue {
    .array(
      prefix.map { each in
        let role: JSONValue =
          switch each.role {
          case .agent: .string(speakers?[0] ?? each.role.rawValue)
          case .user: .string(speakers?[1] ?? each.role.rawValue)
          case .tool, .system: .string(each.role.rawValue)
          }
        guard let turn else { return ["role": role, "text": .string(each.text)] }
        return ServiceRequest.filled(turn) { $0 == .role ? role : .string(each.text) }
      })
  }
}
