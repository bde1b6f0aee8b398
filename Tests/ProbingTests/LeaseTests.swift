import AuditStore
import Cases
import ScriptedEndpoint
import Testing

@testable import Probing

@Suite struct LeaseTests {
  @Test func twoRunsAskForNothingTwice() async throws {
    let fixture = try ProbingFixture(conversations: 30)
    let server = try ScriptedServer { FakeModel.reply($0) }
    defer { server.stop() }
    let work = try fixture.simulator()
    async let one = fixture.run(work, against: server)
    async let other = fixture.run(work, against: server)
    let (first, second) = try await (one, other)
    let points = try fixture.points().count
    #expect(server.received == points)
    #expect(first.stored + second.stored == points)
    // Each ends when everything is stored, whoever has asked for it.
    for summary in [first, second] {
      #expect(summary.stored + summary.tally.elsewhere == summary.tally.total && summary.duplicates == 0)
    }
  }

  @Test func whatARunHasTakenIsItsOwnUntilItEnds() throws {
    let fixture = try ProbingFixture(conversations: 2)
    let work = try fixture.simulator()
    let keys = try fixture.session.everything(of: work, at: try fixture.scope()).map(\.key)
    let (one, other) = (LeaseHolder(), LeaseHolder())
    func claim(_ holder: LeaseHolder, at time: Int = 1_000) throws -> Set<LeaseClaim> {
      Set(try fixture.store.claim(keys, .simulation, for: holder, again: false, now: time))
    }
    #expect(try claim(one) == [.granted] && claim(one) == [.granted])
    #expect(try claim(other) == [.elsewhere])
    // Of another kind they are other answers.
    #expect(try fixture.store.claim(keys, .label, for: other, again: false, now: 1_000).allSatisfy { $0 == .granted })
    try fixture.store.release(one)
    #expect(try claim(other) == [.granted])
    // Who was not heard of for long has lost them, and no clock makes a lease last for ever.
    #expect(try claim(one, at: 1_000 + AuditStore.leaseSeconds) == [.elsewhere])
    #expect(try claim(one, at: 1_001 + AuditStore.leaseSeconds) == [.granted])
    #expect(try claim(other, at: 10) == [.granted])
  }
}
