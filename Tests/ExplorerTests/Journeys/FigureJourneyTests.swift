import Cases
import CellGrid
import Fidelity
import Figures
import Foundation
import Testing
import Text

@testable import Explorer

/// From a figure to its cases, to its explanation, and back.
struct FigureJourneyTests {
  private func driver(page: Int, _ audit: FakeAudit = FakeAudit(), columns: Int = 120, rows: Int = 40) async throws
    -> Driver
  {
    var driver = Driver(audit, columns: columns, rows: rows)
    driver.press(.character("s"), .character(Character(String(page))))
    try await driver.analyse()
    return driver
  }

  /// Moves the cursor to a figure.
  private func choose(_ name: String, in driver: inout Driver) throws {
    let targets = driver.explorer.statistics.layout.targets
    let place = try #require(targets.firstIndex { $0.figure.name == name }, "\(targets.map(\.figure.name))")
    driver.explorer.statistics.chosen = place
  }

  @Test(arguments: StatisticsPage.all.indices)
  func everyFigureOfEveryPageLeadsToItsCasesAndBack(page: Int) async throws {
    let driver = try await driver(page: page + 1)
    #expect(driver.shows("\(page + 1) \(StatisticsPage.all[page].title)"))
    let targets = driver.explorer.statistics.layout.targets
    #expect(targets.count > 3)
    for (place, target) in targets.enumerated() {
      for key in [Key.enter, .character("D")] {
        var copy = driver
        copy.explorer.statistics.chosen = place
        copy.press(key)
        guard let cases = target.figure.figure.cases else {
          #expect(copy.explorer.focus == .statistics && copy.lastLine.contains("no filter can name"))
          continue
        }
        let filter = Filter.everything.narrowed(to: key == .enter ? cases.numerator : cases.denominator)
        let count = copy.explorer.cases.count
        #expect(copy.explorer.focus == .cases && copy.explorer.query?.filter == filter)
        #expect(copy.titleLine.contains(count == 88 ? "of 88" : "of \(count) · 88 in all"), "\(copy.titleLine)")
        #expect(copy.lastLine.hasPrefix(" \(count) case"), "\(copy.lastLine)")
        copy.press(.character("q"))
        #expect(copy.explorer.focus == .statistics && copy.explorer.query?.filter == .everything)
        #expect(copy.explorer.statistics.page == page && copy.explorer.statistics.chosen == place)
      }
    }
  }

  @Test func enterShowsTheNumeratorAndDTheDenominator() async throws {
    var driver = try await driver(page: 5)
    try choose("false resistance, Non-buyers", in: &driver)
    let figure = try #require(driver.explorer.statistics.target?.figure.figure.reading.figure)
    let before = driver.screen
    driver.press(.enter)
    let count = Int(((figure.number ?? 0) * Double(figure.count)).rounded())
    #expect(driver.lastLine.contains("\(count) cases: false resistance, Non-buyers · q back"))
    driver.press(.character("q"))
    #expect(driver.screen == before)
    driver.press(.character("D"))
    #expect(driver.lastLine.contains("\(figure.count) cases: all behind false resistance, Non-buyers · q back"))
    driver.press(.enter, .character("q"), .character("q"))
    #expect(driver.screen == before)
  }

