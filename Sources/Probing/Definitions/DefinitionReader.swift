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

  /// Refuses keys that mean nothing: a misspelt one would change the simulator without a word.
  func checkKeys() throws(DefinitionError) {
    let known = DefinitionKeys.all(kind)
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
    let form = try form()
    var definition = ModelDefinition(kind, id: try required("id"), model: "")
    definition.form = form
    definition.model = try definition.isModel ? required("model") : text("model") ?? ""
    definition.baseURL = try address("base_url")
    definition.keyVariable = try keyVariable()
    definition.prompt = try text("prompt").flatMap { $0.isEmpty ? nil : $0 }
    definition.template = try text("template")
    definition.sampling.temperature = try number("temperature", 0...10)
    definition.sampling.topP = try number("top_p", 0...1)
    definition.sampling.maxTokens = try integer("max_tokens", 1...10_000_000)
    definition.sampling.seed = try integer("seed", Int.min...Int.max)
    try readDeployment(into: &definition)
    if kind == .simulator {
      definition.profileFields = try texts("profile_fields", example: #"["age", "city"], or [] for none"#)
      definition.draws = try integer("draws", 1...1000)
      definition.noReply = try text("no_reply")
      definition.emptyIsNoReply = try flag("empty_is_no_reply") ?? false
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

  /// The form that is named or follows from the keys; no key may stand there that means nothing in it.
  private func form() throws(DefinitionError) -> ModelDefinition.Form {
    guard kind == .simulator else { return .prompt }
    let isCommand = (members["command"]?.value ?? .null) != .null
    let form: ModelDefinition.Form = try choice("form") ?? (isCommand ? .command : .prompt)
    let known = DefinitionKeys.simulator(form)
    let others = DefinitionKeys.all(kind).filter { !known.contains($0) }
    for key in others where (members[key]?.value ?? .null) != .null {
      throw wrong(
        key, "means nothing in form: \(form.rawValue)", "leave it out; this form has \(known.joined(separator: ", "))")
    }
    return form
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

  func address(
    _ key: String, _ check: (String) throws(EndpointAddress.Problem) -> String = EndpointAddress.checked
  ) throws(DefinitionError) -> String? {
    guard let text = try text(key) else { return nil }
    do {
      return try check(text)
    } catch {
      throw wrong(key, error.problem, error.remedy)
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

  func required(_ key: String) throws(DefinitionError) -> String {
    guard let text = try text(key), !text.isEmpty else {
      throw DefinitionError(place: place, key: key, problem: "is missing", remedy: "add it")
    }
    return text
  }

  func text(_ key: String) throws(DefinitionError) -> String? {
    switch members[key]?.value {
    case nil, .null: return nil
    case .string(let text): return text
    case let value?:
      if key == "id" || key == "model", let number = value.integer { return String(number) }
      throw wrong(key, "is no text", "put it into quotes")
    }
  }

  /// - Parameter example: What the remedy shows.
  func texts(_ key: String, example: String) throws(DefinitionError) -> [String]? {
    switch members[key]?.value {
    case nil, .null: return nil
    case .array(let values):
      let texts = values.compactMap(\.string)
      if texts.count == values.count { return texts }
      fallthrough
    default: throw wrong(key, "is no list of texts", "write it as \(example)")
    }
  }

  func flag(_ key: String) throws(DefinitionError) -> Bool? {
    guard let value = members[key]?.value, value != .null else { return nil }
    guard let flag = value.bool else { throw wrong(key, "is neither true nor false", "write true, or leave it out") }
    return flag
  }

  func number(_ key: String, _ range: ClosedRange<Double>) throws(DefinitionError) -> Double? {
    guard let value = members[key]?.value, value != .null else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw wrong(key, "is no number from \(range.lowerBound) to \(range.upperBound)", "correct it, or leave it out")
    }
    return number
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) throws(DefinitionError) -> Int? {
    guard let value = members[key]?.value, value != .null else { return nil }
    guard let number = value.integer, range.contains(number) else {
      throw wrong(
        key,
        range.lowerBound == Int.min
          ? "is no whole number" : "is no whole number from \(range.lowerBound) to \(range.upperBound)",
        "correct it, or leave it out")
    }
    return number
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(DefinitionError) -> Choice?
  where Choice.RawValue == String {
    guard let text = try text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw wrong(key, "is “\(text)”", "choose from \(known)")
  }

  func wrong(_ key: String, _ problem: String, _ remedy: String) -> DefinitionError {
    DefinitionError(place: members[key]?.place ?? place, key: key, problem: problem, remedy: remedy)
  }
}
