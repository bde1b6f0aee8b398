import JSON
import Testing

@testable import Formats
@testable import Interchange

struct IntercomTests {
  @Test(arguments: ["one.json", "list.json", "lines.jsonl"])
  func theSourceIsTheFirstMessage(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/intercom/\(name)")
    #expect(log.turns(0) == ["user: Hello & good day\nhow much?", "agent: 20 €\na week", "user: no"])
    #expect(log.value(0, "customer") == "c-1")
    #expect(log.profile(0)["rating"] == "4")
    #expect(log.profile(0)["tags"] == "vip")
    #expect(log.value(0, "outcome") == nil)
    let times = log.conversations[0].record["turns"]?.elements?.map { $0["at"]?.string }
    #expect(times == ["2026-03-01T09:00:00Z", "2026-03-01T09:00:20Z", "2026-03-01T09:00:40Z"])
  }

  @Test func whatIsNoMessageIsCounted() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/intercom/one.json")
    #expect(
      log.leftOut == [
        "noted: conversations that have more parts than are in the file (500 at most), in without them": 1,
        "parts of the type assignment": 1, "parts of the type close": 1,
        "private notes": 1, "redacted parts": 1,
      ])
  }

  @Test func leadsAreUsersAndBotsAgents() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/intercom/lines.jsonl")
    #expect(log.turns(1) == ["user: Hello & good day\nhow much?", "agent: Hello"])
  }

  @Test func conversationsWithoutPartsAreCounted() throws {
    let log = try WrittenLog.read(
      #"{"type":"conversation","id":"1","source":{"body":"<p>hi</p>","author":{"type":"lead","id":"l"}}}"#)
    #expect(log.turns(0) == ["user: hi"])
    #expect(log.leftOut == ["conversations without their parts, which only a single retrieval gives": 1])
  }
}

struct HTMLTextTests {
  @Test(arguments: [
    ("plain > text", "plain > text"), ("a < b and c > d", "a < b and c > d"), ("<p>a</p><p>b</p>", "a\nb"),
    ("a<br>b<br/>c", "a\nb\nc"), ("<p>a</p>\n<p>b</p>", "a\nb"), ("one  \n two<b>!</b>", "one two!"),
    ("<script>if (a < b) { x('</p>') }</script>after", "after"), ("<style>p{}</style><p>x</p>", "x"),
    ("&lt;p&gt; &amp;amp; &#39;&#x4F60;&#128512;", "<p> &amp; '你😀"), ("AT&T &unknown; &;", "AT&T &unknown; &;"),
    ("<!-- c > d -->x", "x"), ("<a href=\"x>y\">link</a>", "link"), ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ("<pre>a\n  b</pre>", "a\n  b"), ("<p", "<p"), ("<", "<"), ("&#0;&#xD800;", "&#0;&#xD800;"), ("", ""),
    ("<script>never ends", ""), ("caf&eacute;&nbsp;ol&eacute;", "café\u{A0}olé"),
  ])
  func itIsWhatPeopleSee(_ html: String, _ text: String) {
    #expect(HTMLText.text(of: html) == text)
  }

  @Test(arguments: ["<a", "<a \"", "<!--", "<script><a '", "&", "&#"])
  func whatNeverEndsIsReadInOneGo(_ piece: String) {
    #expect(HTMLText.text(of: String(repeating: piece, count: 20_000)).count <= piece.count * 20_000)
  }
}
