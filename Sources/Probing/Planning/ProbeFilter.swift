public import AuditStore
public import Cases

/// Which probe points a filter of the filter language means, in an audit that may have no case yet.
///
/// Where a probe point has cases, one of them must match; where it has none, what is known of the point itself must:
/// outcome, customer, profile, position, turn and the real words.
public struct ProbeFilter: Sendable {
  private let meant: Set<PlannedProbe>

  /// - Parameters:
  ///   - points: The probe points that may be meant.
  ///   - candidates: At least the conversations of `points`.
  /// - Throws: What is wrong with the filter.
  public init(
    _ filter: Filter, points: [PlannedProbe], of candidates: [ProbePlan.Candidate], table: CaseTable,
    context: FilterContext
  ) throws(FilterError) {
    let rows = try table.rows(matching: filter, in: context)
    var meant: Set<PlannedProbe> = []
    var withCases: Set<PlannedProbe> = []
    for row in 0..<table.count {
      let point = ProbeFilter.point(row, of: table)
      withCases.insert(point)
      if rows.contains(row) { meant.insert(point) }
    }
    let bare = points.filter { !withCases.contains(ProbeFilter.anonymous($0)) }
    let roles = Dictionary(candidates.map { ($0.key, $0.roles) }, uniquingKeysWith: { first, _ in first })
    let probes = ProbeFilter.table(of: bare, roles: roles, like: table)
    // Reviews are of cases: the context of points has none.
    let plain = FilterContext(
      findText: context.findText, findConversations: context.findConversations, findProfile: context.findProfile)
    let found = try probes.rows(matching: filter, in: plain)
    for row in 0..<probes.count where found.contains(row) { meant.insert(ProbeFilter.point(row, of: probes)) }
    self.meant = meant
  }

  public func means(_ point: PlannedProbe) -> Bool { meant.contains(ProbeFilter.anonymous(point)) }

  private static func point(_ row: Int, of table: CaseTable) -> PlannedProbe {
    PlannedProbe(
      conversation: table.conversations.key[Int(table.pairs.conversation[row])], turn: Int(table.pairs.turn[row]),
      isExit: false)
  }

  private static func anonymous(_ point: PlannedProbe) -> PlannedProbe {
    PlannedProbe(conversation: point.conversation, turn: point.turn, isExit: false)
  }

  /// A table with one row a probe point, in which nothing is labelled yet.
  private static func table(
    of points: [PlannedProbe], roles: [UInt32: [Role]], like table: CaseTable
  ) -> CaseTable {
    var conversations = table.conversations
    let rowOfKey = Dictionary(uniqueKeysWithValues: zip(conversations.key, conversations.key.indices))
    let placed = points.compactMap { point in rowOfKey[point.conversation].map { (conversation: $0, point: point) } }
      .sorted { ($0.conversation, $0.point.turn) < ($1.conversation, $1.point.turn) }
    var pairs = PairColumns(blank: placed.count)
    var pairsOf = [UInt32](repeating: 0, count: conversations.count)
    for (row, (conversation, point)) in placed.enumerated() {
      pairsOf[conversation] += 1
      pairs.conversation[row] = UInt32(conversation)
      pairs.turn[row] = UInt16(clamping: point.turn)
      pairs.stratum[row] = conversations.stratum[conversation]
      let before = roles[point.conversation]?.prefix(point.turn).count { $0 == .user } ?? 0
      pairs.position[row] =
        point.isExit
        ? table.positions.exit
        : table.positions.code(place: before, userTurns: Int(conversations.userTurns[conversation]))
      if point.isExit { pairs.realStage[row] = Code.noReply }
    }
    conversations.firstPair = pairsOf.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    var probes = CaseTable(
      description: table.description, positions: table.positions,
      series: table.series.isEmpty ? [.init(simulator: "", instrument: "", draw: 0)] : table.series,
      conversations: conversations, pairs: pairs)
    probes.furtherFields = table.furtherFields
    return probes
  }
}
