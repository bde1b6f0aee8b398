import Cases
import Fidelity
import Figures
import Testing

@testable import Desk

/// Verdicts that are given together share Holm's p.
@Suite struct FamilyTests {
  private let fixture: DeskFixture
  private let audit: LoadedAudit

  init() throws {
    fixture = try DeskFixture()
    audit = try fixture.audit()
  }

  private func report(p: Double?, _ finding: ConcentrationVerdict.Finding) async throws -> FidelityReport {
    let statistics = try await StatisticsReports(CaseChoice(), settings: .quick, ofEverySeries: false, in: audit)
    var report = statistics.reports[0].report
    report.contrast?.verdict?.finding = finding
    report.contrast?.verdict?.p = p.map(Quantity.number) ?? .reason("none")
    return report
  }

  @Test func faultsThatAreShownAloneMayNotBeShownTogether() async throws {
    let given: [(Double?, ConcentrationVerdict.Finding)] = [
      (0.03, .onDecliners), (0.01, .onDecliners), (nil, .withheld), (0.04, .withinMargin), (0.02, .sideUnknown),
    ]
    var reports: [FidelityReport] = []
    for (p, finding) in given { reports.append(try await report(p: p, finding)) }
    let verdicts = FidelityReport.asFamily(reports).compactMap(\.contrast?.verdict)
    // scipy: statsmodels.stats.multitest.multipletests([.03, .01, .04, .02], method="holm") gives .06, .04, .06, .06.
    let expected: [Double?] = [0.06, 0.04, nil, 0.06, 0.06]
    for (verdict, p) in zip(verdicts, expected) {
      #expect(verdict.family?.p.number.map { abs($0 - (p ?? 0)) < 1e-12 } == p.map { _ in true })
    }
    #expect(
      verdicts.map(\.familyWord) == [
        "undecided", "concentrates on decliners", "withheld", "within the margin", "undecided",
      ])
  }

  @Test func oneVerdictIsNoFamily() async throws {
    let alone = FidelityReport.asFamily([try await report(p: 0.03, .onDecliners), try await report(p: nil, .withheld)])
    #expect(alone.allSatisfy { $0.contrast?.verdict?.family == nil })
    #expect(alone[0].contrast?.verdict?.familyWord == "concentrates on decliners")
  }

  @Test func allSeriesStandInOneTableFirst() async throws {
    let all = try await StatisticsReports(CaseChoice(), settings: .quick, ofEverySeries: true, in: audit)
    let text = all.text
    #expect(text.hasPrefix("ALL SERIES TOGETHER\n  simulator  instrument"))
    let rows = text.split(separator: "\n").dropFirst(2).prefix(all.reports.count)
    #expect(zip(rows, all.reports).allSatisfy { $0.contains($1.report.simulator) && $0.contains($1.report.instrument) })
    let one = try await StatisticsReports(CaseChoice(), settings: .quick, ofEverySeries: false, in: audit)
    #expect(!one.text.contains("ALL SERIES") && one.json.contains(#""family": null"#))
  }
}
