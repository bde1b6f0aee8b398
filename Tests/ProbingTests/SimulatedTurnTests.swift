import AuditStore
import JSON
import ModelEndpoint
import Testing

@testable import Probing

/// What becomes of a simulator's answer.
@Suite struct SimulatedTurnTests {
  private let fixture: ProbingFixture

  init() throws { fixture = try ProbingFixture(conversations: 1) }

  private enum Outcome: Equatable {
    case speech(String), silence
    case invalid(InvalidCause)
  }

  private func read(
    _ answer: ChatAnswer, _ change: (inout ModelDefinition) -> Void = { _ in }
  ) throws -> (outcome: Outcome, notes: Set<AnswerNote>) {
    let work = try fixture.simulator(change: change)
    let job = try #require(try fixture.session.everything(of: work, at: try fixture.scope()).first)
    let composed = try work.compose(job)
    do throws(LabelAnswer.Invalid) {
      let (content, notes) = try work.read(answer, to: job, composed)
      guard case .simulation(let text) = content else { return (.invalid(.unreadable), []) }
      return (text.map(Outcome.speech) ?? .silence, notes)
    } catch {
      return (.invalid(error.cause), [])
    }
  }

  private func outcome(_ text: String?, end: String? = "stop") throws -> Outcome {
    try read(ChatAnswer(text: text, finishReason: end)).outcome
  }

  @Test(arguments: [
    "[no reply]", "[No Reply]", "\"[no reply]\"", "**[no reply]**", "`[no reply]`\n", "[no reply].", "(no reply)",
    "no reply", "“[NO  REPLY]”。", "<think>busy</think>[no reply]", "［No reply］", "\\[no reply\\]",
    "\u{200B}[no reply]\u{FEFF}",
  ])
  func theWordsForSilenceAreSilenceHoweverTheyAreDressed(_ text: String) throws {
    #expect(try outcome(text) == .silence)
  }

  @Test(arguments: ["[no reply] I am busy", "I say [No Reply]", "[no_reply]", "NoReply", "[no-reply]"])
  func whatIsNearlySilenceIsNeitherSilenceNorSpeech(_ text: String) throws {
    #expect(try outcome(text) == .invalid(.nearSilence))
  }

  @Test func aStageDirectionIsTold() throws {
    let answer = try read(ChatAnswer(text: "*stares at phone, does not answer*", finishReason: "stop"))
    #expect(answer.outcome == .speech("*stares at phone, does not answer*") && answer.notes == [.stageDirection])
    #expect(try read(ChatAnswer(text: "*so* tired, *so* late*")).notes.isEmpty)
  }

  @Test(arguments: ["stop", "STOP", "end_turn", "eos", "stop_sequence", "", nil])
  func knownEndsAreSpeech(_ end: String?) throws {
    #expect(try outcome(" maybe later\n", end: end) == .speech("maybe later"))
  }

  @Test(arguments: [
    ("content_filter", InvalidCause.filtered), ("sensitive", .filtered), ("SAFETY", .filtered), ("refusal", .refused),
    ("error", .errored), ("network_error", .errored), ("abort", .errored),
    ("model_context_window_exceeded", .contextCut),
    ("tool_calls", .toolCall), ("function_call", .toolCall), ("paused", .otherEnd), ("{\"type\":\"stop\"}", .otherEnd),
  ])
  func otherEndsAreKindsOfTheirOwn(_ end: String, _ cause: InvalidCause) throws {
    #expect(try outcome("I have to", end: end) == .invalid(cause))
  }

  @Test func aTurnThatIsCutIsTold() throws {
    for end in ["length", "max_tokens"] {
      let answer = try read(ChatAnswer(text: "I have to go because my", finishReason: end))
      #expect(answer.outcome == .speech("I have to go because my") && answer.notes == [.cutOff])
      #expect(try outcome("<think>He is busy and", end: end) == .invalid(.lengthCut))
      #expect(try outcome(nil, end: end) == .invalid(.lengthCut))
    }
  }

  @Test(arguments: [
    ("<think>\nbusy\n</think>\n\nmaybe later", "maybe later"),
    ("busy, so refuse\n</think>\nmaybe later", "maybe later"),
    (
      "<|channel|>analysis<|message|>busy<|end|><|start|>assistant<|channel|>final<|message|>maybe later", "maybe later"
    ),
    ("analysisThe user is busy.assistantfinalmaybe later", "maybe later"), ("analysis is hard", "analysis is hard"),
    ("◁think▷x◁/think▷maybe later", "maybe later"),
    ("maybe later<|im_end|>", "maybe later"), ("maybe <b>later</b> [or not]", "maybe <b>later</b> [or not]"),
  ])
  func reasoningIsNeverTheCustomersWords(_ text: String, _ spoken: String) throws {
    #expect(try outcome(text) == .speech(spoken))
  }

  @Test(arguments: [
    "<think>He is busy", "<think>all of it</think>", "<|channel|>analysis<|message|>hm<|end|>", "analysisWe are busy",
    "", " \n", "\u{200B}", "\u{FEFF} \u{2060}",
  ])
  func whatHoldsNoWordsIsEmpty(_ text: String) throws { #expect(try outcome(text) == .invalid(.empty)) }

  @Test func marksOfTemplatesAndPromptsAreNoWords() throws {
    #expect(try outcome("maybe<|im_end|>\n<|im_start|>user\nand") == .invalid(.unreadable))
    for text in [
      "<|begin_of_solution|>maybe<|end_of_solution|>", "<|channel>thought\nbusy<channel|>maybe", "<|/answer|>maybe",
      "<｜Assistant｜>maybe",
    ] { #expect(try outcome(text) == .invalid(.unreadable), "\(text)") }
    for text in ["a <| b |> c", "<|:-)", "<b>maybe</b>", "1 <2| and 3>"] {
      #expect(try outcome(text) == .speech(text))
    }
    let work = try fixture.simulator()
    let job = try #require(try fixture.session.everything(of: work, at: try fixture.scope()).first)
    #expect(try outcome(try work.compose(job).messages[0].content + " maybe") == .invalid(.unreadable))
  }

  @Test func emptyTextAndEndedCallsAreSilenceWhereTheDefinitionSaysSo() throws {
    let empty = ChatAnswer(text: "", finishReason: "stop")
    let ended = ChatAnswer(text: nil, finishReason: "tool_calls", toolCalls: ["end_call"])
    #expect(try read(empty) { $0.emptyIsNoReply = true }.outcome == .silence)
    #expect(
      try read(ChatAnswer(text: "", finishReason: "length")) { $0.emptyIsNoReply = true }.outcome
        == .invalid(.lengthCut))
    #expect(try read(ended).outcome == .silence)
    #expect(try read(ended) { $0.template = "persona-en" }.outcome == .invalid(.toolCall))
    let other = ChatAnswer(text: nil, finishReason: "tool_calls", toolCalls: ["end_call", "look_up"])
    #expect(try read(other).outcome == .invalid(.toolCall))
    let beside = ChatAnswer(text: "bye", finishReason: "tool_calls", toolCalls: ["hang_up"])
    #expect(try read(beside).outcome == .invalid(.toolCall))
  }

  @Test func refusalsAndErrorsInAnswersAreNoWords() throws {
    #expect(try read(ChatAnswer(text: "I", refusal: "I can not")).outcome == .invalid(.refused))
    #expect(try read(ChatAnswer(text: "I", problem: "upstream died")).outcome == .invalid(.errored))
    var held = ChatAnswer(text: nil)
    held.heldKey = true
    #expect(try read(held).outcome == .invalid(.heldKey))
  }
}
