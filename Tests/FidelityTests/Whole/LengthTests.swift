import Cases
import Testing

@testable import Fidelity

/// How long whole conversations last, real against simulated.
struct LengthTests {
  typealias Conversation = WholeTable.Conversation

  private func lengths(_ real: [Conversation], _ simulated: [Conversation]) async throws -> WholeReport.Lengths {
    let table = WholeTable(real, simulated: [("s", simulated)]).table
    let options = AnalysisOptions(simulator: "s", instrument: "i", parts: .lengths)
    let report = try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
    return try #require(report.whole?.speakers.first?.groups.first?.lengths)
  }

  private func conversations(_ turns: [Int], _ endedBy: [EndedBy?] = []) -> [Conversation] {
    turns.enumerated().map { Conversation(userTurns: $1, endedBy: endedBy.isEmpty ? nil : endedBy[$0 % endedBy.count]) }
  }

  @Test func withoutLimitsTheRestrictedMeanIsThePlainOne() async throws {
    let real = conversations([1, 2, 3, 4, 5, 6, 7, 8])
    let lengths = try await lengths(real, conversations([2, 2, 4, 4, 6, 6, 8, 8]))
    #expect(lengths.mean.real.number == 4.5 && lengths.mean.simulated.number == 5 && lengths.horizon == 8)
    for side in [\WholeMean.real, \.simulated] {
      let (plain, restricted) = (lengths.mean[keyPath: side], lengths.restrictedMean[keyPath: side])
      #expect(abs(try #require(plain.number) - #require(restricted.number)) < 1e-12)
      let (own, other) = (try #require(plain.interval.bounds), try #require(restricted.interval.bounds))
      #expect(abs(own.lower - other.lower) < 1e-9 && abs(own.upper - other.upper) < 1e-9)
    }
    #expect(lengths.real.median.number == 4 && lengths.simulated.median.number == 4 && lengths.causes.isEmpty)
    #expect(lengths.real.events.number == 8)
  }

  /// lifelines: restricted_mean_survival_time(KaplanMeierFitter().fit([3, 5, 5, 6, 8, 8], [1, 0, 1, 0, 1, 1]), t=8)
  @Test func aLimitIsNoEnd() async throws {
    let real = conversations([2, 4, 6, 8])
    let lengths = try await lengths(
      real, conversations([3, 5, 5, 6, 8, 8], [.user, .limit, .agent, .error, .user, .agent]))
    #expect(abs(try #require(lengths.restrictedMean.simulated.number) - restrictedMean) < 1e-12)
    #expect(abs(try #require(lengths.mean.simulated.number) - 35.0 / 6) < 1e-12)
    #expect(lengths.simulated.events.number == 4 && lengths.simulated.conversations == 6)
    #expect(lengths.causes.map(\.cause) == [.user, .agent, .limit])
    let sum = lengths.causes.compactMap(\.incidence.number).reduce(0, +)
    // All but what an error cut off have ended by one of the three.
    #expect(abs(sum - 1) < 1e-12)
  }

  private let restrictedMean = 6.666666666666667

  @Test func simulatorsThatStayAreSeenByTheLogRankTest() async throws {
    let real = conversations((0..<60).map { 2 + $0 % 6 })
    let stay = try await lengths(real, conversations((0..<60).map { 6 + $0 % 6 }))
    #expect(try #require(stay.p.number) < 1e-4)
    #expect(stay.restrictedMean.comparison.finding == .higher)
    let alike = try await lengths(real, real)
    #expect(abs(try #require(alike.p.number) - 1) < 1e-9 && alike.mean.comparison.finding == .notShown)
  }

  @Test func runsThatAllMetTheLimitHaveNoMedian() async throws {
    let lengths = try await lengths(conversations([2, 3, 4, 5]), conversations([9, 9, 9, 9], [.limit]))
    #expect(lengths.simulated.median.reason == "more than half were still going on at the end")
    #expect(lengths.restrictedMean.simulated.number == 5)
    #expect(lengths.causes.last?.incidence.number == 1 && lengths.causes.last?.incidence.interval.bounds == nil)
  }
}
