internal import Cases
internal import Conduct
internal import GRDB

/// Makes the columns of simulated conversations, each row checked.
enum WholeRows {
  /// - Parameters:
  ///   - conduct: What the words of the real conversations tell.
  ///   - labelled: What labels tell of them; `nil` where no simulated user turn has one.
  static func read(
    from db: Database, _ vocabulary: StoreVocabulary, into start: WholeConversationsBuilder,
    after conduct: ConductColumns,
    labelled: (series: WholeLabelSeries, columns: WholeLabelsBuilder)?
  ) throws -> WholeConversations {
    var (builder, conduct) = (start, conduct)
    var columns = labelled?.columns
    let places = Dictionary(
      vocabulary.description.simulators.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var exits = [Int: ImpossibleExit]()
    var simulators: [Int] = []
    let rules = ConductRules.standard
    let first = conduct.count
    let labels = try SimulatedLabelRows(db)
    try SimulatedConversationRows(db).forEach { conversation in
      let simulator = places[String(decoding: conversation.simulator, as: UTF8.self)] ?? 0
      let turns = ConductTurn.turns(packed: conversation.turns, text: conversation.text)
      let told = rules.conduct(in: turns, endWord: conversation.endWord)
      exits[simulator, default: ImpossibleExit()].add(conversation.endedBy, told, endWord: conversation.endWord)
      conduct.append(told)
      simulators.append(simulator)
      // All are looked at, so that damage is told.
      var own: [(turn: Int, codes: LabelCodes)] = []
      try labels.forEach(of: conversation) { label in
        if labelled?.series.holds(label) == true { own.append((RecordKey.turn(of: label.key), label.codes)) }
      }
      let roles = turns.map(\.role)
      columns?.add(roles, own)
      func add(_ customer: UnsafeBufferPointer<UInt8>?) {
        builder.add(
          .init(
            key: conversation.key, simulator: simulator, replays: conversation.replaysKey,
            stratum: conversation.meantStratum, inherits: conversation.inheritsStratum,
            endedBy: conversation.endedBy?.code ?? Code.missing,
            customer: customer,
            profile: conversation.profile ?? UnsafeRawBufferPointer(start: nil, count: 0)), roles: roles)
      }
      if let customer = conversation.customer {
        customer.withMemoryRebound(to: UInt8.self) { add($0) }
      } else {
        add(nil)
      }
    }
    // What all runs of a simulator tell together holds for each of them.
    let closed = Set(exits.filter { $0.value.finding != nil }.keys)
    for (place, simulator) in simulators.enumerated() where closed.contains(simulator) {
      conduct.faults[first + place].insert(FaultSet(.impossibleExit))
    }
    return builder.finish(conduct: conduct, labels: columns?.finish() ?? WholeLabels())
  }
}
