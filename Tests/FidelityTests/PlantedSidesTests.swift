import Cases
import Fidelity
import Figures
import Statistics
import Testing

/// Audits of which it is known on which side the simulator errs.
@Suite struct PlantedSidesTests {
  /// Real people who decline stand shallower than those who commit; the simulator draws from everybody's stages, which is
  /// what a perfect outcome-blind one does, moved by so many steps on either side.
  private func verdict(
    uncommitted: Int = 0, committed: Int = 0, conversations: Int = 400, leak: Bool = false,
    _ change: (inout AnalysisOptions) -> Void = { _ in }
  ) async throws -> ConcentrationVerdict {
    var random = SeededGenerator(seed: 11)
    var table = TestTable()
    for conversation in 0..<conversations {
      // One probe: nothing that came before tells the sides apart.
      let side = conversation % 2
      table.add(
        stratum: side,
        (0..<1).map { _ in
          let real = (side == 0 ? 0 : 2) + random.next(below: 3)
          let anybody = (random.next(below: 2) == 0 ? 0 : 2) + random.next(below: 3)
          let moved = anybody + (side == 0 ? uncommitted : committed)
          return (real, leak ? real : min(max(moved, 0), 4))
        })
    }
    var options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 400, permutationDraws: 50)
    options.parts = [.contrast, .floors, .resampled]
    change(&options)
    let report = try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
    return try #require(report.contrast?.verdict)
  }

  @Test func theSideThatIsWrongIsNamed() async throws {
    let deep = try await verdict(uncommitted: 1)
    #expect(deep.finding == .onDecliners && deep.finding.word == "concentrates on decliners")
    #expect(deep.sentence.contains("those who decline: too deep there"))
    let shallow = try await verdict(committed: -1)
    #expect(shallow.finding == .onCommitters && shallow.finding.word == "concentrates on committers")
    #expect(shallow.sentence.contains("those who commit: too shallow there"))
    #expect(try await verdict(uncommitted: 1, committed: -1).finding == .onBoth)
  }

  @Test func aPerfectBlindSimulatorIsNotConvicted() async throws {
    let perfect = try await verdict()
    #expect(perfect.finding == .undecided && perfect.sentence.hasPrefix("The data cannot tell"))
    #expect(perfect.sentence.contains("could have shown an excess of"))
  }

  @Test func whatIsWrongWithEveryoneDoesNotConcentrate() async throws {
    #expect(try await verdict(uncommitted: 1, committed: 1).finding == .alike)
  }

  /// A simulator that has seen the answer is no better for it.
  @Test func aLeakIsNoAcquittal() async throws {
    let leak = try await verdict(leak: true)
    #expect(leak.finding == .belowReference && leak.finding.word == "undecided")
    #expect(leak.sentence.contains("has seen the answer"))
  }

  @Test func aMarginIsDeclaredAndConvictionLiesBeyondIt() async throws {
    #expect(try await verdict(uncommitted: 1) { $0.excessMargin = 5 }.finding == .belowMargin)
    let perfect = try await verdict { $0.excessMargin = 0.9 }
    #expect(perfect.finding == .withinMargin && perfect.finding.word == "within the margin")
    let open = try await verdict { $0.excessMargin = 0.05 }
    #expect(open.finding == .undecided && open.sentence.contains("conversations would tell"))
  }

  @Test func fewUnitsHaveNoVerdict() async throws {
    let few = try await verdict(uncommitted: 1, conversations: 6)
    #expect(few.finding == .withheld && few.sentence.contains("at least 7"))
    #expect(try await verdict(uncommitted: 1, conversations: 14).finding != .withheld)
  }

  @Test(arguments: [
    ("real:resisting", true), ("severity>=2", true), ("-miss:yes", true),
    ("-(outcome:a -(turn<9 sim-exit:silent))", true), ("reviewer:mk", true),
    ("draw:0", false), ("(outcome:a or sim:s1)", true),
    ("position:30%", false), ("outcome:a", false), ("profile.age>30 turn<9", false),
  ])
  func aSelectionByWhatIsMeasuredHasNoVerdict(filter: String, isWithheld: Bool) async throws {
    let found = try await verdict(uncommitted: 1) { $0.filterText = filter }
    #expect((found.finding == .withheld) == isWithheld)
    if isWithheld { #expect(found.sentence.contains("part of what is measured")) }
  }
}
