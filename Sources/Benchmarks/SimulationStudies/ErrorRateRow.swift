import Fidelity
import SyntheticAudit

/// A planted truth, and what may be said of it.
struct ErrorRateRow: Sendable {
  var truth: String
  /// Sizes that this row is run at beside the others, or instead of them.
  var moreSizes: [Int] = []
  var onlySizes: [Int]?
  /// Made when the row is run: some plants are sized on a large population first.
  var planting: @Sendable () async throws -> ErrorRatePlanting

  /// Every row of the table, in its order.
  static let all: [ErrorRateRow] =
    [independent, perfect] + knowing + [bothSides, payment] + leaving + ErrorBase.rows(.action)
    + ErrorBase.rows(.history) + [ErrorBase.mechanism] + leaks + skills + [growing]

  private static let verdict: [ErrorRateClaim] = [
    .convicted(most: 0.025), .saidOnDecliners(most: 0.025), .saidOnCommitters(most: 0.025),
  ]

  private static let independent = ErrorRateRow(
    truth: "Outcome independent of the stages; a persona that errs with everyone"
  ) {
    ErrorRatePlanting(
      GeneratedAudits(simulator: .init(id: "persona")) { $0.model = $0.model.withoutOutcome }, claims: verdict)
  }

  private static let perfect = ErrorRateRow(truth: "Perfect given the whole history (every label before the probe)") {
    ErrorRatePlanting(
      GeneratedAudits(simulator: .exact(knowing: .history)),
      claims: verdict + ErrorRateFigure.of(.history).map { .rejects($0) }
        + [.covers(ErrorRateFigure.of(.history)[0]), .belowReference, .reference(.history)])
  }

  /// A simulator that knows as much as a reference has no excess over it.
  private static let knowing: [ErrorRateRow] = [
    FloorReport.Reference.position, .previousStage, .action,
  ].map { reference in
    ErrorRateRow(truth: "Perfect given what the reference “\(reference.rawValue)” knows", moreSizes: [14, 20]) {
      var planting = ErrorRatePlanting(
        GeneratedAudits(simulator: .exact(knowing: .init(rawValue: reference.rawValue) ?? .position)),
        claims: excess(over: reference))
      guard reference == .action else { return planting }
      // With every other figure that has a floor, where the report made its floors of this reference.
      planting.claims += ErrorRateFigure.pages.map { .rejects($0.where(.action)) }
      planting.claims += [.convicted(), .reference(.action)]
      planting.parts.formUnion(ErrorRateFigure.pageParts)
      return planting
    }
  }

  private static func excess(over reference: FloorReport.Reference) -> [ErrorRateClaim] {
    let figures = ErrorRateFigure.of(reference)
    return [.isAbove(reference)] + figures.map { .rejects($0) } + figures.map { .covers($0) }
  }

  /// Of everything that is told of leaving.
  private static let leaving = [0, 0.15].map { hazard in
    ErrorRateRow(
      truth: "Answers as somebody else’s turn of the same position and previous stage was labelled"
        + (hazard > 0 ? "; payment ends a conversation with probability \(hazard) a user turn" : "")
    ) {
      let audits = GeneratedAudits(simulator: .exact(knowing: .previousStage)) { $0.commitmentHazard = hazard }
      return ErrorRatePlanting(
        audits, claims: ErrorRateFigure.leaving.map { .rejects($0) },
        parts: ErrorRateFigure.pageParts.union([.strata, .contrast, .floors]),
        sampler: ReferenceSampler(population: try audits.table(conversations: 40_000, seed: 1)))
    }
  }

  private static let bothSides = ErrorRateRow(
    truth: "Perfect given what “action” knows; customers of 1 to 3 conversations, half of the larger on both sides",
    moreSizes: [30]
  ) {
    ErrorRatePlanting(
      GeneratedAudits(simulator: .exact(knowing: .action)) {
        ($0.conversationsPerCustomer, $0.bothSides, $0.outcome) = (3, 0.5, .share(0.5))
      }, claims: verdict + excess(over: .action))
  }

  private static let payment = ErrorRateRow(
    truth: "Perfect given what “action” knows; payment ends a conversation with probability 0.15 a user turn",
    moreSizes: [30]
  ) {
    ErrorRatePlanting(
      GeneratedAudits(simulator: .exact(knowing: .action)) { $0.commitmentHazard = 0.15 },
      claims: verdict + excess(over: .action))
  }

