import JSON
import Testing

@testable import Formats
@testable import Interchange

struct ChatwootTests {
  @Test(arguments: ["messages.jsonl", "messages.json", "messages.csv", "conversations.json"])
  func onlyMessagesAreTurns(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/chatwoot/\(name)")
    #expect(log.ids.first == "77")
    #expect(log.turns(0) == ["user: How much?", "agent: 20", "user: no"])
    #expect(
      log.leftOut == [
        "activity rows": 1, "private notes": 1, "surveys of satisfaction": 1, "messages that were never sent": 1,
        "deleted messages": 1,
      ])
  }

  @Test(arguments: ["messages.jsonl", "messages.csv", "conversations.json"])
  func theRatingIsAFieldAndAnOutcomeOnlyByName(_ name: String) throws {
    let path = "\(SampleFiles.root)/chatwoot/\(name)"
    let log = try SampleFiles.read(path)
    #expect(log.profile(0)["csat_rating"] == "2")
    #expect(log.value(0, "outcome") == nil)
    let named = try SampleFiles.read(path, mapping: WrittenLog.outcome("csat_rating>=4"))
    #expect(named.value(0, "outcome") == "no")
  }

  @Test func conversationsHaveTheirFields() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/chatwoot/conversations.json")
    #expect(log.ids == ["77", "78"])
    #expect(log.value(0, "customer") == "5")
    #expect(log.profile(0)["status"] == "resolved")
    #expect(log.conversations.allSatisfy { !$0.record.json(indented: false).contains("+1555") })
  }

  @Test func ratingsThatDifferBetweenConversationsStay() throws {
    func survey(_ conversation: Int, _ rating: Int) -> String {
      #"{"id":\#(conversation)1,"conversation_id":\#(conversation),"message_type":0,"content":"a","private":false}"#
        + "\n"
        + #"{"id":\#(conversation)2,"conversation_id":\#(conversation),"message_type":3,"content":"rate","private":false,"content_type":"input_csat","content_attributes":"{\"submitted_values\":{\"csat_survey_response\":{\"rating\":\#(rating)}}}"}"#
    }
    let log = try WrittenLog.read([survey(1, 5), survey(2, 1), survey(2, 3)].joined(separator: "\n"))
    #expect(log.profile(0)["csat_rating"] == "5")
    // Asked twice, the last answer counts; the row of the message came twice as well.
    #expect(log.profile(1)["csat_rating"] == "3")
  }

  @Test func aMessageWithoutAConversationIsRefused() throws {
    let log = try WrittenLog.read(
      """
      {"id":1,"conversation_id":1,"message_type":0,"content":"a","private":false}
      {"id":2,"message_type":1,"content":"b","private":false}
      """, format: "chatwoot")
    #expect(log.refusals.first?.line == 2)
    #expect(log.refusals.first?.key == "conversation_id")
  }

  @Test func theAnswerForManyConversationsIsRead() throws {
    let log = try WrittenLog.read(
      #"{"data":{"meta":{"all_count":2},"payload":[{"id":7,"status":"open","messages":[{"id":1,"content":"hi","message_type":0,"private":false,"conversation_id":7,"created_at":1772355600}]},{"id":8,"messages":[{"id":2,"content":"no","message_type":1,"private":false,"conversation_id":8,"created_at":1772355601}]}]}}"#,
      named: "answer.json")
    #expect(log.ids == ["7", "8"])
    #expect(log.turns(0) == ["user: hi"])
  }
}
