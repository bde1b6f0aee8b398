import Foundation
import Testing

@testable import Guide

/// The pages as they ship, and how they are read and laid out.
@Suite struct GuidePageTests {
  @Test func everyPageBeginsWithItsTitleAndWhatItIsAbout() {
    for page in GuidePage.all {
      #expect(page.title != page.id && page.title.first?.isUppercase == true, "\(page.id)")
      // A title, and a paragraph that says what the page is about.
      guard case .paragraph(let first) = page.blocks[1] else {
        Issue.record("\(page.id) begins with no paragraph")
        continue
      }
      #expect(first.hasSuffix("."), "\(page.id): \(first)")
      #expect(!page.markdown.contains("walkaway help \(page.id)"), "\(page.id) points at itself")
    }
    #expect(Set(GuidePage.all.map(\.id)).count == GuidePage.all.count)
    #expect(GuidePage.page("nosuch") == nil)
  }

  /// A word that begins with ``walkaway help`` is a page, or what else the help knows.
  @Test func whatPagesPointAtIsThere() throws {
    let known = Set(GuidePage.all.map(\.id) + ["figures", "formats", "faults", "COMMAND", "PAGE"])
    for page in GuidePage.all {
      for part in page.markdown.components(separatedBy: "walkaway help ").dropFirst() {
        let word = String(part.prefix { $0.isLetter })
        #expect(known.contains(word), "\(page.id): walkaway help \(word)")
      }
    }
  }

  @Test func codeFitsATerminalAndNothingIsWiderThanAskedFor() {
    for page in GuidePage.all {
      for case .code(_, let lines) in page.blocks {
        for line in lines { #expect(line.count <= 110, "\(page.id): \(line)") }
      }
      for columns in [40, 80, 120] {
        var code: Set<String> = []
        for case .code(_, let lines) in page.blocks { code.formUnion(lines) }
        for line in GuideLine.lines(of: page.blocks, columns: columns) {
          let isCode = code.contains(line.spans.map(\.text).joined())
          #expect(isCode || line.text.count <= columns, "\(page.id) at \(columns): \(line.text)")
        }
      }
    }
  }

  /// Filled text has the words of the page, each once and in its order.
  @Test func nothingIsLostOnTheWay() {
    for page in GuidePage.all {
      for block in page.blocks {
        guard case .paragraph(let words) = block else { continue }
        let laid = GuideLine.lines(of: [block], columns: 60).map(\.text).joined(separator: " ")
        let plain = GuideSpan.plain(words)
        #expect(laid.filter { $0 != " " } == plain.filter { $0 != " " })
      }
    }
  }

  @Test func blocksAreToldApart() {
    let blocks = GuideBlock.blocks(
      of:
        "# Title\n\nWords\ngo on.\n\n- one\n  more\n- two\n\n```sh explorer\nrun | it\n\n```\n| a | b |\n|---|---|\n| 1 | `2` |\n"
    )
    #expect(
      blocks == [
        .heading(1, "Title"), .paragraph("Words go on."), .item("one more"), .item("two"),
        .code(language: "sh explorer", ["run | it", ""]), .table([["a", "b"], ["1", "`2`"]]),
      ])
  }

  @Test func looksAreToldApart() {
    #expect(
      GuideSpan.spans(of: "a **b `c`** *d* 2 * 3 `*` [e](f.md).")
        == [
          GuideSpan(text: "a ", look: .plain), GuideSpan(text: "b ", look: .strong), GuideSpan(text: "c", look: .code),
          GuideSpan(text: " ", look: .plain), GuideSpan(text: "d", look: .emphasis),
          GuideSpan(text: " 2 * 3 ", look: .plain), GuideSpan(text: "*", look: .code),
          GuideSpan(text: " ", look: .plain), GuideSpan(text: "e", look: .plain), GuideSpan(text: ".", look: .plain),
        ])
  }

  @Test func linesAreFilled() {
    let text = GuidePage.text(
      of:
        "# The title\n\none two three\n\n- four five six\n\n| k | long words |\n|---|---|\n| `x` | seven eight nine ten |\n",
      columns: 14)
    #expect(
      text == """
        THE TITLE

        one two three

          - four five
            six

          k  long
             words
          x  seven
             eight
             nine ten

        """)
  }

  @Test func longWordsAreCut() {
    #expect(GuidePage.text(of: "abcdefghijklmnop", columns: 10) == "abcdefghij\nklmnop\n")
    #expect(GuidePage.text(of: "x一二三四五六", columns: 10) == "x一二三四\n五六\n")
  }

  @Test func theManualBeginsNoRequestByAccident() {
    let page = GuidePage(id: "x", markdown: "# T\n\n.ci/run is `-v` it's ^D\n\n```\n.hidden\n'quote\n```\n")
    let lines = page.manual(version: "1").split(separator: "\n").map(String.init)
    #expect(lines.contains("\\&.ci/run is \\fB\\-v\\fR it's \\(haD"))
    #expect(lines.contains("\\&.hidden") && lines.contains("\\&'quote"))
  }
}
