import Foundation
import ScriptedEndpoint
import Testing

@Suite struct RunLimitTests {
  @Test func tokensAreEstimatedWhereTheEndpointSaysNothing() throws {
    let files = try ProbingFiles { _ in
      .reply(status: 200, body: Array(#"{"choices":[{"message":{"content":"hm"},"finish_reason":"stop"}]}"#.utf8))
    }
    let result = try files.simulate("--max-tokens", "500", "--json")
    #expect(result.status == 0)
    let run = try runs(result.output)
    #expect((1...20).contains(run["stored"] as? Int ?? 0) && run["left"] as? Int ?? 0 > 0)
    #expect(run["estimated"] as? Int == run["stored"] as? Int && run["estimated_tokens"] as? Int ?? 0 >= 500)
  }

  @Test func aQuotaThatIsUsedUpEndsTheRunAtOnce() throws {
    let files = try ProbingFiles { _ in
      .reply(status: 429, body: Array(#"{"error":{"message":"pay first","code":"insufficient_quota"}}"#.utf8))
    }
    let result = try files.simulate()
    #expect(result.status == 69 && files.server.received == 1)
    #expect(
      result.output.contains("given up: the quota at the endpoint is used up (429: pay first (insufficient_quota))"))
  }

  @Test func patienceEndsARunThatIsPushedBack() throws {
    let files = try ProbingFiles { _ in .reply(status: 503, body: Array("loading".utf8)) }
    let result = try files.simulate("--patience", "0s")
    #expect(result.status == 69 && result.output.contains("for as long as --patience waits"))
    #expect(result.errors.contains("waiting for the endpoint (503") || files.server.received <= 2)
    #expect(try files.simulate("--patience", "soon").status == 64)
  }
}
