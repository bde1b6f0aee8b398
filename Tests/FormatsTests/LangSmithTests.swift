import JSON
import Testing

@testable import Formats
@testable import Interchange

struct LangSmithTests {
  @Test func theThreadIsInTheMetadataAndDottedOrderSaysWhichRunIsLast() throws {
    // The last run by its order begins first by its clock, and all share the project as session_id.
    let log = try SampleFiles.read("\(SampleFiles.root)/langsmith/runs.jsonl")
    #expect(log.ids == ["th-1"])
    #expect(log.turns(0) == ["system: Sell.", "user: hi", "agent: A box?", "user: no", "agent: Why not?"])
    #expect(log.leftOut["runs of the type tool"] == 1)
    #expect(log.leftOut["calls whose words the last one of the conversation repeats"] == 1)
  }

  @Test func aGraphsOutputIsItsWholeState() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/langsmith/graph.json")
    #expect(log.turns(0) == ["user: hi", "agent: A box?", "user: no", "tool: 20", "agent: Fine."])
    #expect(log.leftOut["calls of tools without a word"] == 1)
    #expect(log.leftOut["parts of the type thinking"] == 1)
  }

  @Test func aRunWithoutAThreadIsAConversationOfItsOwn() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/langsmith/graph.json")
    #expect(log.turns(1) == ["user: and you?", "agent: Well."])
  }

  @Test func feedbackIsAField() throws {
    let path = "\(SampleFiles.root)/langsmith/runs.jsonl"
    #expect(try SampleFiles.read(path).value(0, "outcome") == nil)
    let log = try SampleFiles.read(path, mapping: WrittenLog.outcome("feedback_stats.thumbs.avg>=1"))
    #expect(log.value(0, "outcome") == "yes")
  }

  @Test func payloadsInS3AreRefusedWithAWayOut() throws {
    let log = try WrittenLog.read(
      #"{"id":"r","run_type":"llm","trace_id":"t","dotted_order":"1","inputs":{},"outputs":{},"inputs_s3_urls":{"ROOT":{"s3_url":"x"}},"extra":{"metadata":{"session_id":"th"}}}"#
    )
    #expect(log.conversations.isEmpty)
    #expect(log.refusals.first?.key == "inputs")
    #expect(log.refusals.first?.explanation.contains("lie in S3") == true)
    #expect(log.refusals.first?.explanation.contains("export the runs with the API") == true)
  }

  @Test func openAIsShapesAndNestedListsAreMessages() throws {
    let log = try WrittenLog.read(
      #"{"id":"r","run_type":"llm","trace_id":"t","dotted_order":"1","inputs":{"messages":[[{"role":"user","content":"hi"}]]},"outputs":{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"}}]},"extra":{"metadata":{"conversation_id":"c"}}}"#
    )
    #expect(log.ids == ["c"])
    #expect(log.turns(0) == ["user: hi", "agent: Hello"])
  }
}
