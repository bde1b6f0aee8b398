// Conversations as rows of their own: what is filtered, sorted, counted and reviewed where no case is meant.

extension CaseTable.Series {
  /// Whole conversations, which no simulator answers and no instrument labels.
  public static let conversations = CaseTable.Series(simulator: "", instrument: "", draw: 0)
}

extension CaseKey {
  /// Whether it names a conversation as a whole.
  public var isOfConversation: Bool { simulator.isEmpty }

  /// The store's key of a whole simulated conversation, which are numbered apart; `nil` where it names a real one.
  public var simulatedConversation: UInt32? { CaseKey.simulatedConversation(conversation) }

  /// Set in the keys of simulated conversations: those of real ones are smaller than it.
  private static let simulated: UInt32 = 1 << 31

  /// The key under which a simulated conversation stands among all.
  public static func ofSimulatedConversation(_ key: UInt32) -> UInt32 { key | simulated }

  /// The store's key of a simulated conversation; `nil` where the key is of a real one.
  public static func simulatedConversation(_ key: UInt32) -> UInt32? { key & simulated == 0 ? nil : key & ~simulated }
}

extension CaseTable {
  /// A table of which every row is a whole conversation: those of people in the order of the import, then the simulated.
  ///
  /// - Complexity: O(conversations); what is known of conversations is shared with this table.
  public var ofConversations: CaseTable {
    if listsConversations { return self }
    var table = self
    table.conversations.append(whole)
    let count = table.conversations.count
    table.listsConversations = true
    table.isBesideCases = !series.isEmpty
    table.series = [.conversations]
    table.pairs = PairColumns(blank: count)
    table.pairs.conversation = Array(0..<UInt32(count))
    table.pairs.stratum = table.conversations.stratum
    // All turns stand before it, as those before its probe do of a case.
    if table.conversations.turns.count == count { table.pairs.turn = table.conversations.turns }
    table.pairs.faults = whole.conduct.faults
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
    if self == .simulator { return true }
    switch row.source {
    case .code(let column): return column == .stratum
    case .text(let scopes): return scopes != [.simulatedTurns]
    case .stratum, .conversation, .conversationNumber, .conversationCode, .faults, .review, .ownReview, .note,
      .reviewNames,
      .profile:
      return true
    case .eitherCode, .stageAnswer, .stageNumber, .turn, .seriesName, .seriesNumber: return false
    }
  }
}

extension FilterField {
  /// Whether it can be told of a case.
  public var tellsCases: Bool { self != .endedBy && self != .outcomeSource }
}

extension CaseTable {
  /// What a field looks at in this table: of a whole conversation a simulator is who spoke in it.
  func source(of field: FilterField) -> FieldSource {
    listsConversations && field == .simulator ? .conversationCode(.speaker) : field.row.source
  }
}

extension ConversationColumns {
  /// Adds the simulated ones, under keys of their own.
  fileprivate mutating func append(_ whole: WholeConversations) {
    guard !whole.isEmpty else { return }
    let other = whole.simulated
    let count = self.count
    key += other.key.map(CaseKey.ofSimulatedConversation)
    stratum += other.stratum
    cluster += other.cluster
    clusterCount = other.clusterCount
    userTurns += other.userTurns
    turns += other.turns
    agentTurns += other.agentTurns
    silences += other.silences
    isAbandoned += other.isAbandoned
    for place in profile.indices {
      let theirs = other.profile.first { $0.name == profile[place].name }
      profile[place].append(theirs, count: other.count)
    }
    let known = Set(profile.map(\.name))
    for field in other.profile where !known.contains(field.name) {
      let blank = [UInt32](repeating: ProfileColumn.missing, count: count)
      profile.append(ProfileColumn(name: field.name, values: field.values, codes: blank + field.codes))
    }
  }
}

extension ProfileColumn {
  /// - Parameter other: `nil` where nobody of `count` has the field.
  fileprivate mutating func append(_ other: ProfileColumn?, count: Int) {
    guard let other else {
      codes += Array(repeating: ProfileColumn.missing, count: count)
      return
    }
    var places = Dictionary(zip(values, 0..<UInt32(values.count))) { first, _ in first }
    let own = other.values.map { value in
      if let place = places[value] { return place }
      places[value] = UInt32(values.count)
      values.append(value)
      return UInt32(values.count - 1)
    }
    codes += other.codes.map { Int($0) < own.count ? own[Int($0)] : ProfileColumn.missing }
  }
}
