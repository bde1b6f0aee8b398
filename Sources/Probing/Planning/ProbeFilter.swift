public import AuditStore
public import Cases

/// Which probe points a filter of the filter language means, in an audit that may have no case yet, and whose simulated
/// turns at them.
///
/// Where a probe point has cases, one of them must match; where it has none, what is known of the point itself must:
/// outcome, customer, profile, position, turn and the real words. A simulator that has no case at a point yet is meant
/// there as if its case were like those of others.
public struct ProbeFilter: Sendable {
  private let meant: Set<PlannedProbe>
  /// The simulators and draws that the filter can mean; `nil` where it says nothing of them.
  public let simulators: [SimulatorChoice]?

  /// - Parameters:
  ///   - points: The probe points that may be meant.
  ///   - candidates: At least the conversations of `points`.
  ///   - simulators: Every draw that has written or is to write turns, whether it has a case or not.
  /// - Throws: What is wrong with the filter.
  public init(
    parsing text: String, points: [PlannedProbe], of candidates: [ProbePlan.Candidate], simulators: [LabelSource],
    table: CaseTable, context: FilterContext
  ) throws(FilterError) {
    var table = table
    let instruments = Set(table.series.map(\.instrument)).union([""])
    let known = Set(table.series.map { LabelSource.simulator(id: $0.simulator, draw: $0.draw) })
    var wide: [CaseTable.Series] = []
    for case .simulator(let id, let draw) in simulators where !known.contains(.simulator(id: id, draw: draw)) {
      wide.append(CaseTable.Series(simulator: id, instrument: "", draw: draw))
    }
    table.series += wide
    let filter = try table.filter(parsing: text, in: context)
    let all = table.series.reduce(into: [SimulatorChoice]()) { list, series in
      let choice = SimulatorChoice(id: series.simulator, draw: series.draw)
      if !list.contains(choice) { list.append(choice) }
    }
    let allowed = all.filter { choice in
      instruments.contains { instrument in
        filter.allows(CaseTable.Series(simulator: choice.id, instrument: instrument, draw: choice.draw ?? 0))
      }
    }
    self.simulators = allowed.count < all.count ? allowed : nil

    let rows = try table.rows(matching: filter, in: context)
    var meant: Set<PlannedProbe> = []
    var cases: [PlannedProbe: [Int]] = [:]
    for row in 0..<table.count {
      let point = ProbeFilter.point(row, of: table)
      cases[point, default: []].append(row)
      if rows.contains(row) { meant.insert(point) }
    }
    let supposed = ProbeFilter.supposed(
      points.filter { !meant.contains(ProbeFilter.anonymous($0)) }, cases, of: table,
      as: self.simulators == nil ? [] : wide.indices.map { table.series.count - wide.count + $0 })
    let roles = Dictionary(candidates.map { ($0.key, $0.roles) }, uniquingKeysWith: { first, _ in first })
    let probes = ProbeFilter.table(of: supposed, roles: roles, like: table)
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

  /// A case that is not there yet.
  private struct Supposed {
    var point: PlannedProbe
    var series = 0
    /// The case of another simulator that it is like.
    var origin: Int?
  }

  /// - Parameter series: The numbers of the series without any case, where the filter tells simulators apart.
  private static func supposed(
    _ points: [PlannedProbe], _ cases: [PlannedProbe: [Int]], of table: CaseTable, as series: [Int]
  ) -> [Supposed] {
    points.flatMap { point -> [Supposed] in
      let held = cases[anonymous(point)] ?? []
      // Where the filter tells nobody apart, a point with cases was looked at already.
      if series.isEmpty { return held.isEmpty ? [Supposed(point: point)] : [] }
      return series.flatMap { number in
        held.isEmpty
          ? [Supposed(point: point, series: number)]
          : held.map { Supposed(point: point, series: number, origin: $0) }
      }
    }
  }

  /// A table of cases that are not there yet.
  private static func table(
    of supposed: [Supposed], roles: [UInt32: [Role]], like table: CaseTable
  ) -> CaseTable {
    var conversations = table.conversations
    let rowOfKey = Dictionary(uniqueKeysWithValues: zip(conversations.key, conversations.key.indices))
    let placed = supposed.compactMap { item in rowOfKey[item.point.conversation].map { (conversation: $0, item: item) }
    }
    .sorted { ($0.conversation, $0.item.point.turn) < ($1.conversation, $1.item.point.turn) }
    var pairs = PairColumns(blank: placed.count)
    var pairsOf = [UInt32](repeating: 0, count: conversations.count)
    for column in ByteColumn.allCases where !table.pairs[column].isEmpty {
      let held = table.pairs[column]
      pairs[column] = placed.map { $0.item.origin.map { held[$0] } ?? Code.missing }
    }
    for (row, (conversation, item)) in placed.enumerated() {
      let point = item.point
      pairsOf[conversation] += 1
      pairs.conversation[row] = UInt32(conversation)
      pairs.turn[row] = UInt16(clamping: point.turn)
      pairs.series[row] = UInt16(clamping: item.series)
      if let origin = item.origin {
        pairs.userTurn[row] = table.pairs.userTurn[origin]
        continue
      }
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
