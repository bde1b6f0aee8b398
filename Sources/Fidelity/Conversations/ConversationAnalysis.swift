import Cases
import Statistics

/// Counts, lengths and endings of the conversations of a selection.
///
/// Shares have Wilson's interval on the effective sample size, as everywhere.
struct ConversationAnalysis {
  private let table: CaseTable
  private let conversations: [Int]
  private let level: Double
  private let kinds: NumberKinds
  private let units: UnitKinds
  /// The number of outcomes; as a stratum it stands for those that are not known.
  private let strata: Int
  private let isOfSimulators: Bool

  /// - Parameter rows: Of `table`, which lists whole conversations.
  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    self.table = table
    level = options.level
    let strata = table.description.outcome.strata.count
    var conversations: [Int] = []
    var kinds = NumberKinds(width: 1)
    var hasPeople = false
    rows.forEach { row in
      if Int(table.pairs.conversation[row]) < table.realConversations { hasPeople = true }
    }
    isOfSimulators = !hasPeople && rows.count > 0
    rows.forEach { row in
      let conversation = Int(table.pairs.conversation[row])
      // What simulators did is compared with people, and never part of it; where nobody else speaks it is told.
      guard !hasPeople || conversation < table.realConversations else { return }
      conversations.append(conversation)
      let ending = table.ending(of: conversation).flatMap(ConversationEnding.allCases.firstIndex)
      kinds.add(conversation, stratum: table.group(of: conversation), [Double(ending ?? -1)])
    }
    units = UnitKinds(
      kinds.conversations, clusters: Clusters(table, unit: options.cluster), strata: strata + 1
    ) { [kinds] in kinds.stratum($0) }
    self.conversations = conversations
    self.kinds = kinds
    self.strata = strata
  }

  func report() -> ConversationsReport {
    let strata = table.description.outcome.strata
    var groups = [group(.all, nil)]
    groups += strata.enumerated().map { group(.stratum($1), $0) }
    let unknown = group(.unknown, strata.count)
    if unknown.count > 0 { groups.append(unknown) }
    return ConversationsReport(
      groups: groups, hasOutcomes: table.hasOutcomes, hasSimulations: table.hasSimulations, hasCases: table.hasCases,
      hasPeople: table.whole.isEmpty || table.realConversations > 0, isOfSimulators: isOfSimulators)
  }

  /// - Parameter stratum: `nil` for all conversations.
  private func group(_ kind: ConversationsReport.Group.Kind, _ stratum: Int?) -> ConversationsReport.Group {
    let own = stratum.map { stratum in conversations.filter { table.group(of: $0) == stratum } } ?? conversations
    func isOwn(_ kind: Int) -> Bool { stratum.map { kinds.stratum(kind) == $0 } ?? true }
    let columns = table.conversations
    return ConversationsReport.Group(
      kind: kind, count: own.count,
      share: stratum == nil && own.count > 0
        ? Figure(.number(1), interval: .reason("these are all"), bootstrap: .reason("these are all"), count: own.count)
        : share(among: conversations.count, weight: { _ in true }, counts: isOwn),
      turns: spread(columns.turns, own), userTurns: spread(columns.userTurns, own),
      endings: ConversationEnding.allCases.indices.map { ending in
        guard columns.isAbandoned.count == columns.count else {
          return .unavailable("the table was made without the record")
        }
        return share(among: own.count, weight: isOwn) { isOwn($0) && kinds.number($0, 0) == Double(ending) }
      })
  }

  private func share(among count: Int, weight: (Int) -> Bool, counts: (Int) -> Bool) -> Figure {
    guard count > 0 else { return .unavailable("there is no such conversation") }
    let sums = units.sums { kind in weight(kind) ? (counts(kind) ? 1 : 0, 1) : nil }
    let total = sums.reduce(0) { $0 + $1.total * Double($1.multiplicity) }
    return Figure(
      Quantity(total / Double(count), orReason: "the result is not a finite number"),
      interval: IntervalFigure { () throws(StatisticsError) in try clusteredShare(sums, level: level).interval },
      bootstrap: .reason("not resampled"), count: count)
  }

  private func spread(_ column: [UInt16], _ conversations: [Int]) -> ConversationsReport.Spread {
    let values = column.count == table.conversations.count ? conversations.map { column[$0] }.sorted() : []
    func quantile(_ p: Double) -> Quantity {
      guard !values.isEmpty else { return .reason("there is no such conversation") }
      // Type 7 of Hyndman and Fan, as everywhere.
      let place = Double(values.count - 1) * p
      let (low, high) = (Double(values[Int(place)]), Double(values[min(Int(place) + 1, values.count - 1)]))
      return .number(low + (place - place.rounded(.down)) * (high - low))
    }
    return ConversationsReport.Spread(
      least: quantile(0), lowerQuartile: quantile(0.25), median: quantile(0.5), upperQuartile: quantile(0.75),
      greatest: quantile(1))
  }
}

extension CaseTable {
  /// The outcome of a conversation; the number of outcomes where it is not known.
  fileprivate func group(of conversation: Int) -> Int {
    min(Int(conversations.stratum[conversation]), description.outcome.strata.count)
  }
}
