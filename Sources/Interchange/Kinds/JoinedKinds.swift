public import Cases

/// The case table of several files of kinds, as one store with all their records would have it.
public struct JoinedKinds: Sendable {
  public let auditJSON: String
  public let table: CaseTable
  public let blindLabels: [BlindStages]
  public let permitsSilence: [String: Bool]
}

/// Appends part after part.
struct KindsJoiner: Sendable {
  private var first: KindsPart
  private var firstPath: String
  private var table: CaseTable
  private var blindLabels: [BlindStages]
  private var permitsSilence: [String: Bool]
  private var clusters = KindsClusters()
  /// Digests that were seen, with the number of their file.
  private var seen: [KindsDigest: Int] = [:]
  private var seenSimulated: [KindsDigest: Int] = [:]
  private var paths: [String]
  private var simulatedCustomers: [KindsDigest?] = []
  /// Those of the simulated conversations: they stand behind all real ones.
  private var (simulatedConduct, simulatedLabels) = (ConductColumns(), WholeLabels())

  init(_ part: KindsPart, path: String) {
    first = part
    (firstPath, paths) = (path, [])
    table = CaseTable(
      description: part.table.description, positions: part.table.positions, series: [],
      conversations: ConversationColumns(), pairs: PairColumns())
    table.whole.labels.instrument = part.table.whole.labels.instrument
    (blindLabels, permitsSilence) = ([], [:])
    // The first part differs from itself in nothing, and names no conversation that was seen.
    try? append(part, path: path)
  }

  mutating func append(_ part: KindsPart, path: String) throws(KindsFault) {
    try check(part, path)
    let own = part.table
    let (conversations, pairs, simulated) = (table.conversations.count, table.count, table.whole.count)
    let numbers = own.series.map { series in
      let known = table.series.firstIndex(of: series) ?? table.series.count
      if known == table.series.count { table.series.append(series) }
      return UInt16(clamping: known)
    }
    let sources = own.loneLabels.sources.map { source in
      let known = table.loneLabels.sources.firstIndex(of: source) ?? table.loneLabels.sources.count
      if known == table.loneLabels.sources.count { table.loneLabels.sources.append(source) }
      return UInt16(clamping: known)
    }
    table.conversations.append(own.conversations)
    table.conversations.cluster += part.customers.map { clusters.cluster(of: $0) }
    table.conversations.firstPair += own.conversations.firstPair.dropFirst().map { $0 + UInt32(pairs) }
    var columns = own.pairs
    columns.conversation = columns.conversation.map { $0 + UInt32(conversations) }
    columns.series = columns.series.map { numbers[Int($0)] }
    table.pairs.append(columns)
    table.loneLabels.append(own.loneLabels, behind: conversations, sources: sources)
    for row in 0..<own.unlabelledProbes.count {
      table.unlabelledProbes.append(
        conversation: own.unlabelledProbes.conversation[row] + UInt32(conversations),
        series: numbers[Int(own.unlabelledProbes.series[row])], real: own.unlabelledProbes.real[row],
        simulated: own.unlabelledProbes.simulated[row])
    }
    blindLabels += part.blindLabels.map { label in
      var label = label
      label.row += pairs
      return label
    }
    permitsSilence.merge(part.permitsSilence) { known, _ in known }
    table.furtherFields += own.furtherFields.filter { !table.furtherFields.contains($0) }
    appendWhole(part, behind: conversations, simulated)
    paths.append(path)
  }

  private mutating func appendWhole(_ part: KindsPart, behind conversations: Int, _ simulated: Int) {
    let own = part.table.whole
    table.whole.simulated.append(own.simulated)
    table.whole.simulator += own.simulator
    table.whole.replays += own.replays.map {
      $0 == WholeConversations.noReplay ? $0 : $0 + UInt32(conversations)
    }
    table.whole.endedBy += own.endedBy
    table.whole.inherits += own.inherits
    simulatedCustomers += part.simulatedCustomers
    let real = part.table.conversations.count
    table.whole.conduct.append(own.conduct, 0..<min(real, own.conduct.count))
    simulatedConduct.append(own.conduct, min(real, own.conduct.count)..<own.conduct.count)
    let stages = own.labels.isEmpty ? 0 : part.table.conversations.userTurns.reduce(0) { $0 + Int($1) }
    table.whole.labels.append(own.labels, 0..<min(real, own.labels.count), stages: 0..<stages)
    simulatedLabels.append(
      own.labels, min(real, own.labels.count)..<own.labels.count, stages: stages..<own.labels.stages.count)
  }

  /// Whether a part is of the same audit, and of conversations of its own.
  private mutating func check(_ part: KindsPart, _ path: String) throws(KindsFault) {
    guard part.table.description == table.description else {
      throw KindsFault("has another audit.json than \(firstPath); kinds are taken together of shards of one audit")
    }
    guard part.table.whole.labels.instrument == table.whole.labels.instrument,
      part.table.whole.isEmpty == first.table.whole.isEmpty
    else {
      throw KindsFault(
        "has other whole conversations than \(firstPath): give each shard simulated ones, labelled by the same "
          + "instruments, or none")
    }
    guard part.hasFaults == first.hasFaults || part.table.count == 0 || first.table.count == 0 else {
      throw KindsFault(
        "and \(firstPath): one was looked through for faults, and the other was too large; make smaller shards")
    }
    let number = paths.count
    for (id, place) in zip(part.ids, 1...) {
      if let earlier = seen.updateValue(number, forKey: id) { throw KindsJoiner.twice(place, earlier, paths, path) }
    }
    for (id, place) in zip(part.simulatedIDs, 1...) {
      if let earlier = seenSimulated.updateValue(number, forKey: id) {
        throw KindsJoiner.twice(place + part.ids.count, earlier, paths, path)
      }
    }
  }

