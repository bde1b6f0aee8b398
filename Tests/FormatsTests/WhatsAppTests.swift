import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct WhatsAppTests {
  private static let ana = WrittenLog.user("Ana Bürgi")

  private func times(_ log: ReadLog) -> [String] {
    (log.conversations[0].record["turns"]?.elements ?? []).map { $0["at"]?.string ?? "" }
  }

  private func read(_ text: String, user: String = "Ana", order: Mapping.DateOrder? = nil) throws -> ReadLog {
    var mapping = WrittenLog.user(user)
    mapping.dateOrder = order
    return try WrittenLog.read(text, named: "chat.txt", mapping: mapping)
  }

  @Test func chatsOfIOSAreRead() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/whatsapp/ios_chat.txt", mapping: WhatsAppTests.ana)
    #expect(log.ids == ["ios_chat"])
    #expect(log.turns(0) == ["agent: Hello: a box?", "user: no\nnot now", "agent: Fine."])
    // U+202F in front of PM, and midnight.
    #expect(times(log) == ["2026-03-13T21:14:34Z", "2026-03-13T21:15:00Z", "2026-03-14T00:00:00Z"])
    #expect(
      log.leftOut == [
        "lines of the program": 1, "pictures, sounds and files": 1, "marks of edited messages": 1,
        "deleted messages": 1, "time zones, which a chat does not hold: its times are taken as UTC": 1,
      ])
  }

  @Test func chatsOfAndroidAreRead() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/whatsapp/android.txt", mapping: WhatsAppTests.ana)
    #expect(log.turns(0) == ["agent: Hello", "user: look: this", "user: yes - 10:30?"])
    #expect(times(log).first == "2026-03-12T10:14:00Z")
    #expect(log.leftOut["lines of the program"] == 1)
    #expect(log.leftOut["pictures, sounds and files"] == 2)
    #expect(log.leftOut["deleted messages"] == 1)
  }

  @Test func whoTheUserIsHasToBeSaid() throws {
    let path = "\(SampleFiles.root)/whatsapp/android.txt"
    let log = try SampleFiles.read(path)
    #expect(log.conversations.isEmpty)
    #expect(log.refusals.first?.reason == .unknownSpeaker)
    #expect(log.refusals.first?.explanation.contains("“Ana Bürgi” (3), “Shop” (2)") == true)
    #expect(log.refusals.first?.remedy.contains("--user NAME") == true)
    // Nobody of that name is there.
    #expect(try SampleFiles.read(path, mapping: WrittenLog.user("Bob")).refusals.count == 1)
    var mapping = Mapping()
    mapping.roles = ["shop": .agent]
    #expect(try SampleFiles.read(path, mapping: mapping).turns(0).first == "agent: Hello")
  }

  @Test func theOrderOfDatesIsToldByAllOfThem() throws {
    let month = try read("05/03/2025, 10:14 - Ana: a\n05/14/2025, 10:14 - Shop: b\n")
    #expect(times(month) == ["2025-05-03T10:14:00Z", "2025-05-14T10:14:00Z"])
    let day = try read("05/03/2025, 10:14 - Ana: a\n14/05/2025, 10:14 - Shop: b\n")
    #expect(times(day) == ["2025-03-05T10:14:00Z", "2025-05-14T10:14:00Z"])
    // Only one order makes them follow each other.
    let following = try read("01/02/2025, 10:14 - Ana: a\n02/01/2025, 10:14 - Shop: b\n")
    #expect(times(following) == ["2025-01-02T10:14:00Z", "2025-02-01T10:14:00Z"])
    let dots = try read("05.03.25, 10:14 - Ana: a\n06.03.25, 10:14 - Shop: b\n")
    #expect(times(dots) == ["2025-03-05T10:14:00Z", "2025-03-06T10:14:00Z"])
    let same = try read("05/05/2025, 10:14 - Ana: a\n")
    #expect(times(same) == ["2025-05-05T10:14:00Z"])
  }

  @Test func datesInMoreThanOneOrderAreRefused() throws {
    let text = "01/02/2025, 10:14 - Ana: a\n03/04/2025, 10:14 - Shop: b\n"
    let refused = try read(text).refusals
    #expect(refused.first?.reason == .ambiguousTime)
    #expect(refused.first?.remedy.contains("--date-order") == true)
    #expect(times(try read(text, order: .dmy)) == ["2025-02-01T10:14:00Z", "2025-04-03T10:14:00Z"])
    #expect(times(try read(text, order: .mdy)) == ["2025-01-02T10:14:00Z", "2025-03-04T10:14:00Z"])
    // No order fits all of them.
    #expect(try read("13/02/2025, 10:14 - Ana: a\n03/14/2025, 10:14 - Shop: b\n").refusals.count == 1)
  }

  @Test func theOrderIsPartOfAMap() throws {
    let mapping = try MappingText.read("date_order: mdy\n").mapping
    #expect(mapping.dateOrder == .mdy)
    #expect(throws: MappingProblem.self) { try MappingText.read("date_order: today\n") }
  }

  @Test(arguments: [
    ("[2025/3/5 上午10:14:33] Ana: a", "2025-03-05T10:14:33Z"), ("2025/3/5 下午3:04 - Ana: a", "2025-03-05T15:04:00Z"),
    ("13/3/25, 12:04 a. m. - Ana: a", "2025-03-13T00:04:00Z"), ("3/13/25, 12:04 PM - Ana: a", "2025-03-13T12:04:00Z"),
    ("\u{200E}[13.03.25, 10:14:33] ~\u{202F}Ana: a", "2025-03-13T10:14:33Z"),
    ("13.3.2025 klo 10.14 - Ana: a", nil), ("13/3/25, 25:04 - Ana: a", nil), ("just text", nil), ("", nil),
  ])
  func clocksAreRead(_ line: String, _ time: String?) throws {
    var chat = WhatsAppChat()
    chat.add(line)
    #expect(chat.messages.first.flatMap { $0.time(chat.dateOrder ?? .dmy) } == time)
    if time != nil { #expect(chat.messages.first?.sender == "Ana") }
  }

  @Test func captionsStay() throws {
    let log = try read(
      "13/03/2025, 10:14 - Ana: look \u{200E}<attached: 0001-PHOTO.jpg>\n13/03/2025, 10:15 - Ana: I <3 it, it > that\n")
    #expect(log.turns(0) == ["user: look", "user: I <3 it, it > that"])
    #expect(log.leftOut["pictures, sounds and files"] == 1)
  }
}
