import Cases
import Fidelity
import Foundation
import Testing
import Text

@testable import Figures
@testable import Report

@Suite struct PlotTests {
  private func figure(_ value: Double, _ lower: Double, _ upper: Double, _ count: Int) -> Figure {
    Figure(.number(value), interval: .bounds(lower: lower, upper: upper), count: count)
  }

  /// A figure of the catalogue that holds what a test says.
  private func instance(_ section: FigureSection.ID, _ key: String, _ reading: Reading) throws -> FigureInstance {
    let definition = try #require(FigureCatalogue.section(section).definitions.first { $0.key == key })
    return FigureInstance(definition: definition, reading: reading, cases: nil)
  }

  @Test func aForestSaysEveryNumberWithItsIntervalAndN() throws {
    let plot = ForestPlot(
      title: "Contrast",
      rows: [
        .heading("Δ"),
        .figure(
          label: "persona", try instance(.contrast, "estimate", .figure(figure(0.304, 0.14, 0.46, 374))), mark: .diamond
        ),
        .figure(
          label: "floor", try instance(.floor, "estimate", .figure(.unavailable("nobody else"))), mark: .ring),
        .figure(label: "p", try instance(.position, "contrast.p", .quantity(.number(0.00001))), mark: .diamond),
      ], axis: .init(style: .depth, unit: "depth steps", parts: []))
    let svg = plot.svg.text
    #expect(svg.contains(">+0.304<") && svg.contains("[+0.14, +0.46]") && svg.contains(">374<"))
    #expect(svg.contains("<title>Contrast</title><desc>Δ. persona: +0.304 [+0.14, +0.46], n 374."))
    #expect(svg.contains("role=\"img\"") && svg.contains("<title>floor: nobody else</title>"))
    // What is in other units is written, and not drawn.
    #expect(svg.contains(">&lt; .0001<") && svg.components(separatedBy: "class=\"dot ink\"").count == 2)
  }

  @Test func barsAreAsLongAsTheirShares() throws {
    let side = ShareRow.Side(count: 25, of: 100, share: figure(0.25, 0.2, 0.5, 100))
    let other = ShareRow.Side(count: 50, of: 100, share: figure(0.5, 0.4, 0.5, 100))
    let entry = FigureEntry(
      item: "resisting", "resisting", isStage: true,
      [
        try instance(.stage, "real", .side(side)), try instance(.stage, "simulated", .side(other)),
        try instance(.stage, "shift_pp", .figure(figure(25, 10, 40, 100))),
        try instance(.stage, "shift_pp.floor", .quantity(.number(5))),
        try instance(.stage, "shift_pp.excess", .figure(figure(20, 5, 35, 100))),
      ])
    let marks = StageMarks(schema: .decisionState1)
    let svg = SharePlot.svg([entry], title: "t", marks: marks, level: 0.95).text
    let bars = HTMLTokens(svg).tags.filter { $0.values["class"]?.hasPrefix("bar") ?? false }
    #expect(bars.map { $0.values["class"] } == ["bar real s0", "bar sim s0"])
    #expect(bars.compactMap { $0.values["width"].flatMap(Double.init) } == [130, 260])
    // What is beyond the floor is bold, never the shift by itself.
    #expect(svg.contains(">+25.0 pp (floor +5.0)<") && svg.contains("class=\"small strong\""))
    #expect(svg.contains(">excess +20.0 [+5.0, +35.0]<"))
    #expect(svg.contains("class=\"fill s0\""))
  }

  @Test func theAxisHasRoundValuesAndHoldsZero() {
    let axis = PlotAxis.covering([0.3, 0.14, 0.46], places: 0...100)
    #expect(axis.ticks(5).contains(0))
    #expect(axis.ticks(5).allSatisfy { abs($0 * 10 - ($0 * 10).rounded()) < 1e-9 })
    #expect(axis.place(.nan) == 0 && axis.place(1e9) == 100)
    #expect(PlotAxis(values: 0...0, places: 0...10).ticks() == [0])
  }

  @Test func aCurveStepsDownAndNamesItsNumbers() {
    let steps = [
      SurvivalReport.Step(turn: 1, atRisk: 10, events: 2, surviving: 0.8, lower: 0.6, upper: 0.9),
      .init(turn: 3, atRisk: 8, events: 4, surviving: 0.4, lower: 0.2, upper: 0.6),
    ]
    let real = SurvivalReport.Curve(conversations: 10, events: .number(6), median: .number(3), steps: steps)
    let nobody = SurvivalReport.Curve(conversations: 10, events: .number(0), median: .reason("—"), steps: [])
    var report = SurvivalReport(real: real, simulated: nobody, difference: .unavailable("none"), p: .reason("none"))
    let svg = SurvivalPlot.svg(report, title: "t").text
    #expect(svg.contains("real: 10 conversations, 6 left, 40.0 % [20.0, 60.0] still there after turn 3"))
    #expect(svg.contains("class=\"curve real\"") && !svg.contains("class=\"curve sim\""))
    #expect(!svg.contains("class=\"curve floor\""))
    report.floor = real
    let floored = SurvivalPlot.svg(report, title: "t").text
    #expect(floored.contains("class=\"curve floor\"") && floored.contains("floor: 10 conversations, 6 left"))
  }
}
