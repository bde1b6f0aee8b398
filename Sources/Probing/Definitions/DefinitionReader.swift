import AuditStore
import Foundation
import JSON
import ModelEndpoint

/// The members of a definition, from YAML or JSON, with where each stands.
struct DefinitionReader {
  struct Member {
    var value: JSONValue
    var place: String
  }

  let kind: DefinitionRecord.Kind
  let place: String
  let members: [String: Member]

  static func keys(_ kind: DefinitionRecord.Kind) -> [String] {
    let shared = [
      "id", "model", "base_url", "api_key_env", "prompt", "template", "temperature", "top_p", "max_tokens", "seed",
    ]
    return shared
      + (kind == .simulator ? ["profile_fields", "draws", "no_reply"] : ["task", "response_format", "window"])
  }

  /// Refuses keys that mean nothing: a misspelt one would change the simulator without a word.
  func checkKeys() throws(DefinitionError) {
    let known = DefinitionReader.keys(kind)
    for (key, member) in members.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
      if key.lowercased().contains("key") {
        throw DefinitionError(
          place: member.place, key: key,
          problem: "is no key of a \(kind.rawValue), and a secret must not stand in a file",
          remedy: "remove it and name the environment variable that holds the secret as api_key_env")
      }
      throw DefinitionError(
        place: member.place, key: key, problem: "is no key of a \(kind.rawValue)",
        remedy: "choose from \(known.joined(separator: ", "))")
    }
  }

  func definition() throws(DefinitionError) -> ModelDefinition {
    var definition = ModelDefinition(kind, id: try required("id"), model: try required("model"))
    definition.baseURL = try baseURL()
    definition.keyVariable = try keyVariable()
    definition.prompt = try text("prompt").flatMap { $0.isEmpty ? nil : $0 }
    definition.template = try text("template")
    definition.sampling.temperature = try number("temperature", 0...10)
    definition.sampling.topP = try number("top_p", 0...1)
    definition.sampling.maxTokens = try integer("max_tokens", 1...10_000_000)
    definition.sampling.seed = try integer("seed", Int.min...Int.max)
    if kind == .simulator {
      definition.profileFields = try texts("profile_fields")
      definition.draws = try integer("draws", 1...1000)
      definition.noReply = try text("no_reply")
    } else {
      definition.task = try choice("task")
      definition.answers = try choice("response_format")
      definition.window = try choice("window") ?? .probe
      // Only the program writes it, into audit.json.
      definition.repetition = try integer("repeat", 2...1000)
    }
    try checkID(definition.id)
    return definition
  }

  private func checkID(_ id: String) throws(DefinitionError) {
    if id == "real" || id == "agent" {
      throw wrong("id", "“\(id)” is a source of labels", "choose another id")
    }
    let isPlain = id.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{2028}" }
    if !isPlain || id.utf8.count > 200 {
      throw wrong("id", "is no short plain name", "choose one of letters and digits")
    }
  }

  private func baseURL() throws(DefinitionError) -> String? {
    guard let text = try text("base_url") else { return nil }
    do {
      return try EndpointAddress.checked(text)
    } catch {
      throw wrong("base_url", error.problem, error.remedy)
    }
  }

  private func keyVariable() throws(DefinitionError) -> String? {
    guard let name = try text("api_key_env") else { return nil }
    guard EndpointAddress.isVariableName(name) else {
      // What stands there may be the key itself: it is not repeated.
      throw wrong(
        "api_key_env", "is not the name of an environment variable",
        "write a name such as OPENAI_API_KEY and put the key into that variable")
    }
    return name
  }

  private func required(_ key: String) throws(DefinitionError) -> String {
    guard let text = try text(key), !text.isEmpty else {
      throw DefinitionError(place: place, key: key, problem: "is missing", remedy: "add it")
    }
    return text
  }

  private func text(_ key: String) throws(DefinitionError) -> String? {
    switch members[key]?.value {
    case nil, .null: return nil
    case .string(let text): return text
    case let value?:
      if key == "id" || key == "model", let number = value.integer { return String(number) }
      throw wrong(key, "is no text", "put it into quotes")
    }
  }

  private func texts(_ key: String) throws(DefinitionError) -> [String]? {
    switch members[key]?.value {
    case nil, .null: return nil
    case .array(let values):
      let texts = values.compactMap(\.string)
      if texts.count == values.count { return texts }
      fallthrough
    default: throw wrong(key, "is no list of texts", "write it as [\"age\", \"city\"], or [] for none")
    }
  }

  private func number(_ key: String, _ range: ClosedRange<Double>) throws(DefinitionError) -> Double? {
    guard let value = members[key]?.value, value != .null else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw wrong(key, "is no number from \(range.lowerBound) to \(range.upperBound)", "correct it, or leave it out")
    }
    return number
  }

  private func integer(_ key: String, _ range: ClosedRange<Int>) throws(DefinitionError) -> Int? {
    guard let value = members[key]?.value, value != .null else { return nil }
    guard let number = value.integer, range.contains(number) else {
      throw wrong(
        key, range.lowerBound == Int.min ? "is no whole number" : "is no whole number of at least \(range.lowerBound)",
        "correct it, or leave it out")
    }
    return number
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(DefinitionError) -> Choice?
  where Choice.RawValue == String {
    guard let text = try text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw wrong(key, "is “\(text)”", "choose from \(known)")
  }

  private func wrong(_ key: String, _ problem: String, _ remedy: String) -> DefinitionError {
    DefinitionError(place: members[key]?.place ?? place, key: key, problem: problem, remedy: remedy)
  }
}
