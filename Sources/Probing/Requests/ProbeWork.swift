public import AuditStore
import Cases
import Digest
import JSON
import ModelEndpoint

/// What one registered definition does: composes the requests of its jobs and reads their answers.
///
/// Live runs and batch files go through here alike, so that they cannot differ.
public struct ProbeWork: Sendable {
  public let store: AuditStore
  public let definition: PreparedDefinition
  public let slot: DefinitionSlot
  /// The format of the answers where it is known: as the definition says, or as its earlier answers were asked for; words
  /// alone for simulators.
  var format: DefinitionFormat?

  public var answerKind: AnswerKind { definition.kind == .simulator ? .simulation : .label }

  /// A job's request, and what is needed to read its answer.
  struct Composed: Sendable {
    enum Content: Sendable {
      case messages([ChatMessage])
      case text(String)
      case value(JSONValue)
    }

    var content: Content
    var sampling: Sampling
    var conversation: String
    /// The words that are labelled.
    var turn: String
    /// Of all that was shown of the conversation and the profile.
    var prefixSHA256: String
  }

  /// - Throws: ``StoreError``, or where the store no longer holds what the job is about.
  func compose(_ job: ProbeJob) throws -> Composed {
    guard let matter = try matter(of: [job])[0] else { throw gone(job) }
    return try compose(job, of: matter)
  }

  /// What the requests of `jobs` are made of; `nil` where it is gone.
  func matter(of jobs: [ProbeJob]) throws(StoreError) -> [ProbeMatter?] {
    try store.matter(of: jobs.map { ($0.conversation, $0.simulation) })
  }

  /// - Throws: ``StoreError`` where the conversation has no such turn.
  func compose(_ job: ProbeJob, of matter: ProbeMatter) throws -> Composed {
    let (conversation, simulated) = (matter.conversation, matter.simulated)
    guard job.turn <= conversation.turns.count else { throw gone(job) }
    if definition.kind == .simulator {
      return composed(line(of: conversation, job), of: conversation.id, turn: "")
    }
    let real = job.turn < conversation.turns.count ? conversation.turns[job.turn].text : nil
    guard let turn = simulated ?? real else { throw gone(job) }
    let view =
      definition.definition.window == .full
      ? ProbeView(labelling: job.turn, inWholeOf: conversation)
      : ProbeView(
        labelling: turn, role: job.source == .agent ? .agent : .user,
        after: Array(conversation.turns.prefix(job.turn)))
    return composed(ProbeLine(place: (conversation.id, job.turn), view: view), of: conversation.id, turn: turn)
  }

  /// What a program gets of a simulator's job.
  func line(of job: ProbeJob) throws -> ProbeLine {
    guard let conversation = try store.conversation(job.conversation), job.turn <= conversation.turns.count else {
      throw gone(job)
    }
    return line(of: conversation, job)
  }

  private func line(of conversation: Conversation, _ job: ProbeJob) -> ProbeLine {
    let given = definition.definition
    let view = ProbeView(
      of: conversation, before: job.turn, fields: given.profileFields, showsTools: (given.toolTurns ?? .omit) != .omit)
    return ProbeLine(
      place: (conversation.id, job.turn), simulator: given.id, model: given.model, draw: job.draw,
      // Draws of one seed would all be the same.
      seed: given.sampling.seed.map { $0 &+ job.draw }, view: view)
  }

  private func gone(_ job: ProbeJob) -> StoreError {
    .unusable(
      path: store.path, explanation: "turn \(job.turn) of conversation \(job.conversation) is not there any more")
  }

  private func composed(_ line: ProbeLine, of conversation: String, turn: String) -> Composed {
    let view = line.view
    let transcript = view.lines
    let profile = TranscriptText.lines(of: view.profile)
    let schema = definition.schema
    let given = definition.definition
    func text(_ template: PromptTemplate) -> String {
      template.filled { placeholder in
        switch placeholder {
        case .transcript: transcript
        case .dialogue: view.dialogue(speakers: given.speakers ?? ProbeView.usualSpeakers)
        case .profile: profile
        case .noReply: given.noReply ?? ""
        case .schema: definition.answerSchemaText
        case .stages: schema.stages.sorted { $0.depth < $1.depth }.map(\.id).joined(separator: ", ")
        case .emotions: schema.emotions.joined(separator: ", ")
        case .blockers: schema.blockers.joined(separator: ", ")
        case .exits: LabelSchema.judgedExits(schema).joined(separator: ", ")
        case .actions: schema.actions.joined(separator: ", ")
        }
      }
    }
    let prompts = definition.prompts
    let before =
      (prompts.system.map { [ChatMessage(role: .system, content: text($0))] } ?? [])
      + prompts.messages.map { ChatMessage(role: $0.role, content: text($0.template)) }
    var sampling = given.sampling
    // Draws of one seed would all be the same, and so would repetitions.
    sampling.seed = line.seed ?? sampling.seed.map { $0 &+ (given.repetition.map { $0 - 1 } ?? 0) }
    let content: Composed.Content =
      switch given.form {
      case .prompt: .messages(before + (prompts.main.map { [ChatMessage(role: .user, content: text($0))] } ?? []))
      case .chat: .messages(before + view.chat(tools: given.toolTurns ?? .omit))
      case .text: .text(prompts.main.map(text) ?? "")
      case .command: .value(line.json)
      case .service:
        .value(
          given.service.map { service in
            line.body(
              of: service, speakers: given.speakers, messages: { before + view.chat(tools: given.toolTurns ?? .omit) })
          } ?? .null)
      }
    return Composed(
      content: content, sampling: sampling, conversation: conversation, turn: turn,
      prefixSHA256: SHA256.hexadecimal(of: (profile + "\n\n" + transcript).utf8))
  }

  /// The bytes that are sent.
  func bytes(_ composed: Composed, in format: AnswerFormat) -> [UInt8] {
    switch composed.content {
    case .messages: return request(composed, in: format).bytes
    case .text(let prompt):
      var body: JSONValue = ["model": .string(definition.definition.model), "prompt": .string(prompt)]
      composed.sampling.put(into: &body)
      for member in definition.definition.extraBody { body[member.key] = member.value }
      return body.canonicalBytes
    case .value(let value): return value.canonicalBytes
    }
  }

  /// The chat request of a form that makes one.
  func request(_ composed: Composed, in format: AnswerFormat) -> ChatRequest {
    // Simulators write words and nothing else.
    let format: ResponseFormat =
      switch definition.kind == .simulator ? .text : format {
      case .jsonSchema: .jsonSchema(name: "label", schema: definition.answerSchema)
      case .jsonObject: .jsonObject
      case .text: .text
      }
    return ChatRequest(
      model: definition.definition.model, messages: composed.messages, sampling: composed.sampling, format: format,
      extra: definition.definition.extraBody)
  }
}

extension ProbeWork.Composed {
  /// The messages of a chat; none where it is no chat.
  var messages: [ChatMessage] { if case .messages(let messages) = content { messages } else { [] } }

  /// The texts that an estimate of tokens counts.
  var texts: [String] {
    switch content {
    case .messages(let messages): messages.map(\.content)
    case .text(let text): [text]
    case .value(let value): [value.canonical]
    }
  }
}

extension ProbeJob {
  var draw: Int { if case .simulator(_, let draw) = source { draw } else { 0 } }
}
