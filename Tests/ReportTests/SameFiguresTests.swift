import Cases
import Fidelity
import Foundation
import Testing
import Text

@testable import Figures
@testable import Report

/// A report says the same in every format.
@Suite struct SameFiguresTests {
  /// A report whose figures all differ, so that one that stands in another's place is seen.
  private func content(_ change: (inout FidelityReport) throws -> Void) async throws -> ReportContent {
    var content = try await ReportFixture("plain").content()
    try change(&content.figures)
    return content
  }

  private func page(_ content: ReportContent) throws -> String { try ReportFixture("plain").page(of: content) }

  private func figure(_ value: Double, _ lower: Double, _ upper: Double, count: Int = 8) -> Figure {
    Figure(
      .number(value), interval: .bounds(lower: lower, upper: upper),
      bootstrap: .bounds(lower: lower + 0.003, upper: upper + 0.005), count: count)
  }

  private func heads(_ page: String) -> [String] {
    page.components(separatedBy: "<h2>").dropFirst().compactMap { $0.components(separatedBy: "</h2>").first }
  }

  @Test func headingsAreTheSameInTheSameOrder() async throws {
    let content = try await ReportFixture("plain").content()
    let lines = MarkdownReport(content).whole.split(separator: "\n")
    let markdown = lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
    #expect(heads(try page(content)) == markdown)
    #expect(
      markdown.count > 10 && markdown.first == "At a glance" && markdown[2] == "Cases" && markdown.last == "Receipt")
  }

  @Test func everyFigureForPeopleStandsUnderOneHeading() {
    let shown = ReportSection.all.flatMap(\.parts)
    #expect(Set(shown).count == shown.count)
    for section in FigureCatalogue.sections
    where section.definitions.contains(where: { !$0.outputs.isDisjoint(with: [.html, .markdown]) }) {
      #expect(shown.contains(section.id), "\(section.id)")
    }
    for axis in ReportSection.all.compactMap(\.axis) { #expect(Set(axis.parts).isSubset(of: shown)) }
  }

  /// Every figure of the catalogue in every format, in the same digits.
  @Test func everyFigureIsWrittenInTheSameDigits() async throws {
    let content = try await ReportFixture("plain").content()
    let (page, markdown) = (try page(content), MarkdownReport(content).whole)
    let text = ReportFigures(content.figures, content.description.schema).text(columns: 240)
    var count = 0
    for section in FigureCatalogue.sections {
      let blocks = ReportFigures(content.figures, content.description.schema).blocks(section.id, for: .html)
      for figure in blocks.flatMap(\.entries).flatMap(\.figures) where figure.reading.number != nil {
        count += 1
        let value = figure.value(hasUnit: section.layout != .shares)
        #expect(page.contains(value.replacing("<", with: "&lt;")), "\(figure.definition.id)")
        if let interval = figure.interval { #expect(page.contains(interval), "\(figure.definition.id)") }
        #expect(markdown.contains(figure.valueWithInterval()), "\(figure.definition.id)")
        #expect(text.contains(value), "\(figure.definition.id)")
      }
    }
    #expect(count > 190)
  }

  @Test func aShareThatLiesBetweenTwoDecimalsIsRoundedOnceAndAway() async throws {
    let content = try await content { report in
      report.strata[0].stages[0].real = ShareRow.Side(count: 1, of: 16, share: figure(1 / 16, 0.01, 0.28, count: 16))
    }
    let texts = [
      try page(content), MarkdownReport(content).whole,
      ReportFigures(content.figures, content.description.schema).text(columns: 120),
    ]
    for text in texts { #expect(text.contains("6.3") && !text.contains("6.2 ")) }
  }

  @Test func realStandsBeforeSimulatedEverywhere() async throws {
    let content = try await content { report in
      func set(_ row: inout ShareRow) {
        row.real = ShareRow.Side(count: 111, of: 1_000, share: figure(0.111, 0.101, 0.121))
        row.simulated = ShareRow.Side(count: 222, of: 1_000, share: figure(0.222, 0.202, 0.242))
        row.shift = figure(0.333, 0.303, 0.363)
      }
      set(&report.strata[0].stages[0])
      set(&report.strata[0].headlines[0])
    }
    let markdown = MarkdownReport(content).whole
    let row = "11.1 % [10.1, 12.1], 111 of 1,000 | 22.2 % [20.2, 24.2], 222 of 1,000 | +33.3 pp [+30.3, +36.3]"
    #expect(
      markdown.contains(
        "|  | real | simulated | shift | floor | excess |\n|---|---|---|---|---|---|\n| plain0 (resistance) | \(row) |")
    )
    let page = try page(content)
    #expect(
      page.contains("plain0 (resistance): real 11.1 % [10.1, 12.1], simulated 22.2 % [20.2, 24.2], shift +33.3 pp"))
    let bars = page.components(separatedBy: "class=\"bar ").map { String($0.prefix(600)) }
    let real = bars.firstIndex { $0.hasPrefix("real s0") && $0.contains(">11.1 %</text>") }
    #expect(real.map { bars[$0 + 1].hasPrefix("sim s0") && bars[$0 + 1].contains(">22.2 %</text>") } ?? false)
  }

  @Test func theExcessIsTheOneOverTheFloorOfTheVerdict() async throws {
    let content = try await content { report in
      let contrast = try #require(report.contrast)
      for place in contrast.floors.indices {
        let value = 0.111 * Double(place + 1)
        report.contrast?.floors[place].estimate = figure(1 + value, 0.9, 2.1)
        report.contrast?.floors[place].excess = figure(value, value - 0.05, value + 0.05)
      }
      report.contrast?.verdict?.reference = .previousStage
    }
    let floors = try #require(content.figures.contrast?.floors)
    let place = try #require(floors.firstIndex { $0.reference == .previousStage })
    let value = NumberStyle.depth.text(0.111 * Double(place + 1))
    let summary = ReportSummary(content, ReportFigures(content.figures, content.description.schema))
    let card = try #require(summary.cards.first { $0.title == "Contrast of the sides" })
    #expect(card.value == value && card.facts.contains { $0.name == "on" && $0.value == "8 conversations" })
    #expect(try page(content).contains("position and previous stage: \(value)"))
    #expect(MarkdownReport(content).whole.contains("| position and previous stage | "))
    for (number, floor) in floors.enumerated() {
      let (own, excess) = (0.111 * Double(number + 1), floor.reference.words)
      let cells = [1 + own, own].map { NumberStyle.depth.text($0) }
      let line = MarkdownReport(content).whole.split(separator: "\n").first {
        $0.hasPrefix("| \(excess) | \(cells[0])")
      }
      #expect(line?.contains("| \(cells[1]) [") ?? false)
    }
  }

  @Test func effectSizesStandUnderTheirOwnNames() async throws {
    let content = try await content { report in
      report.contrast?.cohenD = figure(0.91, 0.8, 1.0)
      report.contrast?.hedgesG = figure(0.92, 0.92 - 0.1, 0.92 + 0.1)
      report.contrast?.glassDelta = figure(0.93, 0.93 - 0.1, 0.93 + 0.1)
      report.contrast?.cliffsDelta = figure(0.94, 0.94 - 0.1, 0.94 + 0.1)
      report.contrast?.welch.p = .number(0.011)
      report.contrast?.mannWhitney.p = .number(0.022)
    }
    let (page, markdown) = (try page(content), MarkdownReport(content).whole)
    let expected = [
      ("Cohen’s d", "+0.91"), ("Hedges’ g", "+0.92"), ("Glass’s Δ", "+0.93"), ("Cliff’s δ", "+0.94"),
      ("Welch p", ".011"), ("Mann–Whitney p", ".022"),
    ]
    for (words, value) in expected {
      #expect(markdown.contains("| \(words) | \(value)"))
      #expect(page.contains(">\(words)</span></td><td class=\"number\">\(value)"))
    }
  }

  @Test func theOwnIntervalStandsFirstAndTheBootstrapSaysSo() async throws {
    let content = try await content { report in
      report.contrast?.estimate = figure(0.5, 0.31, 0.71)
      report.strata[0].depthBias?.estimate = figure(0.4, 0.21, 0.61)
      report.strata[0].depthBias?.estimate.bootstrap = .bounds(lower: 0.22, upper: 0.62)
      report.contrast?.estimate.bootstrap = .bounds(lower: 0.32, upper: 0.72)
    }
    let (page, markdown) = (try page(content), MarkdownReport(content).whole)
    #expect(page.contains("contrast Δ: +0.500 [+0.31, +0.71], n 8"))
    #expect(page.contains("plain: +0.400 [+0.21, +0.61], n 8"))
    #expect(markdown.contains("| contrast Δ | +0.500 [+0.31, +0.71], bootstrap [+0.32, +0.72], n 8 |"))
    #expect(markdown.contains("| plain | +0.400 [+0.21, +0.61], bootstrap [+0.22, +0.62] |"))
    #expect(!page.contains("[+0.22, +0.62]"))
  }

  @Test func whyANumberIsMissingIsSaid() async throws {
    let content = try await content { report in
      report.contrast?.cohenD = .unavailable("no <spread> at all")
    }
    #expect(try page(content).contains("<p class=\"note\">— no &lt;spread&gt; at all</p>"))
    #expect(MarkdownReport(content).whole.contains("\n— no &lt;spread&gt; at all\n"))
  }
}
