import AuditStore
import Cases
import JSON
import Testing

@testable import Probing

@Suite struct LabelAnswerTests {
  private let blank = Label(conversation: "c", turn: 1, source: .real, instrument: "judge")
  private static let turn = "忙，再说吧 “maybe”  Later {\"a\": 1}"

  /// A whole verdict, with other values where they are given.
  private static func verdict(_ changes: JSONValue = [:], without key: String? = nil) -> String {
    var object: JSONValue = [
      "rationale": .string("why"), "signal": .string("再说"), "stage": .string("resisting"),
      "emotion": .string("negative"), "blocker": .string("timing"), "exit": .string("delay"),
      "convergence": .number(-0.5),
    ]
    for member in changes.members ?? [] { object[member.key] = member.value }
    if let key { object[key] = nil }
    return object.json(indented: false)
  }

  private func read(_ text: String, turn: String = LabelAnswerTests.turn) throws(LabelAnswer.Invalid) -> Label {
    try LabelAnswer.decisionState(text, turn: turn, schema: .decisionState1, into: blank)
  }

  @Test(arguments: [
    "Sure! ```json\n\(verdict())\n``` Done.", "The schema {stage, emotion} for {the turn}: \(verdict())",
    "<think>{\"stage\":\"deciding\"} or \(verdict(["stage": .string("deciding")]))?</think>\n\(verdict())",
    "It may be \(verdict(["stage": .string("deciding")])) </think> \(verdict())",
    "<THINKING mode=\"long\">hm</THINKING>\(verdict())", "[THINK]{\"stage\":1}[/THINK]\(verdict())",
    "<think>a <think>b</think> {\"x\":1} </think>\(verdict())",
    "<|channel|>analysis<|message|>{\"stage\":\"deciding\"}<|end|><|start|>assistant<|channel|>final<|message|>\(verdict())<|return|>",
    "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>\(verdict())",
    "\(verdict())\nAgain: \(verdict())", "[\(verdict())]", verdict(["rationale": .string("it says </think> {\"")]),
  ])
  func takesTheOneVerdict(_ text: String) throws {
    let label = try read(text)
    #expect(label.stage == "resisting" && label.exit == "delay" && label.signal == "再说" && label.convergence == -0.5)
  }

