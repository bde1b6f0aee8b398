import Cases
import Statistics

/// The draws of a simulator as a forecast of the next real turn, against the references.
///
/// The skill 1 − Σ RPS ÷ Σ RPS of a reference is over the same probes, its interval over units; the reference is taken as it
/// stands. A perfect ensemble (draws from a reference's own law) has a skill of 0 against it.
struct EnsembleAnalysis: Sendable {
  private typealias Column = EnsembleSums.Column

  private let sums: EnsembleSums
  private let units: UnitKinds
  private let level: Double
  /// By reference, why it has no law.
  private let reasons: [String?]

  init(
    _ sums: EnsembleSums, _ references: References, clusters: Clusters?, strata: Int, level: Double
  ) {
    self.sums = sums
    self.level = level
    reasons = ReferenceLaws.references.map(references.reason)
    units = UnitKinds(sums.kinds.conversations, clusters: clusters, strata: strata) { sums.kinds.stratum($0) }
  }

  /// The share of probes at which a look-up may be made of hardly any label: with more, whoever draws from its true law
  /// would beat it.
  private static let mostThin = 0.1

  func report() -> EnsembleReport {
    var report = EnsembleReport(
      probes: sums.probes, draws: sums.draws, singles: sums.singles, withoutReference: sums.withoutReference,
      units: units.units, rows: [])
    guard sums.probes > 0 else {
      report.reason =
        sums.withoutReference > 0 ? "nobody else in the audit has a labelled real turn" : EnsembleReport.oneDraw
      return report
    }
    let none = "a skill is that of the draws against a reference"
    report.rows = [
      EnsembleReport.Row(
        reference: nil, rankedScore: mean(Column.score), skill: .unavailable(none, count: sums.probes),
        identical: mean(Column.agreement), entropy: mean(Column.entropy),
        lawEntropy: .reason("the simulator’s law is not known"))
    ]
    report.rows += ReferenceLaws.references.enumerated().map { place, reference in
      if let reason = reasons[place] {
        let figure = Figure.unavailable(reason)
        return EnsembleReport.Row(
          reference: reference, rankedScore: figure, skill: figure, identical: figure, entropy: figure,
          lawEntropy: .reason(reason))
      }
      return EnsembleReport.Row(
        reference: reference, rankedScore: mean(Column.score(place)), skill: skill(place),
        identical: mean(Column.agreement(place)), entropy: mean(Column.entropy(place)),
        lawEntropy: mean(Column.lawEntropy(place)).value)
    }
    return report
  }

  private func mean(_ column: Int) -> Figure {
    var figure = Figure.ratio(
      units.sums { (sums.kinds.number($0, column), sums.kinds.number($0, Column.probes)) }, count: sums.probes,
      level: level, empty: EnsembleReport.oneDraw)
    figure.bootstrap = .reason("not resampled")
    return figure
  }

  private func skill(_ reference: Int) -> Figure {
    let thin = sums.thin[reference]
    guard Double(thin) <= EnsembleAnalysis.mostThin * Double(sums.probes) else {
      return .unavailable(
        "the look-up is made of fewer than \(EnsembleSums.fewestLabels) labels at \(thin) of \(sums.probes) probes",
        count: sums.probes)
    }
    let scores = units.sums {
      (sums.kinds.number($0, Column.score), sums.kinds.number($0, Column.score(reference)))
    }
    do throws(StatisticsError) {
      let estimate = try skillScore(scores)
      return Figure(
        .number(estimate.value),
        interval: IntervalFigure { () throws(StatisticsError) in try estimate.interval(level: level) },
        bootstrap: .reason("not resampled"), count: sums.probes)
    } catch {
      return .unavailable(error.description, count: sums.probes)
    }
  }
}
