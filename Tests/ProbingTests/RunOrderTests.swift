import ScriptedEndpoint
import Testing

@testable import Probing

@Suite struct RunOrderTests {
  @Test func jobsAreShuffledByTheirSeed() throws {
    let fixture = try ProbingFixture(conversations: 20)
    let work = try fixture.simulator()
    let points = try fixture.scope()
    func pending(seed: UInt64) throws -> [ProbeJob] {
      try fixture.session.jobs(of: work, at: points, seed: seed).pending
    }
    let all = try fixture.session.everything(of: work, at: points)
    let first = try pending(seed: 1)
    #expect(first != all && Set(first) == Set(all))
    #expect(try pending(seed: 1) == first)
    #expect(try pending(seed: 2) != first)
  }

  @Test func onlyFailuresInARowEndARun() async throws {
    let fixture = try ProbingFixture(conversations: 20)
    let server = try ScriptedServer { request in
      request.number % 4 == 3 ? FakeModel.reply(request) : .reply(status: 500, body: Array("{}".utf8))
    }
    defer { server.stop() }
    let summary = try await fixture.run(
      try fixture.simulator(), against: server, limits: RunLimits(concurrency: 1), tries: 1)
    #expect(summary.givenUp == nil)
    #expect(summary.tally.failed > 8)
    #expect(summary.tally.done + summary.tally.failed == (try fixture.points().count))
  }
}
