import Cases
import Testing

@testable import Formats
@testable import Interchange

struct OpenAIMessagesTests {
  @Test func messagesBecomeTurnsAndCallsAreLeftOut() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/openai-messages/lines.jsonl")
    #expect(
      log.turns(0) == [
        "system: Sell boxes.", "agent: Hello, shall the box come again?", "user: busy", "tool: 20",
        "agent: It is 20 a week.", "user: no",
      ])
    #expect(log.leftOut == ["calls of tools without a word": 1, "parts of the type image_url": 1])
    #expect(log.value(0, "id") == "c-1")
    #expect(log.value(0, "customer") == "u-1")
    #expect(log.profile(1)["city"] == "成都")
    #expect(log.value(0, "outcome") == nil)
  }

  @Test func aListThatIsNoneIsNotSaidToBeMissing() throws {
    let line = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello"}]}"#
    let lines = [line, #"{"messages":7}"#, #"{"id":"c"}"#, line].joined(separator: "\n")
    let log = try WrittenLog.read(lines, format: "openai-messages")
    #expect(log.conversations.count == 2)
    #expect(log.refusals.map(\.reason) == [.mistypedKey, .missingKey])
    #expect(log.refusals.map(\.explanation) == ["is no list of messages", "is missing"])
  }

  @Test func anOutcomeComesFromTheFieldThatIsNamed() throws {
    var mapping = Mapping()
    mapping.outcome = try FieldPath("metadata.outcome")
    mapping.committed = ["bought"]
    let log = try SampleFiles.read(SampleFiles.root + "/openai-messages/lines.jsonl", mapping: mapping)
    #expect(log.value(0, "outcome") == "left")
    #expect(log.reading.audit.description.outcome.strata.map(\.id) == ["left", "bought"])
    #expect(log.reading.audit.description.outcome.strata.map(\.committed) == [false, true])
  }

  @Test func aCommitmentThatNobodyMadeIsToldWithWhatThereIs() throws {
    var mapping = Mapping()
    mapping.outcome = try FieldPath("metadata.outcome")
    mapping.committed = ["payed"]
    let problem = #expect(throws: MappingProblem.self) {
      try SampleFiles.read(SampleFiles.root + "/openai-messages/lines.jsonl", mapping: mapping)
    }
    #expect(
      problem?.description.hasPrefix("no conversation has the outcome “payed”; there are: bought 1, left 1; ") == true)
  }

  @Test func recordsWithoutANameAreCalledByTheirPlace() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/openai-messages/array.json")
    #expect(log.value(1, "id") == "array-2")
  }

  @Test(arguments: ["array", "lines"])
  func aListOfMessagesAloneIsOneConversation(_ form: String) throws {
    let messages = [
      #"{"role":"assistant","content":"Hi"}"#, #"{"role":"user","content":[{"type":"text","text":"yo"}]}"#,
    ]
    let text = form == "array" ? "[\(messages.joined(separator: ","))]" : messages.joined(separator: "\n")
    let log = try WrittenLog.read(text, named: "chat.json")
    #expect(log.ids == ["chat"])
    #expect(log.turns(0) == ["agent: Hi", "user: yo"])
    #expect(log.refusals.isEmpty)
  }
}
