import Cases
import Fidelity
import Figures
import Testing

@Suite struct MediumTableTests {
  private let medium: MediumTable

  init() throws { medium = try MediumTable() }

  @Test(arguments: [(0, ClusterUnit.conversation), (1, .customer)])
  func everyFigureEqualsTheReference(_ index: Int, _ cluster: ClusterUnit) async throws {
    let report = try await medium.report { $0.cluster = cluster }
    let oracle = try #require(medium.oracle["reports"]?[index])
    #expect(oracle["cluster"]?.text == cluster.rawValue)
    expectReport(report, equals: oracle, resampled: true)
  }

  @Test func drawsCountAsPairsOfTheirOwnUnderTheirMean() async throws {
    let report = try await medium.report {
      $0.draws = .mean
      $0.resamples = 50
      $0.parts = [.strata, .contrast, .floors, .matrix]
    }
    let oracle = try #require(medium.oracle["mean_over_draws"])
    expectReport(report, equals: oracle, resampled: false)
  }

  @Test func positionsAndActionsEqualTheReference() async throws {
    let report = try await medium.report {
      $0.parts = [.positions, .actions]
    }
    expectGroups(try #require(report.positions), equal: medium.oracle["positions"])
    expectGroups(try #require(report.actions), equal: medium.oracle["actions"])
  }

  @Test func twoSimulatorsAreComparedOnCommonConversations() async throws {
    let report = try await medium.report {
      $0.comparedSimulator = "other"
      $0.parts = [.comparison]
    }
    let comparison = try #require(report.comparison)
    let oracle = try #require(medium.oracle["comparison"])
    #expect(Double(comparison.conversations) == oracle["conversations"]?.number)
    expectNear(comparison.difference.number, oracle["estimate"])
    expectNear(comparison.difference.interval.bounds, oracle["ci"])
    expectNear(comparison.p.number, oracle["p"])
  }

  @Test func instrumentsAgreeAsTheReferenceSays() async throws {
    let report = try await medium.report { $0.parts = [.instruments] }
    let instruments = try #require(report.instruments)
    let pair = try #require(instruments.pairs.first { $0.second == "b" })
    for (agreement, key) in [(pair.real, "real"), (pair.simulated, "simulated")] {
      let oracle = try #require(medium.oracle["instruments"]?[key])
      #expect(Double(agreement.turns) == oracle["turns"]?.number)
      expectNear(agreement.kappa.number, oracle["kappa"])
      expectNear(agreement.kappaLinear.number, oracle["kappa_linear"])
      expectNear(agreement.kappaQuadratic.number, oracle["kappa_quadratic"])
      expectNear(agreement.alphaNominal.number, oracle["alpha_nominal"])
      expectNear(agreement.alphaOrdinal.number, oracle["alpha_ordinal"])
      expectNear(agreement.alphaInterval.number, oracle["alpha_interval"])
    }
    expectNear(instruments.overall?.realAlpha.number, medium.oracle["overall"]?["real"])
    expectNear(instruments.overall?.simulatedAlpha.number, medium.oracle["overall"]?["simulated"])
  }

  @Test func theReportIsTheSameForAnyNumberOfThreads() async throws {
    let one = try await medium.report {
      $0.threads = 1
      $0.resamples = 60
      $0.comparedSimulator = "other"
    }
    for threads in [2, 5] {
      let more = try await medium.report {
        $0.threads = threads
        $0.resamples = 60
        $0.comparedSimulator = "other"
      }
      #expect(one == more)
      #expect(one.figures.tree.json() == more.figures.tree.json())
    }
  }

  @Test func anotherSeedGivesOtherIntervalsAndTheSameEstimates() async throws {
    let first = try await medium.report { $0.parts = [.strata, .contrast, .resampled] }
    let second = try await medium.report {
      $0.parts = [.strata, .contrast, .resampled]
      $0.seed = 7
    }
    #expect(first.contrast?.estimate.bootstrap != second.contrast?.estimate.bootstrap)
    #expect(first.contrast?.estimate.value == second.contrast?.estimate.value)
    #expect(second.seed == 7)
  }

  @Test func thePapersChoicesPutPercentileIntervalsFirst() async throws {
    let plain = try await medium.report { $0.parts = [.strata, .contrast, .resampled] }
    let paper = try await medium.report {
      $0.parts = [.strata, .contrast, .resampled]
      $0.paperChoices = true
    }
    #expect(paper.contrast?.estimate.interval == plain.contrast?.estimate.bootstrap)
    #expect(paper.contrast?.permutation?.oneSided == plain.contrast?.permutation?.rawOneSided)
    #expect(paper.strata[0].stages[0].shift.interval == plain.strata[0].stages[0].shift.bootstrap)
    #expect(paper.strata[0].stages[0].shift.formulaInterval == plain.strata[0].stages[0].shift.interval)
    #expect(paper.figures.text().contains("The paper’s own choices"))
  }

  @Test func biasCorrectedIntervalsDifferFromPercentiles() async throws {
    let percentile = try await medium.report { $0.parts = [.strata, .contrast, .resampled] }
    let corrected = try await medium.report {
      $0.parts = [.strata, .contrast, .resampled]
      $0.biasCorrected = true
    }
    #expect(corrected.contrast?.cohenD.interval.bounds != nil)
    #expect(corrected.contrast?.cohenD.interval != percentile.contrast?.cohenD.interval)
  }
}
