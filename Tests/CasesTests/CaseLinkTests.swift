import Cases
import Testing

struct CaseLinkTests {
  @Test func aLinkIsReadAsItWasWritten() throws {
    let link = CaseLink(conversation: "c-0412", turn: 7, simulator: "persona", draw: 2)
    #expect(link.text == "c-0412:7:persona:2")
    #expect(CaseLink("c-0412:7:persona:2") == link)
    #expect(CaseLink("c-0412:7:persona")?.draw == 0)
    #expect(CaseLink("c-0412") == CaseLink(conversation: "c-0412", turn: 0, simulator: "", draw: 0))
  }

  @Test(arguments: [
    "gpt:4", "a#b", "100%", "成都 1", "a/b", "$(rm)", "'\"`", "\u{1B}[31m", "\n", "é", "👩‍👩‍👧", "\u{202E}x", "%41",
  ])
  func namesOfAnyKindComeBack(_ name: String) throws {
    let link = CaseLink(conversation: name, turn: 3, simulator: name, draw: 1)
    let text = "some audit#1#" + link.text
    let split = try #require(CaseLink.split(text))
    #expect(split.audit == "some audit#1" && split.case == link)
    #expect(!link.text.contains { "#$`'\"() \n\u{1B}".contains($0) })
  }

  @Test(arguments: [
    "", ":", "a:b:c:d", "a:-1:s:0", "a:1::0", "a:1:s:-1", "a:1", "a:1:s:0:9", "%", "%4", "%GG:1:s:0", "%FF",
  ])
  func whatIsNoLinkIsNone(_ text: String) {
    #expect(CaseLink(text) == nil)
    #expect(CaseLink.split("audit#" + text) == nil)
  }

  @Test func withoutAnAuditThereIsNone() {
    #expect(CaseLink.split("#c:1:s:0") == nil)
    #expect(CaseLink.split("audit") == nil)
  }
}
