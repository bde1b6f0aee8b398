public import AuditStore
import Cases
import Digest
import ModelEndpoint

/// What one registered definition does: composes the requests of its jobs and reads their answers.
///
/// Live runs and batch files go through here alike, so that they cannot differ.
public struct ProbeWork: Sendable {
  public let store: AuditStore
  public let definition: PreparedDefinition
  public let slot: DefinitionSlot

  public var answerKind: AnswerKind { definition.kind == .simulator ? .simulation : .label }

  /// A job's request, and what is needed to read its answer.
  struct Composed: Sendable {
    var messages: [ChatMessage]
    var sampling: Sampling
    var conversation: String
    /// The words that are labelled.
    var turn: String
    /// Of all that was shown of the conversation and the profile.
    var prefixSHA256: String
  }

  /// - Throws: ``StoreError``, or where the store no longer holds what the job is about.
  func compose(_ job: ProbeJob) throws -> Composed {
    let conversation: Conversation
    var simulated: String?
    if let key = job.simulation {
      guard let found = try store.conversation(withSimulation: key) else { throw gone(job) }
      (conversation, simulated) = found
    } else {
      guard let found = try store.conversation(job.conversation) else { throw gone(job) }
      conversation = found
    }
    guard job.turn <= conversation.turns.count else { throw gone(job) }
    if definition.kind == .simulator {
      let view = ProbeView(of: conversation, before: job.turn, fields: definition.definition.profileFields)
      return composed(view, of: conversation.id, turn: "", draw: job.draw)
    }
    let real = job.turn < conversation.turns.count ? conversation.turns[job.turn].text : nil
    guard let turn = simulated ?? real else { throw gone(job) }
    let view =
      definition.definition.window == .full
      ? ProbeView(labelling: job.turn, inWholeOf: conversation)
      : ProbeView(
        labelling: turn, role: job.source == .agent ? .agent : .user,
        after: Array(conversation.turns.prefix(job.turn)))
    return composed(view, of: conversation.id, turn: turn, draw: 0)
  }

  private func gone(_ job: ProbeJob) -> StoreError {
    .unusable(
      path: store.path, explanation: "turn \(job.turn) of conversation \(job.conversation) is not there any more")
  }

  private func composed(_ view: ProbeView, of conversation: String, turn: String, draw: Int) -> Composed {
    let transcript = view.lines
    let profile = TranscriptText.lines(of: view.profile)
    let schema = definition.schema
    let text = definition.template.filled { placeholder in
      switch placeholder {
      case .transcript: transcript
      case .profile: profile
      case .noReply: definition.definition.noReply ?? ""
      case .schema: definition.answerSchemaText
      case .stages: schema.stages.sorted { $0.depth < $1.depth }.map(\.id).joined(separator: ", ")
      case .emotions: schema.emotions.joined(separator: ", ")
      case .blockers: schema.blockers.joined(separator: ", ")
      case .exits: LabelSchema.judgedExits(schema).joined(separator: ", ")
      case .actions: schema.actions.joined(separator: ", ")
      }
    }
    var sampling = definition.definition.sampling
    // Draws of one seed would all be the same, and so would repetitions.
    if let seed = sampling.seed {
      sampling.seed = seed &+ draw &+ (definition.definition.repetition.map { $0 - 1 } ?? 0)
    }
    return Composed(
      messages: [ChatMessage(role: .user, content: text)], sampling: sampling, conversation: conversation, turn: turn,
      prefixSHA256: SHA256.hexadecimal(of: (profile + "\n\n" + transcript).utf8))
  }

  func request(_ composed: Composed, at step: FormatLadder.Step) -> ChatRequest {
    var format = ResponseFormat.text
    if definition.kind == .instrument {
      switch step {
      case .schema: format = .jsonSchema(name: "label", schema: definition.answerSchema)
      case .object: format = .jsonObject
      case .text: break
      }
    }
    return ChatRequest(
      model: definition.definition.model, messages: composed.messages, sampling: composed.sampling, format: format)
  }
}

extension ProbeJob {
  var draw: Int { if case .simulator(_, let draw) = source { draw } else { 0 } }
}
