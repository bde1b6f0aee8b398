import Fidelity
import SyntheticAudit

/// A planted truth, and what may be said of it.
struct ErrorRateRow: Sendable {
  var truth: String
  var audits: GeneratedAudits
  /// The declared margin of the excess, where there is one.
  var margin: Double?
  var claims: [ErrorRateClaim]
  var parts = ErrorRateRow.verdictParts
  /// Sizes that this row is run at beside the others.
  var moreSizes: [Int] = []

  static let verdictParts: AnalysisParts = [.strata, .contrast, .resampled, .floors]

  /// Every row of the table, in its order.
  static func all() throws -> [ErrorRateRow] {
    [independent, perfect] + knowing + (try ErrorBase.all().flatMap { $0.rows }) + leaks
  }

  private static let independent = ErrorRateRow(
    truth: "Outcome independent of the stages; a persona that errs with everyone",
    audits: GeneratedAudits(simulator: .init(id: "persona")) { $0.model = $0.model.withoutOutcome },
    claims: [.convicted(most: 0.025), .saidOnDecliners(most: 0.025), .saidOnCommitters(most: 0.025)])

  private static let perfect = ErrorRateRow(
    truth: "Perfect given the whole history (every label before the probe)",
    audits: GeneratedAudits(simulator: .exact(knowing: .history)),
    claims: [.convicted(most: 0.025), .saidOnDecliners(most: 0.025), .saidOnCommitters(most: 0.025)]
      + ErrorRateFigure.of(.history).map { .rejects($0) }
      + [.covers(ErrorRateFigure.of(.history)[0]), .belowReference, .reference(.history)])

  /// A simulator that knows as much as a reference has no excess over it.
  private static let knowing = [ErrorRateRow.perfect(knowing: .position), .perfect(knowing: .previousStage), .action]

  private static func perfect(knowing reference: FloorReport.Reference) -> ErrorRateRow {
    let figures = ErrorRateFigure.of(reference)
    return ErrorRateRow(
      truth: "Perfect given what the reference “\(reference.rawValue)” knows",
      audits: GeneratedAudits(simulator: .exact(knowing: .init(rawValue: reference.rawValue) ?? .position)),
      claims: [.isAbove(reference)] + figures.map { .rejects($0) } + [.covers(figures[0])], moreSizes: [14, 20])
  }

  /// With every other figure that has a floor, where the report made its floors of this reference.
  private static var action: ErrorRateRow {
    var row = ErrorRateRow.perfect(knowing: .action)
    row.claims += ErrorRateFigure.pages.map { .rejects($0.where(.action)) } + [.convicted(), .reference(.action)]
    row.parts.formUnion(ErrorRateFigure.pageParts)
    return row
  }

  private static let leaks = [(1.0, Double?.none), (0.8, nil), (1.0, 0.25), (0.8, 0.25)].map { share, margin in
    ErrorRateRow(
      truth: "The real label in \(shareText(share)) % of the turns" + (margin.map { ", margin \($0) declared" } ?? ""),
      audits: GeneratedAudits(simulator: .exact(knowing: .history)) { $0.simulators[0].planted.leak = share },
      margin: margin, claims: [.acquitted, .convicted(most: 0.025), .belowReference])
  }
}