  private static let leaks = [(1.0, Double?.none), (0.8, nil), (1.0, 0.25), (0.8, 0.25)].map { share, margin in
    ErrorRateRow(
      truth: "The real label in \(shareText(share)) % of the turns" + (margin.map { ", margin \($0) declared" } ?? "")
    ) {
      let audits = GeneratedAudits(simulator: .exact(knowing: .history)) { $0.simulators[0].planted.leak = share }
      let population = try await audits.report(
        conversations: 20_000, seed: 1, resamples: 2, parts: [.strata, .contrast, .resampled, .floors])
      let excess = population.contrast?.verdict?.excess.number
      // Inside a declared margin it is no error to say so, as long as it is not shown to lie below 0; outside of it no
      // more often than an interval of 95 % allows on its side.
      let most = margin.map { margin in (excess.map { abs($0) } ?? 0) <= margin ? nil : 0.025 } ?? 0
      return ErrorRatePlanting(
        audits, claims: [.acquitted(most: most), .convicted(most: 0.025), .belowReference],
        margin: margin, note: excess.map { "Its excess is \(($0 * 100).rounded() / 100) depth steps." })
    }
  }

  /// The skill of repeated draws: 0 of a sampler from the reference’s own law, and that of the population of a persona.
  /// Told where a look-up is made of labels enough, which that of “action” seldom is.
  private static let skills: [ErrorRateRow] =
    [FloorReport.Reference.position, .previousStage].map { reference in
      ErrorRateRow(truth: "Three draws a probe, perfect given what “\(reference.rawValue)” knows", moreSizes: [14, 20])
      {
        ErrorRatePlanting(
          GeneratedAudits(simulator: .exact(knowing: .init(rawValue: reference.rawValue) ?? .position, draws: 3)),
          claims: [.covers(.skill(over: reference))], parts: [.contrast, .floors, .draws])
      }
    } + [
      ErrorRateRow(truth: "Three draws a probe of a persona that errs with everyone", moreSizes: [14, 20]) {
        let audits = GeneratedAudits(simulator: .init(id: "persona", draws: 3))
        let parts: AnalysisParts = [.contrast, .floors, .draws]
        let population = try await audits.report(conversations: 20_000, seed: 1, resamples: 2, parts: parts)
        let skill = population.repeated?.ensemble.rows.first { $0.reference == .position }?.skill.number ?? 0
        return ErrorRatePlanting(
          audits, claims: [.covers(.skill(over: .position, truth: skill))], parts: parts,
          note: "The skill over “position” is \((skill * 1000).rounded() / 1000) in 20,000 conversations.")
      }
    ]

  private static let growing = ErrorRateRow(
    truth: "Perfect given what “action” knows, the audit growing in its store: a gate after each of \(looks) imports",
    onlySizes: [400]
  ) {
    ErrorRatePlanting(
      GeneratedAudits(simulator: .exact(knowing: .action)),
      claims: [
        ErrorRateClaim(name: "“not trusted” said in any look, `looks:` in the policy", most: 0.05) { _ in nil },
        ErrorRateClaim(name: "the same by the bounds of a single look") { _ in nil },
      ], looks: looks)
  }

  private static let looks = 100
}

/// What was planted, and what is asked of its audits.
struct ErrorRatePlanting: Sendable {
  var audits: GeneratedAudits
  var claims: [ErrorRateClaim]
  /// The declared margin of the excess, where there is one.
  var margin: Double?
  var parts: AnalysisParts
  /// What the plant comes to in the population.
  var note: String?
  /// How often a gate is held against each while it grows; `nil` where a report is looked at once.
  var looks: Int?
  /// Answers in the simulator's place.
  var sampler: ReferenceSampler?

  init(
    _ audits: GeneratedAudits, claims: [ErrorRateClaim], margin: Double? = nil,
    parts: AnalysisParts = [.strata, .contrast, .resampled, .floors], note: String? = nil, looks: Int? = nil,
    sampler: ReferenceSampler? = nil
  ) {
    self.audits = audits
    self.claims = claims
    self.margin = margin
    self.parts = parts
    self.note = note
    self.looks = looks
    self.sampler = sampler
  }

  /// What is said of one audit, a claim each.
  func answers(conversations: Int, seed: UInt64, resamples: Int) async throws -> [Bool?] {
    if let looks {
      let growing = try GrowingAudits(population: audits, looks: looks, conversations: conversations)
      return try await growing.alarms(seed: seed)
    }
    let report = try await audits.report(
      conversations: conversations, seed: seed, resamples: resamples, parts: parts, sampler: sampler
    ) { $0.excessMargin = margin }
    return claims.map { $0.holds(report) }
  }
}
