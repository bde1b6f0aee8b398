import AuditStore
import ModelEndpoint

/// The texts that a definition says to a model, found and checked.
struct PreparedPrompts: Sendable {
  let system: PromptTemplate?
  let messages: [(role: ChatMessage.Role, template: PromptTemplate)]
  /// What holds the transcript; `nil` where the conversation is shown otherwise.
  let main: PromptTemplate?

  /// - Throws: ``DefinitionError`` where a text is missing, or its placeholders are wrong.
  init(_ definition: ModelDefinition, place: String) throws(DefinitionError) {
    func template(
      _ text: String, _ key: String, _ allowed: Set<PromptTemplate.Placeholder>, shows: Set<PromptTemplate.Placeholder>
    ) throws(DefinitionError) -> PromptTemplate {
      do throws(TemplateError) {
        return try PromptTemplate(text, allowed: allowed.union(shows), showing: shows)
      } catch {
        throw DefinitionError(
          place: place, key: key, problem: "is no template: \(error)", remedy: "correct the placeholder")
      }
    }
    let facts: Set<PromptTemplate.Placeholder> =
      definition.kind == .simulator
      ? [.profile, .noReply] : [.schema, .stages, .emotions, .blockers, .exits, .actions]
    var system: PromptTemplate?
    if let text = definition.system { system = try template(text, "system", facts, shows: []) }
    var messages: [(role: ChatMessage.Role, template: PromptTemplate)] = []
    for message in definition.messages {
      messages.append((message.role, try template(message.content, "messages", facts, shows: [])))
    }
    self.system = system
    self.messages = messages
    switch definition.form {
    case .prompt, .text:
      let key = definition.template == nil ? "prompt" : "template"
      main = try template(
        try PreparedPrompts.text(of: definition, place: place), key, facts,
        shows: definition.form == .text ? [.transcript, .dialogue] : [.transcript])
    case .chat:
      guard system != nil else {
        throw DefinitionError(
          place: place, key: "system", problem: "is missing",
          remedy: "write what the simulator is told before the conversation, with {{profile}} where it belongs")
      }
      main = nil
    case .command, .service: main = nil
    }
  }

  /// What is kept as the prompt of the definition.
  var text: String { main?.text ?? system?.text ?? "" }

  private var all: [PromptTemplate] { [system, main].compactMap { $0 } + messages.map(\.template) }

  func contains(_ placeholder: PromptTemplate.Placeholder) -> Bool { all.contains { $0.contains(placeholder) } }

  /// Whether one of the texts holds these words or the place for them.
  func tell(of words: String) -> Bool { contains(.noReply) || all.contains { $0.text.contains(words) } }

  private static func text(of definition: ModelDefinition, place: String) throws(DefinitionError) -> String {
    let shipped = definition.template.map { ShippedTemplates.all[$0] }
    if let template = definition.template, shipped == .some(nil) {
      throw DefinitionError(
        place: place, key: "template", problem: "is “\(template)”, which does not come with the program",
        remedy: "choose from \(ShippedTemplates.names(definition.kind).joined(separator: ", "))")
    }
    switch (definition.prompt, shipped ?? nil) {
    case (let prompt?, nil): return prompt
    case (nil, let text?): return text
    case (let prompt?, let text?):
      if prompt == text { return text }
      throw DefinitionError(
        place: place, key: "prompt", problem: "and “template” are both given and differ",
        remedy: "leave one of them out")
    case (nil, nil):
      throw DefinitionError(
        place: place, key: "prompt", problem: "is missing",
        remedy: "write one, or name a template: \(ShippedTemplates.names(definition.kind).joined(separator: ", "))")
    }
  }
}
