import JSON

/// A body of JSON with slots, each a string of its own: what fills it is a value and never a part of a text.
enum ServiceRequest {
  enum Slot: String, CaseIterable {
    case turns, messages, profile, probe, draw, seed, model
    case role, text

    static let ofRequest: [Slot] = [.turns, .messages, .profile, .probe, .draw, .seed, .model]
    static let ofTurn: [Slot] = [.role, .text]

    var name: String { "{{\(rawValue)}}" }
  }

  struct Problem: Error {
    var words: String
    var remedy: String
  }

  /// The slots that a template holds.
  static func slots(of template: JSONValue, allowed: [Slot]) throws(Problem) -> Set<Slot> {
    var found: Set<Slot> = []
    switch template {
    case .string(let text):
      guard text.contains("{{") else { break }
      guard let slot = allowed.first(where: { $0.name == text.filter { $0 != " " } }) else {
        throw Problem(
          words: "holds “\(text.prefix(60))”, which is no value of its own or not known",
          remedy: "a value is one of \(allowed.map(\.name).joined(separator: ", ")) and nothing beside it")
      }
      found.insert(slot)
    case .array(let elements): for element in elements { found.formUnion(try slots(of: element, allowed: allowed)) }
    case .object(let members):
      for member in members {
        if member.key.contains("{{") {
          throw Problem(words: "has a placeholder for a key", remedy: "placeholders stand for values alone")
        }
        found.formUnion(try slots(of: member.value, allowed: allowed))
      }
    case .number, .bool, .null: break
    }
    return found
  }

  /// The template with its slots filled; what fills them is not looked at again.
  static func filled(_ template: JSONValue, _ value: (Slot) -> JSONValue) -> JSONValue {
    switch template {
    case .string(let text):
      guard text.contains("{{") else { return template }
      let name = text.filter { $0 != " " }
      return Slot.allCases.first { $0.name == name }.map(value) ?? template
    case .array(let elements): return .array(elements.map { filled($0, value) })
    case .object(let members): return .object(members.map { .init($0.key, filled($0.value, value)) })
    case .number, .bool, .null: return template
    }
  }
}
