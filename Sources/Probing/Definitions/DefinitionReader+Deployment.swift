import Foundation
import JSON
import ModelEndpoint

/// What deployed simulators need besides a model and a prompt.
extension DefinitionReader {
  func readDeployment(into definition: inout ModelDefinition) throws(DefinitionError) {
    definition.sampling.maxCompletionTokens = try integer("max_completion_tokens", 1...10_000_000)
    definition.sampling.reasoningEffort = try text("reasoning_effort")
    definition.sampling.stop = try stop()
    if definition.sampling.maxTokens != nil, definition.sampling.maxCompletionTokens != nil {
      throw wrong(
        "max_completion_tokens", "and “max_tokens” are both given", "leave out the one that the endpoint refuses")
    }
    definition.system = try text("system").flatMap { $0.isEmpty ? nil : $0 }
    definition.messages = try messages()
    definition.extraBody = try extraBody()
    definition.headers = try headers()
    definition.query = try query()
    definition.caFile = try text("ca_file")
    definition.proxy = try address("proxy", EndpointAddress.checkedProxy)
    definition.timeout = try number("timeout", 0.001...86_400)
    definition.toolTurns = try toolTurns(in: definition.form)
    definition.speakers = try texts("speakers", example: "[Agent, User]")
    if let speakers = definition.speakers, speakers.count != 2 || speakers.contains("") {
      throw wrong("speakers", "is no pair of names", "write what the agent is called, then the user, as [Agent, User]")
    }
    definition.command = try command(isNeeded: definition.form == .command)
    if definition.form == .service { definition.service = try service() }
  }

  private func value(_ key: String) -> JSONValue? { members[key]?.value == .null ? nil : members[key]?.value }

  private func stop() throws(DefinitionError) -> [String]? {
    if let one = value("stop")?.string { return [one] }
    let stop = try texts("stop", example: #"["\n\n", "Agent:"]"#)
    if let stop, stop.isEmpty || stop.contains("") {
      throw wrong("stop", "names no words", "write the words at which the answer ends, or leave it out")
    }
    return stop
  }

  private func messages() throws(DefinitionError) -> [ModelDefinition.Message] {
    guard let value = value("messages") else { return [] }
    let remedy = #"write them as [{role: user, content: "…"}], role being system, user or assistant"#
    guard let elements = value.elements else { throw wrong("messages", "is no list of messages", remedy) }
    var messages: [ModelDefinition.Message] = []
    for element in elements {
      guard let role = element["role"]?.string.flatMap(ChatMessage.Role.init), let content = element["content"]?.string,
        element.members?.count == 2
      else { throw wrong("messages", "holds what is no message", remedy) }
      messages.append(.init(role: role, content: content))
    }
    return messages
  }

  /// Keys of the body that the program writes itself, or that would make an answer it cannot read.
  private static let ownBody: Set<String> = [
    "model", "messages", "prompt", "response_format", "n", "stream", "stream_options", "tools", "functions",
  ]

  private func extraBody() throws(DefinitionError) -> [JSONValue.Member] {
    guard let value = value("extra_body") else { return [] }
    guard let members = value.members else {
      throw wrong("extra_body", "is no object", "write it as {top_k: 20}, the members of the request's body")
    }
    let keys = Set(DefinitionKeys.all(kind))
    for member in members {
      if DefinitionReader.ownBody.contains(member.key) {
        throw wrong("extra_body", "holds “\(member.key)”, which the program writes itself", "leave it out there")
      }
      if keys.contains(member.key) {
        throw wrong("extra_body", "holds “\(member.key)”, which is a key of its own", "write it one level up")
      }
    }
    try refuseSecrets(of: value, in: "extra_body")
    return members
  }

  /// A secret would be stored with the audit; it is not repeated.
  func refuseSecrets(of value: JSONValue, in key: String) throws(DefinitionError) {
    let text = value.canonical
    guard text.withoutCredentials != text else { return }
    throw wrong(
      key, "holds what looks like a secret, and a secret must not stand in a file",
      "put it into an environment variable and name that under api_key_env or headers")
  }

  private static let ownHeaders: Set<String> = [
    "accept", "accept-encoding", "connection", "content-length", "content-type", "host", "transfer-encoding",
  ]

  /// By name the variable that holds the value: as an object, or as the list of objects that `audit.json` gets.
  private func headers() throws(DefinitionError) -> [Endpoint.Header] {
    guard let value = value("headers") else { return [] }
    let remedy = "write the name of an environment variable, as in api-key: AZURE_API_KEY, and put the value into that"
    var pairs = (value.members ?? []).map { ($0.key, $0.value.string) }
    if let list = value.elements { pairs = list.map { ($0["name"]?.string ?? "", $0["env"]?.string) } }
    guard value.members != nil || value.elements != nil else { throw wrong("headers", "is no object", remedy) }
    var headers: [Endpoint.Header] = []
    for (name, text) in pairs {
      let isName = !name.isEmpty && name.utf8.allSatisfy(DefinitionReader.isHeaderByte)
      guard isName, !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw wrong("headers", "holds a name that no header has, or twice", "correct it")
      }
      if DefinitionReader.ownHeaders.contains(name.lowercased()) {
        throw wrong("headers", "holds “\(name)”, which the program writes itself", "leave it out")
      }
      if name.lowercased() == "authorization", members["api_key_env"]?.value.string != nil {
        throw wrong("headers", "holds “\(name)”, which api_key_env makes", "leave one of them out")
      }
      // What stands there may be the secret itself: it is not repeated.
      guard let variable = text.map(DefinitionReader.variable), EndpointAddress.isVariableName(variable) else {
        throw wrong("headers", "does not name the variable of “\(name)”", remedy)
      }
      headers.append(.init(name: name, variable: variable))
    }
    return headers.sorted { $0.name < $1.name }
  }

