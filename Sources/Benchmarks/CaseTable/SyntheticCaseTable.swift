import Cases

/// A case table whose every value is a function of its row, so that `Tests/Oracles/case_table_peers.py` makes the same
/// one and must find the same counts.
struct SyntheticCaseTable {
  static let pairsPerConversation = 4
  /// How many values each profile field has.
  static let profileSizes = [5, 12, 30, 60, 7, 2]

  let table: CaseTable

  init(conversations: Int) {
    let description = AuditDescription(
      name: "synthetic",
      outcome: OutcomeDefinition(
        name: "payment",
        strata: [Stratum(id: "non-buyer", committed: false), Stratum(id: "buyer", committed: true)]),
      schema: .decisionState1, probes: ProbeRule(fractions: [0.3, 0.6, 0.9], exitProbe: true))
    var columns = ConversationColumns()
    columns.key = (0..<conversations).map { UInt32($0 + 1) }
    columns.stratum = (0..<conversations).map { Self.value(seed: 100, row: $0, of: 25) < 7 ? 1 : 0 }
    columns.cluster = (0..<conversations).map { UInt32($0) }
    columns.clusterCount = conversations
    columns.userTurns = Array(repeating: 12, count: conversations)
    columns.firstPair = (0...conversations).map { UInt32($0 * Self.pairsPerConversation) }
    columns.profile = Self.profileSizes.enumerated().map { number, size in
      ProfileColumn(
        name: "field\(number)", values: (0..<size).map { "value\($0)" },
        codes: (0..<conversations).map { UInt32(Self.value(seed: 200 + number, row: $0, of: size)) })
    }
    table = CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes),
      series: ["persona", "other"].map { CaseTable.Series(simulator: $0, instrument: "judge", draw: 0) },
      conversations: columns, pairs: Self.pairs(of: columns))
  }

  private static func pairs(of conversations: ConversationColumns) -> PairColumns {
    let rows = 0..<conversations.count * pairsPerConversation
    func codes(_ seed: Int, _ values: Int) -> [UInt8] { rows.map { skewed(seed: seed, row: $0, of: values) } }
    var pairs = PairColumns()
    pairs.conversation = rows.map { UInt32($0 / pairsPerConversation) }
    pairs.stratum = rows.map { conversations.stratum[$0 / pairsPerConversation] }
    pairs.turn = rows.map { UInt16(3 + $0 % 4 / 2 * 8) }
    pairs.userTurn = rows.map { UInt16(2 + $0 % 4 / 2 * 4) }
    pairs.series = rows.map { UInt16($0 % 2) }
    pairs.position = codes(1, 4)
    pairs.realStage = codes(2, 5)
    pairs.simulatedStage = codes(3, 5)
    pairs.realEmotion = codes(4, 4)
    pairs.simulatedEmotion = codes(5, 4)
    pairs.realBlocker = codes(6, 7)
    pairs.simulatedBlocker = codes(7, 7)
    pairs.realExit = codes(8, 6)
    pairs.simulatedExit = codes(9, 6)
    pairs.action = codes(10, 6)
    return pairs
  }

  /// The smaller of two uniform values: low codes are more frequent.
  private static func skewed(seed: Int, row: Int, of values: Int) -> UInt8 {
    UInt8(min(value(seed: seed, row: row, of: values), value(seed: seed + 1000, row: row, of: values)))
  }

  /// A value in `0 ..< values`.
  ///
  /// > G. L. Steele, D. Lea, C. H. Flood. "Fast splittable pseudorandom number generators." 2014,
  /// > doi:10.1145/2660193.2660195
  private static func value(seed: Int, row: Int, of values: Int) -> Int {
    var mixed = (UInt64(seed) << 32 | UInt64(row)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) >> 33) % values
  }
}
