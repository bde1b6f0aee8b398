import Cases
import Foundation
import Testing

@testable import Fidelity

@Suite struct ReportOutputTests {
  private func report() async throws -> FidelityReport {
    try await MediumTable().report {
      $0.resamples = 50
      $0.permutationDraws = 50
      $0.comparedSimulator = "other"
      $0.filterText = "real:resisting"
    }
  }

  @Test func theJSONHasTheDocumentedKeys() async throws {
    let tree = try await report().tree
    let stratum = tree["strata"]?[0]
    let stage = stratum?["stages"]?[0]
    let contrast = tree["contrast"]
    expectKeys("simulator instrument where seed resamples cluster strata contrast marginal_bias positions", of: tree)
    expectKeys("actions multiplicity power comparison instruments", of: tree)
    expectKeys("id committed conversations pairs stages emotions blockers exits depth_bias confusion", of: stratum)
    expectKeys("agreement exit_recall false_exit_rate distances homogeneity equivalence survival", of: stratum)
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
    _ keys: String, of value: ReportValue?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for key in keys.split(separator: " ") {
      #expect(value?[String(key)] != nil, "\(key) is missing", sourceLocation: sourceLocation)
    }
  }

  @Test func theJSONReadsBackAsTheSameTree() async throws {
    let report = try await report()
    for indented in [true, false] {
      let text = report.tree.json(indented: indented)
      let own = try JSONDecoder().decode(OracleValue.self, from: Data(text.utf8))
      #expect(own["contrast"]?["estimate"]?.number == report.contrast?.estimate.number)
      #expect(own["strata"]?.elements.count == report.strata.count)
      #expect(own["where"]?.text == "real:resisting")
    }
    let encoded = try JSONEncoder().encode(report)
    let other = try JSONDecoder().decode(OracleValue.self, from: encoded)
    #expect(other["contrast"]?["estimate"]?.number == report.contrast?.estimate.number)
  }

  @Test func keysKeepTheirOrder() async throws {
    let report = try await report()
    let first = report.tree.json()
    #expect(first == report.tree.json())
    let order = ["\"simulator\"", "\"strata\"", "\"contrast\"", "\"power\"", "\"instruments\""]
    let places = order.compactMap { first.range(of: $0)?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
  }

  @Test func hostileTextStaysWithinItsQuotes() throws {
    let text = "a\"b\\c\nd\u{1B}[31m\u{0}\u{2028}é成都"
    let json = ReportValue.array([.text(text), .number(.nan), .number(0.1), .number(5), .integer(7), .null]).json()
    #expect(!json.contains("\u{1B}") && !json.contains("\u{0}"))
    let back = try JSONDecoder().decode([OracleValue?].self, from: Data(json.utf8))
    #expect(back[0]?.text == text)
    #expect(json.contains("null, 0.1, 5, 7, null"))
  }

  @Test func tidyRowsHoldEveryShareWithItsInterval() async throws {
    let report = try await report()
    let rows = report.tidyRows
    #expect(rows.allSatisfy { $0.fields(simulator: "s", instrument: "i").count == TidyRow.header.count })
    let shifts = rows.filter { $0.section == "stage" && $0.quantity == "shift" }
    #expect(shifts.count == report.strata.count * report.strata[0].stages.count)
    #expect(shifts[0].estimate == report.strata[0].stages[0].shift.number)
    #expect(shifts[0].lower == report.strata[0].stages[0].shift.interval.bounds?.lower)
    #expect(rows.contains { $0.section == "floor" && $0.quantity == "excess" && $0.item == "previous-stage" })
    for row in rows where row.estimate == nil { #expect(row.reason?.isEmpty == false) }
  }

  @Test func theTextNamesSeedFilterAndEverySection() async throws {
    let text = try await report().text(columns: 100)
    for part in [
      "seed 20260620", "Only cases with real:resisting", "STAGES", "DEPTH BIAS", "CONTRAST", "BY POSITION",
      "BY PRECEDING AGENT ACTION", "REAL STAGE", "TIME TO", "PERSONA BESIDE OTHER", "AGREEMENT", "POWER",
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

  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.004, 2, "0.00"), (1.005, 1, "1.0"), (-12.345, 2, "−12.35"), (0.125, 2, "0.13"),
    (99.95, 1, "100.0"), (1234.5, 0, "1235"),
  ])
  func numbersAreRoundedHalfAwayFromZero(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(Decimals.fixed(value, decimals) == text)
  }

  @Test func smallPValuesAreNotZero() {
    #expect(Decimals.p(0.00001) == "< .0001")
    #expect(Decimals.p(0.0004) == ".0004")
    #expect(Decimals.p(0.0312) == ".031")
    #expect(Decimals.p(1) == "1")
    #expect(Decimals.grouped(1_234_567) == "1,234,567")
    #expect(Decimals.grouped(-999) == "−999")
  }

  @Test func aBarIsAsLongAsItsShare() {
    #expect(TextBar.bar(1, cells: 4) == "████")
    #expect(TextBar.bar(0.5, cells: 4) == "██")
    #expect(TextBar.bar(0.03, cells: 4) == "▏")
    #expect(TextBar.bar(-1, cells: 4).isEmpty)
  }
}