  private static func twice(_ place: Int, _ earlier: Int, _ paths: [String], _ path: String) -> KindsFault {
    KindsFault(
      "the conversation in line \(place + 1) is also in \(earlier < paths.count ? paths[earlier] : path); each may "
        + "come once")
  }

  consuming func finish() -> JoinedKinds {
    table.conversations.clusterCount = clusters.count
    sortSeries()
    if !table.whole.isEmpty {
      table.whole.simulators = table.description.simulators.map(\.id)
      let (real, replays) = (table.conversations.cluster, table.whole.replays)
      table.whole.simulated.cluster = clusters.ofSimulated(simulatedCustomers, replaying: replays, among: real)
      table.whole.simulated.clusterCount = clusters.count
    }
    table.whole.conduct.append(simulatedConduct, 0..<simulatedConduct.count)
    table.whole.labels.append(
      simulatedLabels, 0..<simulatedLabels.count, stages: 0..<simulatedLabels.stages.count)
    return JoinedKinds(
      auditJSON: first.auditJSON, table: table, blindLabels: blindLabels, permitsSilence: permitsSilence)
  }

  /// In the order of simulator, draw and instrument, as a store has them.
  private mutating func sortSeries() {
    let places = table.series.map { table.description.place(of: $0) ?? (0, 0, 0) }
    let order = places.indices.sorted { places[$0] < places[$1] }
    var numbers = Array(repeating: UInt16(0), count: order.count)
    for (new, old) in order.enumerated() { numbers[old] = UInt16(clamping: new) }
    guard order != Array(order.indices) else { return }
    table.series = order.map { table.series[$0] }
    table.pairs.series = table.pairs.series.map { numbers[Int($0)] }
    table.unlabelledProbes.series = table.unlabelledProbes.series.map { numbers[Int($0)] }
  }
}

extension AuditDescription {
  /// Where a series stands among all of an audit; `nil` where it is not of this one.
  func place(of series: CaseTable.Series) -> (simulator: Int, draw: Int, instrument: Int)? {
    guard let simulator = simulators.firstIndex(where: { $0.id == series.simulator }),
      let instrument = instruments.firstIndex(where: { $0.id == series.instrument })
    else { return nil }
    return (simulator, series.draw, instrument)
  }
}

extension ConversationColumns {
  /// Everything but clusters and pairs, which are numbered anew.
  fileprivate mutating func append(_ others: ConversationColumns) {
    let before = count
    key += (0..<others.count).map { UInt32(before + $0 + 1) }
    stratum += others.stratum
    userTurns += others.userTurns
    turns += others.turns
    agentTurns += others.agentTurns
    silences += others.silences
    isAbandoned += others.isAbandoned
    for place in profile.indices where !others.profile.contains(where: { $0.name == profile[place].name }) {
      profile[place].codes += repeatElement(ProfileColumn.missing, count: others.count)
    }
    for other in others.profile {
      let place = profile.firstIndex { $0.name == other.name } ?? profile.count
      if place == profile.count {
        profile.append(
          ProfileColumn(
            name: other.name, values: [], codes: Array(repeating: ProfileColumn.missing, count: before)))
      }
      let known = Dictionary(
        profile[place].values.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
      var codes: [UInt32] = []
      for value in other.values {
        codes.append(known[value] ?? UInt32(profile[place].values.count))
        if known[value] == nil { profile[place].values.append(value) }
      }
      profile[place].codes += other.codes.map { $0 == ProfileColumn.missing ? $0 : codes[Int($0)] }
    }
  }
}

extension LoneLabels {
  fileprivate mutating func append(_ others: LoneLabels, behind conversations: Int, sources numbers: [UInt16]) {
    conversation += others.conversation.map { $0 + UInt32(conversations) }
    turn += others.turn
    source += others.source.map { $0 == LoneLabels.real ? $0 : numbers[Int($0)] }
    instrument += others.instrument
    stage += others.stage
  }
}

extension ConductColumns {
  fileprivate mutating func append(_ others: ConductColumns, _ rows: Range<Int>) {
    lastAct += others.lastAct[rows]
    characters += others.characters[rows]
    shortTurns += others.shortTurns[rows]
    questions += others.questions[rows]
    repeats += others.repeats[rows]
    words += others.words[rows]
    distinctWords += others.distinctWords[rows]
    faultyTurns += others.faultyTurns[rows]
    faults += others.faults[rows]
  }
}

extension WholeLabels {
  fileprivate mutating func append(_ others: WholeLabels, _ rows: Range<Int>, stages: Range<Int>) {
    lastAct += others.lastAct[rows]
    lastStage += others.lastStage[rows]
    turns += others.turns[rows]
    signs += others.signs[rows]
    self.stages += others.stages[stages]
  }
}
