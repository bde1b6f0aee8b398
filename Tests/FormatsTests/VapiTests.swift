import JSON
import Testing

@testable import Formats
@testable import Interchange

struct VapiTests {
  @Test(arguments: ["report.json", "webhook.jsonl"])
  func aReportsMessagesBecomeTurns(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/vapi/\(name)")
    #expect(log.ids == ["v-1"])
    #expect(log.turns(0) == ["system: Sell.", "agent: Hello, a box?", "user: no", "tool: ok"])
    #expect(log.leftOut["calls of tools without a word"] == 1)
    #expect(log.profile(0)["endedReason"] == "customer-ended-call")
    #expect(log.value(0, "outcome") == nil)
  }

  @Test func otherEventsAreCounted() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/vapi/webhook.jsonl")
    #expect(log.leftOut["events of the type status-update"] == 1)
  }

  @Test func phoneNumbersStayOut() throws {
    for path in SampleFiles.logs(of: "vapi") {
      let log = try SampleFiles.read(path)
      #expect(log.leftOut["phone numbers"] == 1)
      for row in log.conversations { #expect(!row.record.json(indented: false).contains("+1555")) }
    }
  }

  @Test func aTranscriptAloneIsSplit() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/vapi/calls.json")
    #expect(log.turns(0) == ["agent: Hello", "user: no"])
    #expect(log.leftOut["calls in which nobody spoke (customer-did-not-answer)"] == 1)
  }

  @Test(arguments: ["successEvaluation", "analysis.successEvaluation"])
  func successIsAModelsVerdict(_ field: String) throws {
    let log = try SampleFiles.read(
      "\(SampleFiles.root)/vapi/report.json", mapping: WrittenLog.outcome(field, committed: "true"))
    #expect(log.value(0, "outcome") == "true")
    #expect(log.evidence.contains("a model wrote"))
  }
}
