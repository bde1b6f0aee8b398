import JSON
import Testing

@testable import Formats
@testable import Interchange

struct OTelGenAITests {
  @Test func theLastSpanOfAConversationHoldsIt() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/otel-genai/otlp.json")
    #expect(log.ids == ["c1"])
    #expect(log.turns(0) == ["system: Sell.", "user: hello", "agent: A box?", "user: no", "agent: Why?"])
    #expect(log.leftOut["spans that are no calls of a model"] == 2)
  }

  @Test func messagesMayBeValuesAndAttributesAnObject() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/otel-genai/spans.jsonl")
    #expect(log.turns(0) == ["user: hello", "agent: A box?"])
    let time = log.conversations[0].record["turns"]?[1]?["at"]?.string
    #expect(time == "2026-03-01T09:00:01.000000Z")
  }

  @Test func olderEmittersHaveAnEventAMessage() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/otel-genai/events.jsonl")
    #expect(log.ids == ["b1"])
    #expect(log.turns(0) == ["system: Sell.", "user: hello", "agent: A box?", "user: no", "agent: Why?"])
  }

  @Test func spansWithoutContentAreRefusedWithTheSwitch() {
    let error = #expect(throws: ImportError.self) {
      try WrittenLog.read(
        #"{"traceId":"a","spanId":"b","name":"chat","startTimeUnixNano":"1772355600000000000","attributes":{"gen_ai.operation.name":"chat","gen_ai.request.model":"m"}}"#
      )
    }
    #expect(error.map { "\($0)".contains("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true") } == true)
  }

  @Test func oneConversationWithoutContentIsRefusedAlone() throws {
    let log = try WrittenLog.read(
      """
      {"traceId":"a","name":"chat","attributes":{"gen_ai.operation.name":"chat","gen_ai.conversation.id":"c1"}}
      {"traceId":"b","name":"chat","attributes":{"gen_ai.operation.name":"chat","gen_ai.conversation.id":"c2","gen_ai.input.messages":"[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"hi\\"},{\\"type\\":\\"tool_call\\",\\"name\\":\\"f\\"}]}]","gen_ai.output.messages":"[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"reasoning\\",\\"content\\":\\"hm\\"},{\\"type\\":\\"text\\",\\"content\\":\\"Hello\\"}]}]"}}
      """)
    #expect(log.turns(0) == ["user: hi", "agent: Hello"])
    #expect(log.refusals.count == 1)
    #expect(log.leftOut == ["parts of the type reasoning": 1, "parts of the type tool_call": 1])
  }

  @Test func theDetailsOfAnOperationMayBeAnEvent() throws {
    let log = try WrittenLog.read(
      #"{"traceId":"a","name":"chat","attributes":{"gen_ai.operation.name":"chat"},"events":[{"name":"gen_ai.client.inference.operation.details","attributes":{"gen_ai.input.messages":[{"role":"user","parts":[{"type":"text","content":"hi"}]}],"gen_ai.output.messages":[{"role":"assistant","parts":[{"type":"text","content":"Hello"}]}]}}]}"#
    )
    #expect(log.turns(0) == ["user: hi", "agent: Hello"])
  }

  @Test func messagesMayBeNumberedAttributes() throws {
    let log = try WrittenLog.read(
      #"{"spans":[{"trace_id":"a","name":"openai.chat","attributes":{"gen_ai.system":"openai","gen_ai.prompt.0.role":"user","gen_ai.prompt.0.content":"hi","gen_ai.completion.0.content":"Hello"}}]}"#
    )
    #expect(log.turns(0) == ["user: hi", "agent: Hello"])
  }

  @Test func wordsThatWereCutOffAreRefusedAndNotTakenForATextOfTheUsers() throws {
    let whole =
      #"{"traceId":"a","name":"chat","startTimeUnixNano":"1","attributes":{"gen_ai.operation.name":"chat","gen_ai.input.messages":"hi","gen_ai.output.messages":"Hello"}}"#
    let cut =
      #"{"traceId":"b","name":"chat","startTimeUnixNano":"2","attributes":{"gen_ai.operation.name":"chat","gen_ai.input.messages":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"in ter","gen_ai.output.messages":"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}]}]"}}"#
    let log = try WrittenLog.read(whole + "\n" + cut)
    #expect(log.ids == ["a"])
    #expect(log.refusals.first?.explanation.contains("was cut off") == true)
  }

  @Test func aCallOfAToolAloneSaysNothing() throws {
    let log = try WrittenLog.read(
      #"{"traceId":"a","name":"chat","attributes":{"gen_ai.operation.name":"chat","gen_ai.input.messages":[{"role":"user","parts":[{"type":"text","content":"hi"}]},{"role":"assistant","parts":[{"type":"tool_call","name":"f"}]},{"role":"tool","parts":[{"type":"tool_call_response","response":"20"}]}],"gen_ai.output.messages":[{"role":"assistant","parts":[{"type":"text","content":"Hello"}]}]}}"#
    )
    #expect(log.turns(0) == ["user: hi", "tool: 20", "agent: Hello"])
    #expect(log.leftOut == ["calls of tools without a word": 1])
  }

  @Test func eventsMayBeLogs() throws {
    let log = try WrittenLog.read(
      #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1772355600000000000","traceId":"a","spanId":"1","eventName":"gen_ai.client.inference.operation.details","attributes":[{"key":"gen_ai.conversation.id","value":{"stringValue":"c1"}},{"key":"gen_ai.input.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}},{"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"type","value":{"stringValue":"text"}},{"key":"content","value":{"stringValue":"hi"}}]}}]}}}]}}]}}},{"key":"gen_ai.output.messages","value":{"stringValue":"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}]}]"}}]},{"timeUnixNano":"1","eventName":"another","body":{"stringValue":"x"}}]}]}]}"#,
      named: "logs.json")
    #expect(log.ids == ["c1"])
    #expect(log.turns(0) == ["user: hi", "agent: Hello"])
  }

  @Test func messagesOfASpanMayBeLogsOfTheirOwn() throws {
    func event(_ name: String, _ text: String, _ span: String, _ time: Int) -> String {
      let message =
        name == "choice"
        ? #"{"key":"message","value":{"kvlistValue":{"values":[{"key":"content","value":{"stringValue":"\#(text)"}}]}}}"#
        : #"{"key":"content","value":{"stringValue":"\#(text)"}}"#
      return
        #"{"timeUnixNano":"177235560000000000\#(time)","traceId":"a","spanId":"\#(span)","attributes":[{"key":"event.name","value":{"stringValue":"gen_ai.\#(name)\#(name == "choice" ? "" : ".message")"}}],"body":{"kvlistValue":{"values":[\#(message)]}}}"#
    }
    let events = [
      event("user", "hi", "1", 1), event("choice", "Hello", "1", 2), event("user", "hi", "2", 3),
      event("assistant", "Hello", "2", 4), event("user", "no", "2", 5), event("choice", "Why?", "2", 6),
    ]
    let log = try WrittenLog.read(
      #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[\#(events.joined(separator: ","))]}]}]}"#, named: "logs.json")
    #expect(log.ids == ["a"])
    #expect(log.turns(0) == ["user: hi", "agent: Hello", "user: no", "agent: Why?"])
  }
}
