// Conversations as rows of their own: what is filtered, sorted, counted and reviewed where no case is meant.

extension CaseTable.Series {
  /// Whole conversations, which no simulator answers and no instrument labels.
  public static let conversations = CaseTable.Series(simulator: "", instrument: "", draw: 0)
}

extension CaseKey {
  /// Whether it names a conversation as a whole.
  public var isOfConversation: Bool { simulator.isEmpty }
}

extension CaseTable {
  /// A table of which every row is a whole conversation, in the order of the import.
  ///
  /// - Complexity: O(conversations); what is known of conversations is shared with this table.
  public var ofConversations: CaseTable {
    if listsConversations { return self }
    var table = self
    let count = conversations.count
    table.listsConversations = true
    table.isBesideCases = !series.isEmpty
    table.series = [.conversations]
    table.pairs = PairColumns(blank: count)
    table.pairs.conversation = Array(0..<UInt32(count))
    table.pairs.stratum = conversations.stratum
    // All turns stand before it, as those before its probe do of a case.
    if conversations.turns.count == count { table.pairs.turn = conversations.turns }
    table.conversations.firstPair = Array(0...UInt32(count))
    table.loneLabels = LoneLabels()
    table.loneLabels.sources = loneLabels.sources
    table.unlabelledProbes = UnlabelledProbes()
    return table
  }

  /// Whether the audit has cases, listed here or not.
  public var hasCases: Bool { listsConversations ? isBesideCases : !series.isEmpty }

  /// Whether any simulator's turn is in the audit, labelled or not.
  public var hasSimulations: Bool { loneLabels.sources.contains { !$0.simulator.isEmpty } }

  /// Whether any conversation has an outcome that the audit names.
  public var hasOutcomes: Bool {
    let strata = description.outcome.strata.count
    return conversations.stratum.contains { Int($0) < strata }
  }

  /// The rows of the conversations for which `holds` is true of their row in ``conversations``.
  func rows(whereConversation holds: (Int) -> Bool) -> RowSet {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    let firstPair = conversations.firstPair
    for conversation in conversations.key.indices where holds(conversation) {
      words.insertBits(Int(firstPair[conversation])..<Int(firstPair[conversation + 1]))
    }
    return RowSet(capacity: count, words: words)
  }
}

extension FilterField {
  /// Whether it can be told of a conversation as a whole.
  public var tellsConversations: Bool {
    switch row.source {
    case .code(let column): column == .stratum
    case .text(let scopes): scopes != [.simulatedTurns]
    case .stratum, .conversation, .conversationNumber, .ending, .review, .note, .reviewNames, .profile: true
    case .eitherCode, .stageAnswer, .stageNumber, .turn, .seriesName, .seriesNumber: false
    }
  }
}
