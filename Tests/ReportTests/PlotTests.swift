import Cases
import Fidelity
import Testing

@testable import Report

@Suite struct PlotTests {
  private func figure(_ value: Double, _ lower: Double, _ upper: Double, _ count: Int) -> Figure {
    Figure(.number(value), interval: .bounds(lower: lower, upper: upper), count: count)
  }

  @Test func aForestSaysEveryNumberWithItsIntervalAndN() {
    let plot = ForestPlot(
      title: "Contrast",
      rows: [
        .heading("Δ"), .figure(label: "persona", figure(0.304, 0.14, 0.46, 374), mark: .diamond),
        .figure(label: "floor", .unavailable("nobody else"), mark: .ring),
      ], style: .effect, unit: "depth steps")
    let svg = plot.svg.text
    #expect(svg.contains(">+0.304<") && svg.contains("[+0.140, +0.460]") && svg.contains(">374<"))
    #expect(svg.contains("<title>Contrast</title><desc>Δ. persona: +0.304 [+0.140, +0.460], n 374."))
    #expect(svg.contains("role=\"img\""))
    #expect(plot.reasons.map(\.reason) == ["nobody else"])
  }

  @Test func barsAreAsLongAsTheirShares() throws {
    let side = ShareRow.Side(count: 25, of: 100, share: figure(0.25, 0.2, 0.5, 100))
    let other = ShareRow.Side(count: 50, of: 100, share: figure(0.5, 0.4, 0.5, 100))
    let row = ShareRow(id: "resisting", real: side, simulated: other, shift: figure(0.25, 0.1, 0.4, 100))
    let looks = StageLooks(.decisionState1)
    let svg = SharePlot.svg([row], title: "t", looks: looks, level: 0.95).text
    let widths = HTMLTokens(svg).tags.filter { $0.values["class"]?.hasPrefix("bar") ?? false }.compactMap {
      $0.values["width"].flatMap(Double.init)
    }
    #expect(widths == [140, 280])
    #expect(svg.contains("class=\"strong\"") && svg.contains("+25.0 pp") && svg.contains("[+10.0, +40.0]"))
    #expect(svg.contains("class=\"fill s0\""))
  }

  @Test func theAxisHasRoundValuesAndHoldsZero() {
    let axis = PlotAxis.covering([0.3, 0.14, 0.46], places: 0...100)
    #expect(axis.ticks(5).contains(0))
    #expect(axis.ticks(5).allSatisfy { abs($0 * 10 - ($0 * 10).rounded()) < 1e-9 })
    #expect(axis.place(.nan) == 0 && axis.place(1e9) == 100)
    #expect(PlotAxis(values: 0...0, places: 0...10).ticks() == [0])
  }

  @Test func lettersOfStagesAreTheirOwn() {
    #expect(StageLooks(.decisionState1).stages.map(\.letter) == ["R", "E", "G", "C", "D"])
    #expect(StageLooks(.decisionState1).stages.map(\.step) == [0, 2, 4, 6, 8])
    let same = StateSchema(id: "s", stages: (0..<30).map { .init(id: "a\($0)", depth: Double($0)) })
    #expect(Set(StageLooks(same).stages.map(\.letter)).count == 30)
  }

  @Test func aCurveStepsDownAndNamesItsNumbers() {
    let steps = [
      SurvivalReport.Step(turn: 1, atRisk: 10, events: 2, surviving: 0.8, lower: 0.6, upper: 0.9),
      .init(turn: 3, atRisk: 8, events: 4, surviving: 0.4, lower: 0.2, upper: 0.6),
    ]
    let real = SurvivalReport.Curve(conversations: 10, events: 6, median: .number(3), steps: steps)
    let nobody = SurvivalReport.Curve(conversations: 10, events: 0, median: .reason("—"), steps: [])
    let test = MatrixReport.PairedTest.unavailable("no test")
    let svg = SurvivalPlot.svg(
      SurvivalReport(real: real, simulated: nobody, logRank: test, logRankClustered: test), title: "t"
    ).text
    #expect(svg.contains("real: 10 conversations, 6 left, 40.0 % [20.0, 60.0] still there after turn 3"))
    #expect(svg.contains("class=\"curve real\"") && !svg.contains("class=\"curve sim\""))
  }
}