  @Test func oneBackUndoesBothAndLeavesNothingToUndo() async throws {
    var driver = try await driver(page: 1)
    driver.press(.enter, .character("q"), .character("u"))
    #expect(driver.lastLine.contains("nothing to undo"))
    // Undoing first is as good.
    driver.press(.enter, .character("u"))
    #expect(driver.explorer.query?.filter == .everything && driver.explorer.focus == .cases)
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .statistics && driver.explorer.query?.filter == .everything)
  }

  @Test func aFilterThatWasChangedMeanwhileStays() async throws {
    var driver = try await driver(page: 1)
    driver.press(.enter)
    driver.type(":filter outcome:buyer")
    driver.press(.enter, .character("q"))
    #expect(driver.explorer.focus == .statistics)
    #expect(driver.explorer.query?.filter.description == "outcome:buyer")
  }

  @Test func theStatisticsOfTheCasesThatAreShownKeepTheirFilter() async throws {
    var driver = try await driver(page: 1)
    driver.press(.enter)
    let filter = driver.explorer.query?.filter
    driver.press(.character("s"))
    #expect(driver.explorer.focus == .statistics && driver.explorer.query?.filter == filter)
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func aFigureIsExplained(columns: Int, rows: Int) async throws {
    var driver = try await driver(page: 5, columns: columns, rows: rows)
    try choose("false resistance, Non-buyers", in: &driver)
    driver.press(.character("?"))
    let figure = try #require(driver.explorer.statistics.target?.figure.figure)
    #expect(driver.shows("─ false resistance, Non-buyers ─"))
    #expect(driver.shows("Where the real person goes on: how often the simulator resists."))
    #expect(driver.shows("= P(simulated in resistance | real not in resistance), labelled pairs"))
    #expect(driver.shows("Here: \(figure.value())") && driver.shows("Left out of stages and depths:"))
    driver.press(.down)
    #expect(!driver.shows("─ false resistance, Non-buyers ─") && driver.explorer.statistics.isExplaining)
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .statistics && !driver.explorer.statistics.isExplaining)
    driver.press(.character("?"), .character("?"))
    #expect(driver.explorer.focus == .help)
  }

  /// What it is, how it is computed, how to read it here, and its value with what it rests on.
  @Test(arguments: StatisticsPage.all.indices)
  func everyFigureOfEveryPageIsExplainedInFourParts(page: Int) async throws {
    var driver = try await driver(page: page + 1, columns: 100, rows: 50)
    let leftOut = try #require(driver.explorer.statistics.figures?.report.leftOut)
    for place in driver.explorer.statistics.layout.targets.indices {
      driver.explorer.statistics.chosen = place
      driver.press(.character("?"))
      let named = try #require(driver.explorer.statistics.target?.figure)
      let (explanation, reading) = (named.figure.definition.explanation, named.figure.reading)
      let lines = driver.explorer.statistics.explanation.map { StatisticsTests.text(of: $0, columns: 100) }
      let text = lines.dropFirst().joined(separator: " ").split(separator: " ").joined(separator: " ")
      var rest = reading.number == nil ? reading.reason.map { ", \($0)" } ?? "" : ""
      if reading.number != nil, let interval = named.figure.interval {
        rest += ", " + (named.figure.definition.intervalName.map { $0 + " " } ?? "") + interval
      }
      let parts = [
        "\(explanation.what) = \(explanation.formula) \(explanation.reading)", "Here: \(named.figure.value())\(rest)",
      ]
      #expect(lines.first?.contains("─ \(named.name) ─") == true, "\(lines.first ?? "")")
      #expect(text.hasPrefix("\(parts[0]) \(parts[1])"), "\(text)")
      // Instruments and draws say in words what they rest on.
      if StatisticsPage.all[page].title != "instruments" {
        let basis = try #require(named.basis, "\(named.name)")
        #expect(reading.basis.map { $0 == basis } ?? true && text.contains(", n \(NumberText.grouped(basis))."))
        let isOfNoPairs = [.power, .need].contains(named.figure.definition.section)
        let tells = ["Left out", "Nothing is left out."].contains { text.contains(" \($0)") }
        #expect(tells != isOfNoPairs, "\(text)")
      }
      let rests = [FigureSection.ID.stage, .depthBias, .contrast, .position, .confusion]
      if rests.contains(named.figure.definition.section) { #expect(text.hasSuffix(leftOut), "\(text)") }
      driver.press(.character("q"))
    }
  }

  /// No figure that the catalogue shows in panes is out of the cursor’s reach.
  @Test func theCursorReachesEveryFigureOfTheCatalogue() async throws {
    var reached: Set<String> = []
    var sections: Set<FigureSection.ID> = []
    for page in StatisticsPage.all.indices where StatisticsPage.all[page].title != "instruments" {
      let statistics = try await driver(page: page + 1, columns: 200, rows: 60).explorer.statistics
      let figures = try #require(statistics.figures)
      reached.formUnion(statistics.layout.targets.map(\.figure.figure.definition.id))
      sections.formUnion(StatisticsPage.all[page].contents.flatMap(\.sections).filter { !figures.blocks($0).isEmpty })
    }
    let shown = FigureCatalogue.definitions.filter { $0.outputs.contains(.pane) && sections.contains($0.section) }
    // A headline of one stage is that stage.
    #expect(shown.filter { !reached.contains($0.id) && $0.section != .headline }.map(\.id) == [])
    #expect(sections.count > 20)
  }

  /// A floor or an excess that does not fit makes room for itself.
  @Test(arguments: [80, 100, 120, 160, 200, 240])
  func noExcessIsCut(columns: Int) async throws {
    var found = 0
    for page in [1, 3, 4, 6, 7] {
      let statistics = try await driver(page: page, columns: columns, rows: 60).explorer.statistics
      for row in statistics.layout.rows {
        let text = StatisticsTests.text(of: row, columns: columns)
        guard text.contains(" exc") || text.contains(" floor ") else { continue }
        found += 1
        #expect(!text.contains("…"), "\(text)")
      }
    }
    #expect(found > 20)
  }

  @Test func anExplanationStandsBelowItsPage() async throws {
    var driver = try await driver(page: 1, columns: 80, rows: 24)
    try choose("contrast Δ", in: &driver)
    driver.press(.character("?"))
    let rows = driver.frame.textRows
    let start = try #require(rows.firstIndex { $0.contains("─ contrast Δ ─") })
    let lines = rows[start...].dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(
      Array(lines.dropLast()) == [
        "How much more too deep the simulator is with those who decline.",
        "= mean D̄ of the uncommitted − mean D̄ of the committed; Welch’s interval",
        "Above 0 convicts nobody: an outcome-blind sampler shows it too. Read the", "excess over the floor.",
        "Here: +1.313, Welch [+0.21, +2.41], bootstrap [+0.48, +2.31], n 24. Left out",
        "of stages and depths: 16 the person never answered.",
      ])
  }

  @Test func theHelpTellsWhatAFigureIs() {
    var driver = Driver()
    driver.press(.character("?"))
    driver.type("/floor")
    driver.press(.enter)
    for _ in 0..<200 where !driver.shows("The contrast of a reference") { driver.press(.character("n")) }
    #expect(driver.shows("The contrast of a reference"))
  }

  /// Every figure that speaks of a floor is found from where the help begins, one after the other.
  @Test func floorIsFoundInHelpWhereverAFigureSpeaksOfIt() {
    var driver = Driver(columns: 100, rows: 30)
    driver.press(.character("?"))
    driver.type("/floor")
    driver.press(.enter)
    let first = driver.explorer.help.first
    var steps = 1
    while steps < 2_000 {
      driver.press(.character("n"))
      if driver.lastLine.contains("from the top again") { break }
      steps += 1
    }
    let lines = driver.explorer.help.rows.map { StatisticsTests.text(of: $0, columns: 100).lowercased() }
    #expect(lines.count { $0.contains("floor") } == steps && steps > 3)
    #expect(driver.explorer.help.first == first && driver.lastLine.contains("1 of \(steps) lines with “floor”"))
    let figures = FigureCatalogue.definitions.filter { figure in
      figure.outputs.contains(.pane) && (figure.words + figure.explanation.what).lowercased().contains("floor")
    }
    let all = driver.explorer.help.rows.map { StatisticsTests.text(of: $0, columns: 100) }.joined(separator: "\n")
    #expect(!figures.isEmpty && figures.allSatisfy { all.contains($0.words) })
  }
}