  /// `NAME`, `$NAME` and `${NAME}` are the same.
  private static func variable(_ text: String) -> String {
    guard text.hasPrefix("$") else { return text }
    let name = text.dropFirst()
    return String(name.hasPrefix("{") && name.hasSuffix("}") ? name.dropFirst().dropLast() : name)
  }

  /// RFC 9110, 5.6.2: a token.
  private static func isHeaderByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  private func query() throws(DefinitionError) -> [Endpoint.QueryItem] {
    guard let value = value("query") else { return [] }
    guard let members = value.members else {
      throw wrong("query", "is no object", "write it as {api-version: \"2024-10-21\"}")
    }
    var items: [Endpoint.QueryItem] = []
    for member in members {
      let number = if case .number(let digits) = member.value { digits } else { String?.none }
      guard let text = member.value.string ?? number, !member.key.isEmpty else {
        throw wrong("query", "holds “\(member.key)”, which is no text", "put it into quotes")
      }
      if CredentialName.mayBeSecret(member.key) || ["key", "sig", "code"].contains(member.key.lowercased()) {
        throw wrong(
          "query", "holds “\(member.key)”, and a secret must not stand in a file",
          "send it as a header from the environment: headers, or api_key_env")
      }
      items.append(.init(name: member.key, value: text))
    }
    try refuseSecrets(of: value, in: "query")
    return items.sorted { $0.name < $1.name }
  }

  private func toolTurns(in form: ModelDefinition.Form) throws(DefinitionError) -> ModelDefinition.ToolTurns? {
    guard let turns: ModelDefinition.ToolTurns = try choice("tool_turns") else { return nil }
    let isChat = form == .chat
    guard turns == .omit || isChat != (turns == .tool) else {
      throw wrong(
        "tool_turns", "is “\(turns.rawValue)”, which means nothing in form: \(form.rawValue)",
        isChat ? "choose the role of their messages: omit, user, assistant or system" : "choose omit or tool")
    }
    return turns
  }

  private func command(isNeeded: Bool) throws(DefinitionError) -> [String] {
    let command = try texts("command", example: "[python3, simulator.py]") ?? []
    if isNeeded, command.first?.isEmpty != false {
      throw wrong("command", "names no program", "write it as [python3, simulator.py]")
    }
    for (index, argument) in command.enumerated() {
      let parts = argument.drop { $0 == "-" }.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count == 2 ? parts[1] : index + 1 < command.count ? command[index + 1] : ""
      let isNamed = argument.hasPrefix("-") && parts.first.map { CredentialName.isSecret($0, text: value) } == true
      guard isNamed || CredentialText.masked(argument) != nil || argument.utf8.contains(0) else { continue }
      throw wrong(
        "command", "holds what looks like a secret, or U+0000", "let the program read it from an environment variable")
    }
    return command
  }
}
