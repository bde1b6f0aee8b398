import JSON
import Testing

@testable import Formats
@testable import Interchange

struct LangfuseTests {
  private static let history = [
    "system: Sell boxes.", "user: What is in the box?", "agent: Coffee, once a month.", "user: too dear",
    "agent: We have a smaller one.",
  ]

  @Test(arguments: ["observations.jsonl", "observations.csv", "interface.json", "answer.json"])
  func theLastGenerationOfASessionHoldsItAll(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/langfuse/\(name)")
    #expect(log.ids == ["s1", "t3"])
    #expect(log.turns(0) == LangfuseTests.history)
    #expect(log.turns(1) == ["user: hello", "agent: Hello, a box?"])
    #expect(log.value(0, "customer") == "u-7")
    #expect(log.profile(0)["plan"] == "basic")
    #expect(log.profile(0)["model_parameters"] == nil)
    #expect(
      log.leftOut == [
        "calls whose words the last one of the conversation repeats": 1, "observations of the type SPAN": 1,
      ])
  }

  @Test func aTimeWithoutAZoneIsUTC() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/langfuse/observations.jsonl")
    let turns = log.conversations[0].record["turns"]?.elements ?? []
    #expect(turns.last?["at"]?.string == "2026-03-01T09:01:09.123456Z")
  }

  @Test func tracesAreReadWithMessagesAndWithTexts() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/langfuse/traces.json")
    #expect(log.ids == ["s1", "s2"])
    #expect(log.turns(0) == ["user: hello", "agent: Hello, a box?", "user: no", "agent: As you like."])
    // Questions and answers without a history follow each other by time, not by place.
    #expect(log.turns(1) == ["user: what is it?", "agent: A box.", "user: how much?", "agent: 20"])
  }

  @Test func scoresAreFieldsAndNoOutcome() throws {
    let path = "\(SampleFiles.root)/langfuse/traces.json"
    #expect(try SampleFiles.read(path).value(0, "outcome") == nil)
    let given = try SampleFiles.read(path, mapping: WrittenLog.outcome("scores.thumbs>=1"))
    #expect(given.value(0, "outcome") == "yes")
    #expect(!given.evidence.contains("a model"))
    let judged = try SampleFiles.read(path, mapping: WrittenLog.outcome("eval_scores.quality>=0.5"))
    #expect(judged.evidence.contains("a model wrote"))
  }

  @Test func anExportWithoutInputsIsRefusedWithTheGroupThatIsMissing() {
    let error = #expect(throws: ImportError.self) {
      try WrittenLog.read(#"{"id":"o","trace_id":"t","type":"GENERATION","start_time":"2026-03-01 09:00:00"}"#)
    }
    #expect(error.map { "\($0)".contains("the field group “io” was left out") } == true)
  }

  @Test func aFieldOfMetadataThatWasLeftOutIsRefused() throws {
    let text =
      #"{"id":"o","trace_id":"t","type":"GENERATION","start_time":"2026-03-01 09:00:00","input":"a","output":"b"}"#
    #expect(try WrittenLog.read(text).turns(0) == ["user: a", "agent: b"])
    let error = #expect(throws: ImportError.self) {
      try WrittenLog.read(text, mapping: WrittenLog.outcome("metadata.paid", committed: "yes"))
    }
    #expect(error.map { "\($0)".contains("the field group “metadata” was left out") } == true)
  }

  @Test func onlySpansAreRefused() {
    let error = #expect(throws: ImportError.self) {
      try WrittenLog.read(
        #"{"id":"o","trace_id":"t","type":"SPAN","start_time":"2026-03-01 09:00:00","input":"a","output":"b"}"#)
    }
    #expect(error.map { "\($0)".contains("no observation of the type GENERATION") } == true)
  }

  @Test func aSystemPromptBesideTheMessagesIsTaken() throws {
    let log = try WrittenLog.read(
      #"{"id":"o","traceId":"t","type":"GENERATION","startTime":"2026-03-01T09:00:00Z","input":{"system":"Sell.","messages":[{"role":"user","content":[{"type":"text","text":"hi"},{"type":"image","source":{}}]}]},"output":{"role":"assistant","content":[{"type":"text","text":"Hello"}]}}"#
    )
    #expect(log.turns(0) == ["system: Sell.", "user: hi", "agent: Hello"])
    #expect(log.leftOut == ["parts of the type image": 1])
  }
}
