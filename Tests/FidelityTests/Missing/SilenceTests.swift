import Cases
import Figures
import Statistics
import Testing

@testable import Fidelity

/// Silence as a state: what enters shares, depths and excess.
struct SilenceTests {
  /// Those who decline end in silence in half of the conversations; the simulator is silent in half of these.
  private func table(_ noReply: StateSchema.NoReply?, conversations: Int = 200) -> CaseTable {
    var random = SeededGenerator(seed: 3)
    var table = TestTable()
    for conversation in 0..<conversations {
      let side = conversation % 2
      let row = table.addConversation(stratum: side)
      func stage() -> String {
        table.table.description.schema.stages[(side == 0 ? 0 : 2) + random.next(below: 3)].id
      }
      for turn in [1, 3] { table.addPair(row, turn: turn, real: stage(), simulated: stage()) }
      guard side == 0, conversation % 4 == 0 else { continue }
      table.addPair(row, turn: 5, real: "-", simulated: conversation % 8 == 0 ? "-" : stage(), isExit: true)
    }
    var made = table.table
    made.description.schema.noReply = noReply
    return made
  }

  private func report(_ table: CaseTable, _ change: (inout AnalysisOptions) -> Void = { _ in }) async throws
    -> FidelityReport
  {
    var options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 200, permutationDraws: 50)
    options.parts = [.strata, .contrast, .floors, .resampled, .positions, .matrix, .exits]
    change(&options)
    return try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
  }

  @Test func withoutADepthSilenceStaysOutAndIsCounted() async throws {
    let report = try await report(table(nil))
    #expect(report.strata[0].pairs == 200 && report.strata[0].silent == 50 && report.strata[1].silent == 0)
    #expect(report.strata[0].stages.count == 5)
    #expect(report.silence?.contains("50 of 250 probes of left") == true)
    #expect(report.silence?.contains("25 the person never answered, 25 neither answered") == true)
    #expect(report.silence?.contains("paid") == false)
  }

  @Test func withADepthItIsARowOfItsOwn() async throws {
    let (without, with) = (try await report(table(nil)), try await report(table(.depth(-2))))
    #expect(with.strata[0].pairs == 250 && with.strata[1].pairs == 200)
    let row = try #require(with.strata[0].stages.last)
    #expect(row.id == "no-reply" && row.depth == -2 && row.real.count == 50 && row.simulated.count == 25)
    #expect(with.silence?.contains("Silence is a state at depth −2: 50 of 250 probes of left.") == true)
    // Depth counts it, on that side alone.
    let mean = { (report: FidelityReport, side: Int) in report.strata[side].depthBias?.estimate.number ?? .nan }
    #expect(mean(with, 0) > mean(without, 0) && abs(mean(with, 1) - mean(without, 1)) < 1e-12)
    #expect(with.contrast?.verdict?.excess.number != nil)
    // What leaves is as before.
    #expect(with.exitAudit?.strata[0].exitRecall.number == without.exitAudit?.strata[0].exitRecall.number)
    #expect(with.strata[0].matrix?.disengagements == without.strata[0].matrix?.disengagements)
  }

  @Test func asAStageItIsAsDeepAndInItsHeadline() async throws {
    let report = try await report(table(.stage("resisting")))
    let stages = report.strata[0].stages
    #expect(stages.last?.id == "no-reply" && stages.last?.depth == 0)
    let headline = try #require(report.strata[0].headlines.first { $0.id == "resistance" })
    #expect(headline.real.count == stages[0].real.count + 50)
  }

  /// An exit probe is there because somebody left: a reference that knew it would convict whoever cannot.
  @Test func theReferenceAtAnEndDoesNotKnowWhoLeaves() throws {
    let table = table(.depth(-1)).countingSilence
    let totals = ReferenceTotals(table, instrument: "i", threads: 1)
    var probes: [RealProbe] = []
    totals.probes.list(0, into: &probes)
    #expect(probes.map(\.turn) == [1, 3, 5] && probes.last?.stage == 5)
    totals.probes.list(1, into: &probes)
    #expect(probes.map(\.turn) == [1, 3, .max] && (probes.last?.stage ?? 5) < 5)
    let cell = Int(probes[2].cells[1])
    var law = Array(repeating: 0.0, count: totals.stages)
    let others = totals.law(1, cell, without: OwnPart(totals), into: &law, at: 0)
    let mean = zip(law, totals.stageDepths).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(others > 0)
    #expect(mean > -1 && mean < 3)
  }
}
