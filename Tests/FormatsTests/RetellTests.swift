import JSON
import Testing

@testable import Formats
@testable import Interchange

struct RetellTests {
  @Test(arguments: ["one.json", "list.json", "wrapped.json", "events.jsonl"])
  func aCallIsReadHoweverItIsWrapped(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/retell/\(name)")
    #expect(log.ids.first == "call_1")
    // The list of turns is better than the text.
    #expect(log.turns(0) == ["agent: Hello, a box?", "user: no"])
    #expect(log.profile(0)["disconnection_reason"] == "user_hangup")
    #expect(log.profile(0)["direction"] == "outbound")
    #expect(log.profile(0)["campaign"] == "spring")
    #expect(!log.profile(0).values.contains { $0.contains("+1555") })
    #expect(log.value(0, "outcome") == nil)
  }

  @Test func theLastEventOfACallCounts() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/retell/events.jsonl")
    #expect(log.conversations.count == 1)
    #expect(log.leftOut["earlier events of the same call"] == 2)
  }

  @Test func aTranscriptInOneTextIsSplit() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/retell/list.json")
    #expect(log.turns(1) == ["agent: Hello:\nthere", "user: yes"])
    #expect(log.leftOut["calls in which nobody spoke (dial_no_answer)"] == 1)
  }

  @Test func timesAreMilliseconds() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/retell/one.json")
    #expect(log.conversations[0].record["turns"]?[1]?["at"]?.string == "2026-03-01T09:00:02.250Z")
  }

  @Test(arguments: ["call_analysis.call_successful", "call_analysis.user_sentiment"])
  func whatTheAnalysisSaysIsAModelsVerdict(_ field: String) throws {
    let committed = field.hasSuffix("sentiment") ? "Negative" : "false"
    let log = try SampleFiles.read(
      "\(SampleFiles.root)/retell/one.json", mapping: WrittenLog.outcome(field, committed: committed))
    #expect(log.value(0, "outcome") == committed)
    #expect(log.evidence.contains("a model wrote"))
  }

  @Test func howACallEndedIsNoVerdict() throws {
    let log = try SampleFiles.read(
      "\(SampleFiles.root)/retell/one.json",
      mapping: WrittenLog.outcome("disconnection_reason", committed: "user_hangup"))
    #expect(!log.evidence.contains("a model wrote"))
  }
}
