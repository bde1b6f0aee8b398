import Cases
import Fidelity
import Figures
import JSON
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

  @Test(
    arguments: [(0, ClusterUnit.conversation), (1, .customer)],
    [FloorReport.Reference.position, .previousStage, .action])
  func floorsOfFiguresEqualTheReference(
    _ unit: (index: Int, cluster: ClusterUnit), _ reference: FloorReport.Reference
  ) async throws {
    let report = try await medium.report {
      $0.cluster = unit.cluster
      $0.verdictReference = reference
      $0.parts = [.strata, .contrast, .floors, .matrix, .positions]
    }
    #expect(report.reference == reference)
    try expectFigureFloors(report, equal: medium.oracle["floors"]?[unit.index])
  }

  @Test func drawsOfOneProbeShareItUnderTheirMean() async throws {
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

  /// The jackknife over customers, by scikit-learn and krippendorff: Tests/Oracles/agreement_jackknife.py.
  @Test func coefficientsOfAgreementHaveTheIntervalOfLeavingOutCustomers() async throws {
    let report = try await medium.report { $0.parts = [.instruments] }
    let oracle = try OracleValue.read("agreement_jackknife.json")
    let instruments = try #require(report.instruments)
    let pair = try #require(instruments.pairs.first { $0.second == "b" })
    let overall = try #require(instruments.overall)
    for (agreement, all, key) in [
      (pair.real, overall.realAlpha, "real"), (pair.simulated, overall.simulatedAlpha, "simulated"),
    ] {
      let expected = try #require(oracle[key])
      for (figure, name) in [(agreement.kappa, "kappa"), (agreement.alphaOrdinal, "alpha"), (all, "overall")] {
        let values = expected[name]?.numbers ?? []
        let bounds = try #require(figure.interval.bounds)
        for (value, other) in zip([figure.number ?? .nan, bounds.lower, bounds.upper], values) {
          #expect(abs(value - other) < 1e-10, "\(key) \(name)")
        }
        #expect(values.count == 3)
      }
      #expect(agreement.observed.interval.bounds != nil && agreement.depthDifference.interval.bounds != nil)
    }
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
    #expect(paper.figures.text().contains("the paper’s own choices"))
  }

  @Test func theNoiseFloorFollowsTheLevel() async throws {
    func upper(level: Double) async throws -> Double {
      let report = try await medium.report {
        $0.parts = [.strata, .matrix, .resampled]
        $0.level = level
      }
      return try #require(report.strata[0].matrix?.wasserstein.noiseUpper.number)
    }
    let (narrow, wide) = (try await upper(level: 0.8), try await upper(level: 0.95))
    #expect(narrow < wide)
  }

  @Test func biasCorrectedIntervalsDifferFromPercentiles() async throws {
    // The paper's choice is the plain percentile interval; without either, the percentiles are set further apart.
    let percentile = try await medium.report {
      $0.parts = [.strata, .contrast, .resampled]
      $0.paperChoices = true
    }
    let corrected = try await medium.report {
      $0.parts = [.strata, .contrast, .resampled]
      $0.biasCorrected = true
    }
    let (plain, moved) = (
      try #require(percentile.contrast?.cohenD.interval.bounds),
      try #require(corrected.contrast?.cohenD.interval.bounds)
    )
    #expect(moved.lower != plain.lower && moved.upper != plain.upper)
    // As they came when intervals and acceleration met their references: the same seed, the same limits.
    #expect(abs(moved.lower - 0.041921153353702875) < 1e-9)
    #expect(abs(moved.upper - 0.6565175827747358) < 1e-9)
    let bias = try #require(corrected.strata[0].depthBias?.estimate.bootstrap.bounds)
    #expect(bias != (try #require(percentile.strata[0].depthBias?.estimate.bootstrap.bounds)))
  }
}