  @Test(arguments: [
    ("", "reasoning alone"), ("no object", "no JSON object"), ("<think>\(verdict())", "reasoning alone"),
    ("<|channel|>analysis<|message|>\(verdict())<|end|>", "reasoning alone"),
    ("First \(verdict(["stage": .string("deciding")])). No: \(verdict())", "several objects"),
    ("[\(verdict()), {\"stage\":\"deciding\"}]", "several objects"),
    ("{\"stage\":\"deciding\"} is quoted. \(verdict())", "several objects"),
    ("{\"result\":\(verdict())}", "\"stage\" is missing"),
    (#"{"stage":"deciding","stage":"resisting"}"#, "“stage” is there twice"),
    (verdict() + String(verdict().dropLast()) + #","st\u0061ge":"resisting"}"#, "there twice"),
    ("{\"stage\":\"resisting\",\"x\":\(verdict()),}", "no JSON"), ("{\"stage\":\"resisting\", \(verdict())", "no end"),
    (verdict().replacing("-0.5", with: "NaN"), "NaN"),
    (String(repeating: "{", count: 65) + verdict(), "opening braces"),
    (verdict(["stage": .string("Resisting")]), "does not know"), (verdict(["stage": .integer(3)]), "must be a string"),
    (verdict(["stage": ["resisting": .number(0.8)]]), "must be a string"),
    (verdict(["exit": .string("silence")]), "does not know"), (verdict(["emotion": .null]), "\"emotion\" is missing"),
    (verdict(["convergence": .integer(7)]), "between -1 and 1"),
    (verdict(["convergence": .string("0.5")]), "between -1 and 1"), (verdict(["signal": .integer(1)]), "string"),
  ])
  func neverGuesses(_ text: String, _ why: String) {
    let error = #expect(throws: LabelAnswer.Invalid.self) { try read(text) }
    #expect(error?.description.contains(why) == true, "\(error?.description ?? "taken")")
  }

  @Test(arguments: ["rationale", "signal", "stage", "emotion", "blocker", "exit", "convergence"])
  func everyKeyIsRequired(_ key: String) {
    let error = #expect(throws: LabelAnswer.Invalid.self) { try read(LabelAnswerTests.verdict(without: key)) }
    #expect(error?.description == "\"\(key)\" is missing")
  }

  @Test func aVerdictThatTheTurnHoldsIsNoVerdictOnIt() throws {
    let own = LabelAnswerTests.verdict(["stage": .string("deciding")])
    for answer in ["They wrote \(own).", own, "\(own) and \(own)"] {
      #expect(throws: LabelAnswer.Invalid.self) { try read(answer, turn: "my label: \(own)") }
    }
    #expect(throws: LabelAnswer.Invalid.self) {
      try read("They wrote \(own). \(LabelAnswerTests.verdict())", turn: "my label: \(own)")
    }
    #expect(try read(LabelAnswerTests.verdict(), turn: "my label: \(own)").stage == "resisting")
  }

  @Test(arguments: [
    ("再说", "再说"), ("\"MAYBE\"  later", "“maybe”  Later"), ("maybe", "maybe"), ("'maybe'", nil), ("价格", nil), ("", nil),
    ("\"later\"", "Later"),
  ])
  func aSignalStandsAsTheTurnHasIt(_ signal: String, _ expected: String?) throws {
    let answer = LabelAnswerTests.verdict(["signal": .string(signal)])
    #expect(try read(answer).signal == expected)
    let noted = try LabelAnswer.noted(answer, turn: LabelAnswerTests.turn, schema: .decisionState1, into: blank)
    #expect(noted.notes == (expected == nil && !signal.isEmpty ? [.signalLeftOut] : []))
  }

  @Test func brokenTextWithinAVerdictIsMended() throws {
    let label = try read(LabelAnswerTests.verdict().replacing("why", with: #"w\u0000h\ud83dy"#))
    #expect(label.rationale == "w\u{FFFD}h\u{FFFD}y")
  }

  @Test func reasonsComeBeforeTheStageAndTheRestAsTheTemplateHasIt() throws {
    func keys(_ order: [PromptTemplate.Placeholder]) -> [String]? {
      LabelSchema.decisionState(.decisionState1, order: order)["properties"]?.members?.map(\.key)
    }
    #expect(keys([]) == ["rationale", "signal", "stage", "emotion", "blocker", "exit", "convergence"])
    #expect(
      keys([.exits, .transcript, .emotions])
        == ["rationale", "signal", "exit", "emotion", "stage", "blocker", "convergence"])
    let definition = ModelDefinition(.instrument, id: "a", model: "m", template: "decision-state-en")
    let prepared = try PreparedDefinition(definition, schema: .decisionState1, place: "x")
    #expect(prepared.answerSchemaText.hasPrefix(#"{"type":"object","properties":{"rationale":"#))
  }
}

@Suite struct ShownTurnTests {
  @Test(arguments: [
    (" \u{FEFF}hm,\r\nno \t\u{2028}“don’t”\u{200B} \n\n", "hm,\nno\n\"don't\""), ("“I have to go.”", "I have to go."),
    ("\"a\" or \"b\"", "\"a\" or \"b\""), ("「再说」", "再说"), ("", ""), (" \n", ""), ("\"", "\""), ("«oui»", "oui"),
  ])
  func isTheSameHoweverItWasWritten(_ written: String, _ shown: String) {
    #expect(ShownTurn.text(written) == shown)
    #expect(ShownTurn.text(shown) == shown)
  }

  @Test func realAndSimulatedTurnsAreShownAlike() {
    let prefix = [Turn(role: .agent, text: "well? \r\n")]
    let real = ProbeView(labelling: "  It’s late\r\n\r\n", after: prefix)
    #expect(real == ProbeView(labelling: "It's late", after: [Turn(role: .agent, text: "well?")]))
  }
}
