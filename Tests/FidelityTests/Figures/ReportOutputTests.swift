import Cases
import Fidelity
import Foundation
import JSON
import Testing

@testable import Figures

@Suite struct ReportOutputTests {
  private func report() async throws -> FidelityReport {
    try await MediumTable().report {
      $0.resamples = 50
      $0.permutationDraws = 50
      $0.comparedSimulator = "other"
      $0.filterText = "turn<100"
    }
  }

  @Test func theJSONHasTheDocumentedKeys() async throws {
    let tree = try await report().figures.tree
    let stratum = tree["strata"]?[0]
    let stage = stratum?["stages"]?[0]
    let contrast = tree["contrast"]
    expectKeys("simulator instrument where seed resamples cluster strata contrast marginal_bias positions", of: tree)
    expectKeys("actions multiplicity power comparison instruments", of: tree)
    expectKeys("id committed conversations pairs stages emotions blockers exits depth_bias confusion", of: stratum)
    expectKeys("agreement resistance_recall false_resistance distances homogeneity equivalence survival", of: stratum)
    expectKeys("id depth real simulated shift_pp", of: stage)
    expectKeys("count share ci", of: stage?["real"])
    expectKeys("count share ci", of: stage?["simulated"])
    expectKeys("estimate ci ci_bootstrap", of: stage?["shift_pp"])
    expectKeys("estimate sd ci ci_bootstrap pair_weighted", of: stratum?["depth_bias"])
    expectKeys("margin p verdict", of: stratum?["equivalence"])
    expectKeys("estimate ci ci_bootstrap cohen_d cohen_d_ci hedges_g glass_delta cliffs_delta", of: contrast)
    expectKeys("welch mann_whitney permutation floors", of: contrast)
    expectKeys("t df p", of: contrast?["welch"])
    expectKeys("u p", of: contrast?["mann_whitney"])
    expectKeys("draws p_one_sided p_two_sided raw", of: contrast?["permutation"])
    expectKeys("p_one_sided p_two_sided", of: contrast?["permutation"]?["raw"])
    expectKeys("reference estimate ci excess", of: contrast?["floors"]?[0])
    expectKeys("estimate ci", of: contrast?["floors"]?[0]?["excess"])
  }

  private func expectKeys(
    _ keys: String, of value: JSONValue?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for key in keys.split(separator: " ") {
      #expect(value?[String(key)] != nil, "\(key) is missing", sourceLocation: sourceLocation)
    }
  }

  @Test func theJSONReadsBackAsTheSameTree() async throws {
    let report = try await report()
    for indented in [true, false] {
      let text = report.figures.tree.json(indented: indented)
      let own = try JSONDecoder().decode(OracleValue.self, from: Data(text.utf8))
      #expect(own["contrast"]?["estimate"]?.number == report.contrast?.estimate.number)
      #expect(own["strata"]?.elements.count == report.strata.count)
      #expect(own["where"]?.text == "turn<100")
    }
  }

  @Test func keysKeepTheirOrder() async throws {
    let report = try await report()
    let first = report.figures.tree.json()
    #expect(first == report.figures.tree.json())
    let order = ["\"simulator\"", "\"strata\"", "\"contrast\"", "\"power\"", "\"instruments\""]
    let places = order.compactMap { first.range(of: $0)?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
  }

  /// One seed gives one interval, wherever a figure stands.
  @Test func theSameFigureHasTheSameInterval() async throws {
    var table = TestTable(simulators: ["s", "t"])
    for number in 0..<16 {
      let row = table.addConversation(stratum: number % 2)
      for (place, turn) in [(3, 1), (6, 3)] {
        for (simulator, stage) in [("s", "considering"), ("t", "engaging")] {
          let real = ["resisting", "exploring", "deciding"][(number + place) % 3]
          table.addPair(row, turn: turn, place: place, simulator: simulator, real: real, simulated: stage)
        }
      }
    }
    let report = try await FidelityAnalysis(
      table: table.table, rows: table.all,
      options: AnalysisOptions(
        simulator: "s", instrument: "i", resamples: 50, permutationDraws: 50, comparedSimulator: "t")
    ).report()
    let (own, compared) = (try #require(report.contrast?.estimate), try #require(report.comparison?.contrast))
    #expect(own.number == compared.number && own.count == compared.count)
    #expect(own.bootstrap.bounds != nil && own.bootstrap == compared.bootstrap)
    for (stratum, part) in zip(report.strata, report.comparison?.strata ?? []) {
      #expect(stratum.depthBias?.estimate.bootstrap == part.bias.bootstrap)
    }
  }

  @Test func hostileTextStaysWithinItsQuotes() throws {
    let text = "a\"b\\c\nd\u{1B}[31m\u{0}\u{2028}é成都"
    let json = JSONValue.array([.string(text), .number(.nan), .number(0.1), .number(5), .integer(7), .null]).json()
    #expect(!json.contains("\u{1B}") && !json.contains("\u{0}"))
    let back = try JSONDecoder().decode([OracleValue?].self, from: Data(json.utf8))
    #expect(back[0]?.text == text)
    #expect(json.contains("null, 0.1, 5, 7, null"))
  }

  @Test func tidyRowsHoldEveryShareWithItsInterval() async throws {
    let report = try await report()
    let rows = report.figures.tidyRows
    #expect(rows.allSatisfy { $0.fields(simulator: "s", instrument: "i").count == TidyRow.header.count })
    let shifts = rows.filter { $0.section == "stage" && $0.quantity == "shift_pp" }
    #expect(shifts.count == report.strata.count * report.strata[0].stages.count)
    #expect(shifts[0].estimate == report.strata[0].stages[0].shift.number.map { $0 * 100 })
    #expect(shifts[0].lower == report.strata[0].stages[0].shift.interval.bounds.map { $0.lower * 100 })
    #expect(rows.contains { $0.section == "floor" && $0.quantity == "excess" && $0.item == "previous-stage" })
    for row in rows where row.estimate == nil { #expect(row.reason?.isEmpty == false) }
  }

  @Test func theTextNamesSeedFilterAndEverySection() async throws {
    let text = try await report().figures.text(columns: 100)
    for part in [
      "seed 20260620", "Only cases with turn<100", "STAGES", "DEPTH BIAS", "CONTRAST", "BIAS BY POSITION",
      "BIAS BY PRECEDING AGENT ACTION", "REAL STAGE", "FIRST RESISTING OR EXIT TURN", "BESIDE ANOTHER SIMULATOR",
      "AGREEMENT",
      "WHAT THIS PANEL COULD HAVE FOUND",
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
  }

  @Test func namesInWideLettersKeepTheColumnsAligned() {
    var table = TextTable([.left, .right])
    table.add(["成都", "1"])
    table.add(["abcdef", "22"])
    let wide: (String) -> Int = { $0.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }
    #expect(table.lines(width: wide) == ["  成都     1", "  abcdef  22"])
  }

  @Test func aBarIsAsLongAsItsShare() {
    #expect(TextBar.bar(1, cells: 4) == "████")
    #expect(TextBar.bar(0.5, cells: 4) == "██")
    #expect(TextBar.bar(0.03, cells: 4) == "▏")
    #expect(TextBar.bar(-1, cells: 4).isEmpty)
  }
}
