import BuiltProgram
import Foundation
import Testing
import VirtualTerminal

/// The example policy asks nothing that a perfect simulator cannot give.
@Suite struct PerfectPolicyTests {
  @Test(arguments: [(60, 11), (60, 12), (60, 13), (200, 14), (200, 15), (1200, 16)])
  func aPerfectSimulatorIsNeverFoundUntrustworthy(conversations: Int, seed: Int) throws {
    let fixture = try JourneyFixture()
    func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
      try Program.run(arguments, environment: fixture.environment)
    }
    let (bundle, policy) = ("\(fixture.folder)/perfect", "\(fixture.folder)/policy.yaml")
    let made = try run([
      "generate", "--perfect", "--lean", "--conversations", "\(conversations)", "--seed", "\(seed)", "--into", bundle,
    ])
    #expect(made.status == 0, "\(made.errors)")
    try Data(run(["check", "--example-policy"]).output.utf8).write(to: URL(fileURLWithPath: policy))
    let check = try run(["check", bundle, "--policy", policy])
    #expect([0, 2].contains(check.status), "\(check.output)\(check.errors)")
    if conversations > 1000 { #expect(check.status == 0, "\(check.output)") }
  }
}
