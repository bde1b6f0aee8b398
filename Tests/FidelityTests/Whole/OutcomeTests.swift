import Cases
import Statistics
import Testing

@testable import Fidelity

/// What became of whole conversations, where it is known of both sides.
struct OutcomeTests {
  private typealias Conversation = WholeTable.Conversation

  private func outcomes(
    _ real: [Conversation], _ simulated: [Conversation], cluster: ClusterUnit = .customer
  ) async throws -> WholeReport.Outcomes {
    let table = WholeTable(real, simulated: [("s", simulated)]).table
    let options = AnalysisOptions(simulator: "s", instrument: "i", cluster: cluster, parts: .lengths)
    let rows = RowSet(capacity: table.count, full: true)
    let report = try await FidelityAnalysis(table: table, rows: rows, options: options).report()
    let groups = try #require(report.whole?.speakers.first).groups
    #expect(groups.dropFirst().allSatisfy { $0.outcomes == nil })
    return try #require(groups[0].outcomes)
  }

  /// Conversations of so many turns, the first of which commit.
  private func conversations(_ turns: [Int], committed: Int, endedBy: EndedBy? = nil) -> [Conversation] {
    turns.enumerated().map { place, turns in
      Conversation(stratum: place < committed ? 1 : 0, userTurns: turns, endedBy: endedBy)
    }
  }

  @Test func withoutCutsTheyAreSharesOfConversations() async throws {
    let real = conversations((0..<40).map { 1 + $0 % 4 }, committed: 10)
    let outcomes = try await outcomes(real, conversations((0..<30).map { 1 + $0 % 4 }, committed: 24, endedBy: .user))
    #expect(outcomes.causes.map(\.name) == [.committed, .left] && outcomes.horizon == 4)
    let shares = outcomes.causes.map(\.incidence)
    #expect(shares.map(\.real.number) == [0.25, 0.75])
    #expect(abs(try #require(shares[0].simulated.number) - 0.8) < 1e-12)
    #expect(shares.map(\.comparison.finding) == [.higher, .lower])
    #expect(try outcomes.causes.allSatisfy { try #require($0.p.number) < 1e-3 })
    let bounds = try #require(shares[0].real.interval.bounds)
    let wilson = try wilsonInterval(share: 0.25, size: 40, level: 0.95)
    #expect(abs(bounds.lower - wilson.lower) < 0.02 && abs(bounds.upper - wilson.upper) < 0.02)
    let alike = try await self.outcomes(real, real)
    #expect(try alike.causes.allSatisfy { abs(try #require($0.p.number) - 1) < 1e-9 })
    #expect(alike.causes.map(\.incidence.comparison.finding) == [.notShown, .notShown])
  }

  /// Twenty of forty meet the limit at their fourth turn: they have neither left nor committed.
  @Test func aLimitCompetesAndAnErrorCutsOff() async throws {
    let real = conversations(Array(repeating: 4, count: 20), committed: 10)
    let runs =
      conversations(Array(repeating: 2, count: 20), committed: 10, endedBy: .agent)
      + conversations(Array(repeating: 4, count: 20), committed: 0, endedBy: .limit)
    let limited = try await outcomes(real, runs)
    #expect(limited.causes.map(\.incidence.simulated.number) == [0.25, 0.25])
    // Of forty, twenty are cut off at the first turn: the rest tells of all.
    let cut = conversations(Array(repeating: 1, count: 20), committed: 0, endedBy: .error)
    let followed = try await outcomes(
      real, conversations(Array(repeating: 2, count: 20), committed: 10, endedBy: .agent) + cut)
    #expect(followed.causes.map(\.incidence.simulated.number) == [0.5, 0.5])
    // A commitment is one, whatever cut off the rest.
    let late = try await outcomes(real, conversations([3, 3, 3, 3], committed: 4, endedBy: .limit))
    #expect(late.causes[0].incidence.simulated.number == 1)
  }

  @Test func whatIsInheritedIsNotWhatTheSimulatedUserDid() async throws {
    let real = conversations(Array(repeating: 4, count: 20), committed: 10)
    let runs = (0..<20).map { Conversation(stratum: 1, userTurns: 3, replays: $0 % 10, inherits: true) }
    let none = try await outcomes(real, runs)
    #expect(none.knownReal == 20 && none.knownSimulated == 0 && none.inherited == 20)
    for cause in none.causes {
      #expect(cause.incidence.simulated.value.reason?.contains("those of the real ones that they replay") == true)
      #expect(cause.p.number == nil && cause.incidence.comparison.finding == .withheld)
    }
    // What others did counts, and the rest does not.
    let own = conversations(Array(repeating: 4, count: 20), committed: 5)
    let some = try await outcomes(real, own + runs)
    let alone = try await outcomes(real, own)
    #expect(some.causes == alone.causes && some.knownSimulated == 20 && some.inherited == 20)
  }

  @Test func outcomesThatNobodyKnowsAreAReason() async throws {
    let real = conversations(Array(repeating: 4, count: 20), committed: 10)
    let unknown = (0..<20).map { _ in Conversation(stratum: Code.missing, userTurns: 4) }
    let ofRuns = try await outcomes(real, unknown)
    #expect(ofRuns.causes[0].p.reason == "the outcome of no simulated conversation is known")
    let ofPeople = try await outcomes(unknown, real)
    #expect(ofPeople.causes[1].incidence.real.value.reason == "the outcome of no real conversation is known")
    let part = try await outcomes(real + unknown, real)
    #expect(part.knownReal == 20 && part.causes.map(\.incidence.real.number) == [0.5, 0.5])
  }

  /// Three conversations of a customer commit or leave together, at about the same turn, on both sides alike: the test over
  /// customers keeps its level, and the one that takes conversations as independent does not.
  @Test func theTestKeepsItsLevelWhereCustomersRepeat() async throws {
    var random = SeededGenerator(seed: 88)
    func side(_ name: String) -> [Conversation] {
      (0..<30).flatMap { customer in
        let (commits, turns) = (random.next(below: 10) < 4, 1 + random.next(below: 6))
        return (0..<3).map { _ in
          Conversation(
            stratum: commits == (random.next(below: 10) > 0) ? 1 : 0, customer: "\(name)\(customer)",
            userTurns: turns + random.next(below: 2), endedBy: random.next(below: 8) == 0 ? .error : .user)
        }
      }
    }
    var rejections = [ClusterUnit.customer: 0, .conversation: 0]
    let runs = 200
    for _ in 0..<runs {
      let (real, simulated) = (side("r"), side("s"))
      for unit in [ClusterUnit.customer, .conversation] {
        let p = try await outcomes(real, simulated, cluster: unit).causes[0].p.number
        if try #require(p) < 0.05 { rejections[unit, default: 0] += 1 }
      }
    }
    let (clustered, plain) = (rejections[.customer] ?? 0, rejections[.conversation] ?? 0)
    #expect((2...20).contains(clustered), "\(clustered) of \(runs)")
    #expect(plain > 2 * clustered && plain > runs / 8, "\(plain) of \(runs)")
  }
}
