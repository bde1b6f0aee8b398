import Cases
import Desk
import Fidelity
import Figures
import Foundation
import Receipt
import Testing

/// Small inputs that once led to wrong conclusions, from bundle to verdict. Each has its kind planted by hand elsewhere too.
@Suite(.enabled(if: SharedCase.folder != nil, "../shared/cases/stats is not there"))
struct SharedCaseTests {
  /// Exactly the reference's bias with those who decline, 0.6 steps too shallow with those who commit.
  @Test func whoIsTooShallowWithThoseWhoCommitErrsThere() async throws {
    let (report, receipt) = try await SharedCase("buyershallow").outputs()
    let verdict = try #require(report.contrast?.verdict)
    #expect(verdict.finding == .onCommitters)
    #expect(try abs(#require(report.strata[1].depthBias?.estimate.number) + 0.66) < 0.005)
    #expect(verdict.committed.interval.excludes(0) == true)
    #expect(verdict.uncommitted.interval.excludes(0) == false)
    #expect(receipt.contains("concentrates on committers") && receipt.contains("those who commit: too shallow there"))
    #expect(!receipt.contains("Errors concentrate on those who decline"))
  }

  /// An exact Bayes simulator leaves no more often than people on the people's own risk set.
  @Test func hazardsOfAnExactSimulatorDoNotDiffer() async throws {
    let (report, _) = try await SharedCase("lr2").outputs()
    for stratum in report.strata {
      let survival = try #require(stratum.survival)
      #expect(survival.difference.interval.excludes(0) != true, "\(stratum.id)")
      #expect(try #require(survival.p.number) > 0.05, "\(stratum.id)")
    }
  }

  @Test func userTurnsAreCounted() async throws {
    let (report, _) = try await SharedCase("place0").outputs()
    let real = try #require(report.strata[0].survival?.real)
    #expect(real.steps.map(\.turn) == [2, 3, 4, 5, 6])
    for (step, surviving) in zip(real.steps, [0.8, 0.6, 0.4, 0.2, 0]) {
      #expect(abs(step.surviving - surviving) < 1e-12)
    }
    #expect(real.median.number == 4)
  }

  /// The judge reads refusals as deliberation on simulated turns alone; people's blind labels take that away.
  @Test func anErrorOfTheJudgeIsNoErrorOfTheSimulator() async throws {
    let (report, receipt) = try await SharedCase("judgeerr").outputs()
    let verdict = try #require(report.contrast?.verdict)
    #expect(verdict.correction?.labelled == 120)
    #expect(verdict.judge?.errsDifferently == true)
    #expect(!verdict.finding.word.hasPrefix("concentrates"))
    #expect(!receipt.contains("Errors concentrate"))
    let contrast = try #require(report.corrected?.rows.first { $0.id == "contrast" })
    #expect(try abs(#require(contrast.corrected.number) - 0.28) < 0.02)
  }

  @Test func agreementUsesEveryTurnThatBothLabelled() async throws {
    let (report, _) = try await SharedCase("ppi").outputs()
    let pair = try #require(report.instruments?.pairs.first { !$0.isHuman })
    #expect(pair.real.turns == 490 && pair.simulated.turns == 513)
    #expect(try abs(#require(pair.simulated.kappa.number) - 0.417) < 0.0005)
    #expect(try abs(#require(pair.simulated.kappaQuadratic.number) - 0.742) < 0.0005)
  }

  @Test func sixConversationsHaveNoVerdict() async throws {
    let (report, receipt) = try await SharedCase("t6").outputs()
    let contrast = try #require(report.contrast)
    #expect(contrast.verdict?.finding == .withheld)
    #expect(receipt.contains("at least 7"))
    for bounds in [contrast.cohenD, contrast.hedgesG, contrast.glassDelta].compactMap(\.interval.bounds) {
      #expect(bounds.upper - bounds.lower < 100)
    }
  }

  @Test func aSimulatorThatSawTheAnswerIsNotAcquitted() async throws {
    let (report, receipt) = try await SharedCase("g4-leak").outputs()
    let verdict = try #require(report.contrast?.verdict)
    // Four people on one side are too few for any verdict; whatever is said is no acquittal.
    #expect([.belowReference, .withheld].contains(verdict.finding))
    #expect(try #require(verdict.excess.number) < 0)
    #expect(!receipt.contains("do not concentrate") && !receipt.contains("No more than"))
  }

  @Test func theCountsOfThePapersTableAreThoseOfTheTest() throws {
    struct Table: Decodable {
      struct Cell: Decodable {
        var n: Int
        var resisting: [Int]
        var considering: [Int]
      }

      var nRealSim: [String: Cell]
      var fisherTwoSided: [String: [Double]]
    }
    let file = try #require(SharedCase.folder).appending(path: "table4.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let table = try decoder.decode(Table.self, from: Data(contentsOf: file))
    #expect(table.nRealSim.values.reduce(0) { $0 + $1.n } == 595)
    #expect(table.fisherTwoSided.values.joined().filter { $0 * 12 < 0.05 }.count == 1)
  }
}

/// One of the inputs beside the package, in a store of its own that goes with the value.
private final class SharedCase {
  static var folder: URL? {
    let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = package.appending(path: "../shared/cases/stats").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  private let bundle: String
  private let home = NSTemporaryDirectory() + "case-\(UUID().uuidString)"

  init(_ name: String) throws {
    bundle = try #require(SharedCase.folder).appending(path: name).path
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// The report and the text of the receipt of the first series.
  func outputs() async throws -> (report: FidelityReport, receipt: String) {
    let audit = try LoadedAudit(OpenAudit.open(bundle, environment: ["XDG_DATA_HOME": home, "HOME": home]).store)
    var settings = AnalysisSettings()
    settings.method.resamples = 999
    settings.method.permutationDraws = 199
    let series = try #require(audit.table.series.first)
    let options = try settings.options(for: series, in: audit, filter: "")
    let report = try await FidelityAnalysis(
      table: audit.table, rows: RowSet(capacity: audit.table.count, full: true), options: options
    ).report()
    let method = try settings.method.method(CaseChoice(filter: ""), in: audit)
    let receipt = try await ReceiptMaking(audit: audit).receipt(
      method, issuedAt: "2026-01-01T00:00:00Z", hasDigests: false, isShown: false)
    return (report, receipt.predicate.concentration.line)
  }
}