/// What a page looks like where it is crowded or empty.
struct CrowdedPageTests {
  private func schema(stages: Int) -> StateSchema {
    var schema = StateSchema.decisionState1
    let own = schema.stages
    schema.stages = (0..<stages).map { place in
      let id =
        place == 0 ? own[0].id : place == stages - 1 ? own[4].id : place == stages - 2 ? own[3].id : "stage \(place)"
      return .init(id: id, depth: Double(place))
    }
    return schema
  }

  @Test(arguments: [5, 7, 12], [80, 110, 120])
  func heatMapsDoNotOverlap(stages: Int, columns: Int) async throws {
    let audit = FakeAudit(schema: schema(stages: stages))
    var driver = Driver(audit, columns: columns, rows: 60)
    driver.press(.character("s"), .character("5"))
    try await driver.analyse()
    let layout = driver.explorer.statistics.layout
    let cells = layout.targets.filter { $0.figure.figure.definition.section == .confusion }
    #expect(cells.count == 2 * stages * stages)
    for row in layout.rows {
      let pieces = row.pieces.sorted { $0.column < $1.column }.filter {
        if case .plain = $0.content { true } else { false }
      }
      #expect(pieces.allSatisfy { $0.column + $0.width <= columns })
    }
    // Every row of a map ends with its n, whole.
    for stratum in ["Non-buyers", "Buyers"] {
      let own = cells.filter { $0.figure.name.contains(", \(stratum)") }
      for row in Set(own.map(\.row)) {
        let total = own.filter { $0.row == row }.reduce(0) { $0 + Int($1.figure.figure.reading.number ?? 0) }
        let end = own.filter { $0.row == row }.map { $0.column + $0.width }.max() ?? 0
        let text = StatisticsTests.text(of: layout.rows[row], columns: columns)
        let rest = text.dropFirst(end).prefix(6).split(separator: " ").first
        #expect(rest.map(String.init) == String(total), "\(text)")
      }
    }
  }

  @Test func whereNothingWasLabelledNothingIsDrawn() async throws {
    var schema = StateSchema.decisionState1
    schema.exits = []
    var driver = Driver(FakeAudit(simulators: ["persona"], schema: schema), columns: 80, rows: 24)
    driver.press(.character("s"), .character("7"))
    try await driver.analyse()
    #expect(driver.shows("The schema has no exit acts"))
    #expect(!driver.shows("100.0 %") && !driver.shows("██"))
  }

  @Test func curvesDifferByMoreThanColour() async throws {
    var driver = Driver(columns: 80, rows: 60)
    driver.press(.character("s"), .character("7"))
    try await driver.analyse()
    driver.press(.character("G"))
    #expect(driver.shows("── real") && driver.shows("╌╌ simulated"))
  }

  @Test func noPageWritesAPOfZeroOrTheOldNames() async throws {
    var driver = Driver(FakeAudit(conversations: 200), columns: 120, rows: 400)
    driver.press(.character("s"))
    for page in 1...9 {
      driver.press(.character(Character(String(page))))
      try await driver.analyse()
      for words in ["0.0000", "exit recall", "false exits"] { #expect(!driver.shows(words), "\(page)") }
    }
  }
}

extension StatisticsTests {
  /// A laid out row as text.
  static func text(of row: StyledRow, columns: Int) -> String {
    var frame = Frame(columns: columns, rows: 1)
    row.render(into: &frame, row: 0, column: 0)
    return frame.textRows[0].padding(to: columns)
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
