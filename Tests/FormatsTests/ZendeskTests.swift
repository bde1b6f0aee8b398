import JSON
import Testing

@testable import Formats
@testable import Interchange

struct ZendeskTests {
  @Test(arguments: ["ticket.json", "export.json", "tickets.jsonl"])
  func theRequesterIsTheUser(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/zendesk/\(name)")
    #expect(log.ids == ["35"])
    #expect(log.turns(0) == ["user: How much?", "agent: 20", "user: no"])
    #expect(log.value(0, "customer") == "1")
    #expect(log.profile(0)["status"] == "solved")
    #expect(log.profile(0)["satisfaction_rating"] == "good")
    #expect(log.leftOut["private notes"] == 1)
    #expect(log.value(0, "outcome") == nil)
  }

  @Test func whatComesAgainTakesThePlaceOfWhatWas() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/zendesk/tickets.jsonl")
    #expect(log.leftOut["tickets that came again: the last one counts"] == 1)
    #expect(log.leftOut["comments that came again: the last one counts"] == 2)
    let audits = try SampleFiles.read("\(SampleFiles.root)/zendesk/audits.jsonl")
    #expect(audits.leftOut["comments that came again: the last one counts"] == 1)
    #expect(audits.turns(0) == ["user: How much?", "agent: 20"])
  }

  @Test func aLaterVersionOfACommentCounts() throws {
    let log = try WrittenLog.read(
      """
      {"id":1,"requester_id":1,"status":"open","comments":[{"id":5,"author_id":1,"body":"old","public":true}]}
      {"id":1,"requester_id":1,"status":"open","comments":[{"id":5,"author_id":1,"body":"new","public":true}]}
      """)
    #expect(log.turns(0) == ["user: new"])
  }

  @Test(arguments: [("audits.json", "36"), ("ticket-events.jsonl", "37")])
  func auditsSayWhoAsked(_ name: String, _ ticket: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/zendesk/\(name)")
    #expect(log.ids == [ticket])
    #expect(log.turns(0) == ["user: How much?", "agent: 20"])
  }

  @Test func commentsAloneNeedThePeople() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/zendesk/comments.json")
    #expect(log.ids == ["comments"])
    #expect(log.turns(0) == ["user: How much?", "agent: 20", "user: no"])
    let text = #"{"comments":[{"id":1,"author_id":77,"body":"hi","public":true}]}"#
    #expect(try WrittenLog.read(text).refusals.first?.reason == .unknownSpeaker)
    #expect(try WrittenLog.read(text, mapping: WrittenLog.user("77")).turns(0) == ["user: hi"])
  }

  @Test func conversationLogsSayWhoSpeaks() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/zendesk/log.json")
    #expect(log.turns(0) == ["user: How much?", "agent: 20"])
    #expect(log.leftOut == ["private notes": 1, "events of the type TicketStatusChange": 1])
  }
}
