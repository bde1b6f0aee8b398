import Cases
import Fidelity
import JSON
import Text

// Whole conversations: what is known before any simulator has answered.

/// The lengths of a group in turns of one kind.
private struct LengthPlace {
  let spread: ConversationsReport.Spread
  let field: FilterField
}

extension FigureSection {
  static let conversations = FigureSection(
    .conversation, "Outcomes", .table, parts: [],
    rows: [
      FigureRow<ConversationsReport.Group>(
        "count", "conversations", .count, "Conversations of this outcome.", formula: "a count",
        reading: "Those whose outcome is not known are counted apart, and are in no group.",
        cases: { group, scope in group.cases(scope) }, read: { .count($0.count) }),
      FigureRow(
        "share", "share", .share, "How large a part of all conversations that is.",
        formula: "conversations ÷ all; Wilson on the effective sample size, clustered by customer",
        reading: "What the log holds, which need not be what happens: a log may be chosen by outcome.",
        isResampled: false, cases: { group, scope in group.cases(scope) }, read: { .figure($0.share) }),
    ],
    remarks: { [$0.simulatedAloneWords, $0.noOutcomeWords].compactMap(\.self) }
  ) { report, scope, reader in
    groups(report) { $0.entry(reader.figures($0, scope)) }
  }

  static let conversationLengths = FigureSection(
    .conversationLength, "Lengths", .table, parts: [],
    rows: [
      length("least", "least", "The fewest turns.") { $0.least },
      length("lower_quartile", "Q1", "A quarter of the conversations have at most as many turns.") { $0.lowerQuartile },
      length("median", "median", "Half of the conversations have at most as many turns.") { $0.median },
      length("upper_quartile", "Q3", "A quarter of the conversations have at least as many turns.") {
        $0.upperQuartile
      },
      length("greatest", "most", "The most turns.") { $0.greatest },
    ]
  ) { report, scope, reader in
    let blocks = [
      ("turns", FilterField.turns, \ConversationsReport.Group.turns), ("user turns", .userTurns, \.userTurns),
    ]
    return blocks.flatMap { title, field, path in
      groups(report, isOfAll: false) { group in
        var entry = group.entry(
          reader.figures(LengthPlace(spread: group[keyPath: path], field: field), group.narrowed(scope)))
        entry.group = field.name
        entry.facts.insert(JSONValue.Member("of", .string(field.name)), at: 0)
        return entry
      }.map { block in
        var block = block
        block.title = title
        return block
      }
    }
  }

  static let conversationEndings = FigureSection(
    .conversationEnding, "Who spoke last", .table, parts: [],
    rows: [
      ending(.agent, "agent", "How often the agent spoke last: nobody answered its last turn."),
      ending(.user, "user", "How often the user had the last word."),
      ending(.nobody, "nobody", "How often neither agent nor user ever spoke."),
    ]
  ) { report, scope, reader in
    groups(report, isOfAll: false) { $0.entry(reader.figures($0, $0.narrowed(scope))) }
  }

  private static func length(
    _ path: String, _ words: String, _ what: String,
    _ read: @escaping @Sendable (ConversationsReport.Spread) -> Quantity
  ) -> FigureRow<LengthPlace> {
    FigureRow(
      path, words, .count, what, formula: "order statistics, type 7 of Hyndman and Fan",
      reading: "In turns; those of the system and of tools count among all turns.",
      cases: { place, scope in
        guard let number = read(place.spread).number else { return nil }
        let equal = FilterExpression.term(
          FilterTerm(place.field, .equals([NumberText.brief(number)])))
        return FigureCases(numerator: scope.common + [equal], denominator: scope.common)
      },
      read: { .quantity(read($0.spread)) })
  }

  private static func ending(
    _ ending: ConversationEnding, _ words: String, _ what: String
  ) -> FigureRow<ConversationsReport.Group> {
    FigureRow(
      ending.rawValue, words, .share, what,
      formula: "such conversations ÷ conversations; Wilson on the effective sample size, clustered by customer",
      reading: "From the record alone; turns of the system and of tools are passed over.", isResampled: false,
      cases: { _, scope in
        FigureCases(numerator: scope.common + [.equals(.ended, [ending.rawValue])], denominator: scope.common)
      },
      read: { group in
        ConversationEnding.allCases.firstIndex(of: ending).map { .figure(group.endings[$0]) }
          ?? .figure(.unavailable("not computed"))
      })
  }

  /// One block with an entry a group.
  ///
  /// - Parameter isOfAll: Whether a group is shown even where it holds all conversations, and so tells nothing more.
  private static func groups(
    _ report: FidelityReport, isOfAll: Bool = true, _ entry: (ConversationsReport.Group) -> FigureEntry
  ) -> [FigureBlock] {
    guard let groups = report.conversationReport?.groups else { return [] }
    let shown = groups.filter { isOfAll || $0.kind == .all || $0.count < groups[0].count }
    return [FigureBlock(shown.map(entry))]
  }
}

extension ConversationsReport.Group {
  /// The value of `outcome:` that names it; `nil` for all conversations.
  fileprivate var outcome: String? {
    switch kind {
    case .all: nil
    case .stratum(let stratum): stratum.id
    case .unknown: Stratum.unknown.id
    }
  }

  private var words: String {
    switch kind {
    case .all: "all"
    case .stratum(let stratum): stratum.label ?? stratum.id
    case .unknown: "outcome unknown"
    }
  }

  fileprivate func entry(_ figures: [FigureInstance]) -> FigureEntry {
    FigureEntry(
      stratum: outcome, item: outcome ?? "all", words,
      facts: [JSONValue.Member("outcome", outcome.map(JSONValue.string) ?? .null)], figures)
  }

  fileprivate func narrowed(_ scope: CaseScope) -> CaseScope { outcome.map { scope.and(.outcome, [$0]) } ?? scope }

  fileprivate func cases(_ scope: CaseScope) -> FigureCases {
    FigureCases(numerator: narrowed(scope).common, denominator: scope.common)
  }
}
