import Testing

@testable import SyntheticAudit

@Suite struct GenerationOptionsTests {
  /// An option that is out of range, and what the refusal must name.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var part: String
    var change: @Sendable (inout GenerationOptions) -> Void
    var testDescription: String { part }
  }

  static let mistakes = [
    Mistake(part: "conversations") { $0.conversations = -1 },
    Mistake(part: "committed") { $0.outcome = .share(1.5) },
    Mistake(part: "committed") { $0.outcome = .committed(61) },
    Mistake(part: "user turns") { $0.userTurns = 1...4 },
    Mistake(part: "fractions") { $0.fractions = [0.3, .nan] },
    Mistake(part: "customer") { $0.conversationsPerCustomer = 0 },
    Mistake(part: "simulator ids") { $0.simulators = [SimulatorPlan(id: "a"), SimulatorPlan(id: "a")] },
    Mistake(part: "simulator ids") { $0.simulators = [SimulatorPlan(id: "real")] },
    Mistake(part: "draws of a") { $0.simulators = [SimulatorPlan(id: "a", draws: 0)] },
    Mistake(part: "noise of a") { $0.simulators = [SimulatorPlan(id: "a", noise: -0.1)] },
    Mistake(part: "coverage of a") { $0.simulators = [SimulatorPlan(id: "a", coverage: 1000)] },
    Mistake(part: "leak of perfect") {
      $0.simulators = [.perfect()]
      $0.simulators[0].planted.leak = 1.1
    },
    Mistake(part: "softening of a") {
      $0.simulators = [SimulatorPlan(id: "a")]
      $0.simulators[0].planted.softening = .nan
    },
    Mistake(part: "shift of committers by a") {
      $0.simulators = [SimulatorPlan(id: "a")]
      $0.simulators[0].planted.committersShift = -5
    },
    Mistake(part: "conversations per customer") { $0.bothSides = 0.5 },
    Mistake(part: "on both sides") {
      $0.bothSides = 2
      $0.conversationsPerCustomer = 2
    },
    Mistake(part: "the outcome") {
      $0.bothSides = 0.5
      $0.conversationsPerCustomer = 2
      $0.outcome = .balanced
    },
    Mistake(part: "the commitment hazard") { $0.commitmentHazard = -0.1 },
    Mistake(part: "error rate of j") { $0.instruments = [InstrumentPlan(id: "j", errorRate: 2)] },
    Mistake(part: "blockerShares") { $0.model.blockerShares = [1, 1, 1, 1, 1, 1] },
    Mistake(part: "stageBase") { $0.model.stageBase = [0] },
    Mistake(part: "scalars") { $0.model.decay = .infinity },
  ]

  @Test(arguments: mistakes)
  func whatCannotBeGeneratedIsNamed(_ mistake: Mistake) {
    var options = GenerationOptions.small(.matchmaking)
    mistake.change(&options)
    let error = #expect(throws: GenerationError.self) { _ = try AuditGenerator(options) }
    #expect(error?.description.contains(mistake.part) == true)
  }

  @Test func theSmallestAuditsAreWhole() throws {
    for conversations in 0...2 {
      var options = GenerationOptions.small(.subscription, conversations: conversations)
      options.userTurns = 2...2
      options.fractions = []
      options.instruments = []
      let audit = try GeneratedAudit(options)
      #expect(try audit.lines(.conversations).count == conversations)
      #expect(audit.files[.labels] == nil)
      #expect(audit.files[.audit] != nil && audit.files[.truth] != nil)
    }
  }

  @Test func coverageAndDrawsAreThoseAsked() throws {
    var options = GenerationOptions.small(.matchmaking)
    options.exitProbe = false
    options.simulators = [SimulatorPlan(id: "half", draws: 3, coverage: 30)]
    let lines = try GeneratedAudit(options).lines(.simulations)
    #expect(Set(lines.compactMap { $0["conversation"] as? String }).count == 30)
    #expect(Set(lines.compactMap { $0["draw"] as? Int }) == [0, 1, 2])
  }

  @Test func awkwardNamesAreEscaped() throws {
    var options = GenerationOptions.small(.matchmaking, conversations: 5)
    options.name = "a \"name\"\\\n\u{1}"
    options.simulators = [SimulatorPlan(id: "q\"uote")]
    let audit = try GeneratedAudit(options)
    #expect(try audit.object(.audit)["name"] as? String == options.name)
    #expect(try audit.lines(.simulations).allSatisfy { $0["simulator"] as? String == "q\"uote" })
  }

  @Test func throwingFromProgressStopsTheWork() throws {
    struct Stop: Error {}
    let generator = try AuditGenerator(.small(.matchmaking, conversations: 5000, text: .short))
    var files: Set<GeneratedFile> = []
    var steps: [GenerationProgress] = []
    #expect(throws: Stop.self) {
      try generator.write(threads: 1, to: { file, _ in files.insert(file) }) { step in
        steps.append(step)
        if step.conversations >= 512 { throw Stop() }
      }
    }
    #expect(steps.count == 2)
    #expect(steps.last?.totalConversations == 5000)
    #expect(!files.contains(.truth))
  }
}
