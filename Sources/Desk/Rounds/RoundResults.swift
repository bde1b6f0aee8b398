internal import AuditStore
internal import Cases
internal import Explorer
internal import Fidelity
internal import Figures
internal import Foundation

/// What a round of blind review comes to, so far.
public struct RoundResults {
  /// How far one reviewer is.
  struct Progress {
    var reviewer: String
    var labelled: Int
    var skipped: Int
    /// How many turns are the reviewer's.
    var all: Int
    /// The median of the seconds that a turn took.
    var seconds: Double?
  }

  /// A turn on which people disagree.
  struct Dispute {
    var item: ReviewRound.Item
    /// Reviewers with what each gave; one who gave several in several stores stands here more than once.
    var given: [(reviewer: String, stage: String, isElsewhere: Bool)]
    var settled: String?
  }

  /// What people's labels make of one simulator's figures.
  struct Corrected {
    var figures: ReportFigures
    var simulator: String

    /// The excess beyond the reference that the verdict takes, by the instrument and corrected.
    var excess: (instrument: Quantity, corrected: CorrectedExcess)? {
      let floor = figures.report.contrast?.floors.first { $0.reference == figures.report.reference }
      return floor.flatMap { floor in floor.corrected.map { (floor.excess.value, $0) } }
    }
  }

  let round: ReviewRound
  let progress: [Progress]
  /// By question.
  let agreements: [(question: BlindRound.Question.Kind, values: [String], pairs: [RaterAgreement])]
  /// Of stages.
  let standings: [RaterStanding]
  let corrected: [Corrected]
  let disputes: [Dispute]
  let level: Double

  /// - Throws: ``CommandFailure`` where there is no such round.
  public init(_ audit: LoadedAudit, round name: String?) async throws {
    let round = try audit.round(named: name)
    let labels = try RoundLabels(round, in: audit.store)
    self.round = round
    level = AnalysisOptions.standard.level
    progress = RoundResults.progress(round, labels)
    let questions = RoundResults.questions(audit.store.description.schema)
    let rated = try RatedItems(labels, in: audit)
    agreements = questions.map { question in
      let turns = rated.turns(question)
      return (
        question.kind, question.values,
        RoundAgreement(turns, categories: question.values.count, level: AnalysisOptions.standard.level).pairs()
      )
    }
    standings =
      questions.first.map {
        RoundAgreement(
          rated.turns($0), categories: $0.values.count, level: AnalysisOptions.standard.level
        ).standings()
      } ?? []
    disputes = labels.disputed.map { item in
      Dispute(
        item: round.items[item],
        given: labels.given(item).sorted { $0.key < $1.key }.map { ($0.key, $0.value.stage ?? "", false) }
          + labels.conflicts[item].map { ($0.reviewer, $0.label.stage ?? "–", true) },
        settled: labels.settled(item)?.stage)
    }
    corrected = try await RoundResults.corrected(round, audit)
  }

  static func questions(_ schema: StateSchema) -> [BlindRound.Question] {
    [
      BlindRound.Question(.stage, schema.stages.map(\.id)), BlindRound.Question(.emotion, schema.emotions),
      BlindRound.Question(.blocker, schema.blockers), BlindRound.Question(.exit, schema.exits),
    ].filter { !$0.values.isEmpty }
  }

  private static func progress(_ round: ReviewRound, _ labels: RoundLabels) -> [Progress] {
    let names = round.reviewers.isEmpty ? labels.reviewers : round.reviewers
    return names.map { name in
      let places = round.places(of: name) ?? []
      let own = places.compactMap { labels[$0, name] }
      let times = own.compactMap(\.seconds).sorted()
      return Progress(
        reviewer: name, labelled: own.count { $0.stage != nil }, skipped: own.count(where: \.isSkipped),
        all: places.count, seconds: times.isEmpty ? nil : times[times.count / 2])
    }
  }

  /// The figures of each simulator with the verdict on them.
  private static func corrected(_ round: ReviewRound, _ audit: LoadedAudit) async throws -> [Corrected] {
    var results: [Corrected] = []
    for simulator in round.simulators {
      let series = audit.table.series.filter { $0.simulator == simulator && $0.instrument == round.instrument }
      guard let first = series.first else { continue }
      var options = audit.analysisOptions(
        series: first, parts: [.contrast, .floors, .resampled, .instruments, .corrected])
      if series.count > 1 { options.draws = .mean }
      options.comparedSimulator = nil
      let rows = RowSet(capacity: audit.table.count, full: true)
      let report = try await FidelityAnalysis(table: audit.table, rows: rows, options: options).report()
      guard let corrected = report.corrected, corrected.reason == nil else { continue }
      audit.note(report)
      results.append(Corrected(figures: ReportFigures(report, audit.table.description.schema), simulator: simulator))
    }
    return results
  }
}

/// The turns of a round with people's and every instrument's labels.
private struct RatedItems {
  private struct Rated {
    var cluster: Int
    var isReal: Bool
    var weight: Double
    var people: [String: Review.BlindLabel]
    var instruments: [Label]
  }

  private var items: [Rated] = []

  init(_ labels: RoundLabels, in audit: LoadedAudit) throws {
    for (number, item) in labels.round.items.enumerated() {
      let people = labels.given(number)
      guard !people.isEmpty, let row = try audit.row(of: item) else { continue }
      let detail = try audit.store.detail(of: audit.table.key(of: row))
      let given =
        item.isReal
        ? detail.labels.filter { $0.source == .real && $0.turn == item.turn }
        : detail.answers.first { $0.simulator == item.simulator && $0.draw == item.draw }?.labels ?? []
      items.append(
        Rated(
          cluster: Int(audit.table.conversations.cluster[Int(audit.table.pairs.conversation[row])]),
          isReal: item.isReal, weight: 1 / item.probability, people: people, instruments: given))
    }
  }

  func turns(_ question: BlindRound.Question) -> [RatedTurn] {
    let codes = Dictionary(
      question.values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return items.map { item in
      RatedTurn(
        cluster: item.cluster, isReal: item.isReal, weight: item.weight,
        people: item.people.compactMapValues { BlindAnswer($0).values[question.kind].flatMap { codes[$0] } },
        instruments: Dictionary(
          item.instruments.compactMap { label in
            label.value(of: question.kind).flatMap { codes[$0] }.map { (label.instrument, $0) }
          }, uniquingKeysWith: { first, _ in first }))
    }
  }
}

extension Label {
  fileprivate func value(of kind: BlindRound.Question.Kind) -> String? {
    switch kind {
    case .stage: stage
    case .emotion: emotion
    case .blocker: blocker
    case .exit: exit
    }
  }
}
