import Cases
import Fidelity
import Foundation

@testable import Report

/// A small audit in which every text of a stranger is `words`, and its report.
struct ReportFixture {
  let words: String
  let table: CaseTable
  let source: FixtureSource
  var reviews = ReviewIndex()

  /// - Parameter words: Stands in every place that strangers fill: titles, names of strata, stages and positions, ids,
  ///   turns, signals, rationales, profiles, reviews.
  init(_ words: String) {
    self.words = words
    let names = (0..<3).map { "\(words)\($0)" }
    var schema = StateSchema(
      id: "s", stages: names.enumerated().map { .init(id: $1, depth: Double($0)) }, resistance: [names[0]],
      emotions: [words], blockers: [words], exits: ["none", words], actions: [words])
    schema.commitment = [names[2]]
    var description = AuditDescription(
      name: words,
      outcome: OutcomeDefinition(
        name: words,
        strata: [
          Stratum(id: "left\(words)", label: words, committed: false),
          Stratum(id: "stayed\(words)", label: nil, committed: true),
        ]),
      schema: schema, probes: ProbeRule(fractions: [0.5], exitProbe: true),
      simulators: [Simulator(id: "sim\(words)"), Simulator(id: "other\(words)")],
      instruments: [Instrument(id: "judge\(words)"), Instrument(id: "second\(words)")])
    description.title = words
    description.language = words
    let positions = PositionDictionary(rule: description.probes)
    var conversations = ConversationColumns()
    var pairs = PairColumns()
    for number in 0..<8 {
      conversations.key.append(UInt32(number))
      conversations.stratum.append(UInt8(number % 2))
      conversations.cluster.append(UInt32(number))
      conversations.userTurns.append(1)
      for series in 0..<3 {
        pairs.conversation.append(UInt32(number))
        pairs.turn.append(1)
        pairs.userTurn.append(1)
        pairs.series.append(UInt16(series))
        pairs.stratum.append(UInt8(number % 2))
        pairs.position.append(0)
        pairs.realStage.append(UInt8(number % 3))
        pairs.simulatedStage.append(UInt8((number + (number + series) / 3) % 3))
        for column in [\PairColumns.realEmotion, \.simulatedEmotion, \.realBlocker, \.simulatedBlocker, \.action] {
          pairs[keyPath: column].append(0)
        }
        pairs.realExit.append(UInt8(number % 2))
        pairs.simulatedExit.append(0)
      }
      conversations.firstPair.append(UInt32((number + 1) * 3))
    }
    conversations.clusterCount = 8
    table = CaseTable(
      description: description, positions: positions,
      series: [
        .init(simulator: "sim\(words)", instrument: "judge\(words)", draw: 0),
        .init(simulator: "other\(words)", instrument: "judge\(words)", draw: 0),
        .init(simulator: "sim\(words)", instrument: "second\(words)", draw: 0),
      ], conversations: conversations, pairs: pairs)
    source = FixtureSource(words: words)
    reviews = ReviewIndex(
      [
        Review(
          conversation: "c", turn: 1, simulator: "sim\(words)", reviewer: "r\(words)", flag: true, tags: [words],
          note: words, severity: 2, at: words, blindReal: .init(stage: words))
      ], in: table
    ) { _ in 0 }
  }

  func content(hasTexts: Bool = true) async throws -> ReportContent {
    var options = AnalysisOptions(
      simulator: "sim\(words)", instrument: "judge\(words)", resamples: 20, permutationDraws: 20)
    options.filterText = words
    options.margin = 0.5
    options.comparedSimulator = "other\(words)"
    let report = try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
    return ReportContent(
      table: table, figures: report, reviews: reviews, cases: [0, 1], casesAre: words,
      hasTexts: hasTexts, privacyNote: words, program: words, madeAt: words)
  }

  func page(hasTexts: Bool = true) async throws -> String {
    try page(of: try await content(hasTexts: hasTexts))
  }

  func page(of content: ReportContent) throws -> String {
    var bytes: [UInt8] = []
    try ReportPage(content).write(from: source) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Hands out cases in which every text is the same, but for their turns.
struct FixtureSource: CaseSource {
  let words: String
  /// Who said what, in their order; everywhere `words` where it is `nil`.
  var said: [(role: Role, text: String)]?
  var profileFields: [String] { [words] }

  func forEachCase(
    _ rows: [Int], of table: CaseTable, hasLabels: Bool, _ body: (CaseTexts) throws -> Void
  ) throws {
    let text = Array(words.utf8)
    var turns: [UInt8] = []
    let said = said ?? [(.agent, words), (.user, words)]
    for turn in said {
      PackedTurns.append(
        role: turn.role, textCount: turn.text.utf8.count, at: nil, atIsNull: false, extra: nil, to: &turns)
    }
    var profile: [UInt8] = []
    text.withUnsafeBufferPointer { PackedProfile.append(field: 0, kind: .string, value: $0, to: &profile) }
    let joined = Array(said.map { Array($0.text.utf8) }.joined(separator: [PackedTurns.separator]))
    try text.withUnsafeBytes { text in
      try turns.withUnsafeBytes { turns in
        try profile.withUnsafeBytes { profile in
          try joined.withUnsafeBytes { joined in
            for row in rows {
              var texts = CaseTexts(row: row, conversation: text)
              texts.customer = text
              texts.outcomeAt = text
              texts.profile = profile
              texts.turns = turns
              texts.text = joined
              texts.real = text
              texts.simulated = text
              let signal = UnsafeRawBufferPointer(rebasing: text[..<(words.first?.utf8.count ?? 0)])
              texts.realLabel = .init(signal: signal, convergence: -0.5, rationale: text)
              texts.simulatedLabel = .init(signal: text, convergence: nil, rationale: text)
              try body(texts)
            }
          }
        }
      }
    }
  }
}

extension MarkdownReport {
  /// All that stands around the cases.
  var whole: String {
    let text = text()
    return text.beforeCases + text.behindCases
  }
}
