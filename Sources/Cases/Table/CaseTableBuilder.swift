/// Makes the columns of a ``CaseTable`` out of one conversation after the other.
///
/// Pairs leave the builder in chunks (``takePairs()``), so that an audit of any size needs the memory of its
/// conversations and one chunk. See ``ConversationFacts`` for what goes in.
public struct CaseTableBuilder: Sendable {
  private let description: AuditDescription
  private let positions: PositionDictionary
  private let seriesPlan: SeriesPlan
  private let abandonment: UInt8
  private let silence: UInt8

  public private(set) var conversations = ConversationColumns()
  private var pairs = PairColumns()
  private var loneLabels = LoneLabels()
  private var unlabelledProbes = UnlabelledProbes()
  private var pairCount: UInt32 = 0
  private var isUsed: [Bool]
  private var customers = CustomerClusters()
  private var profile: ProfileColumnsBuilder
  private let fields: [String]
  private var assembly = PairAssembly()
  private let looksForFaults: Bool

  /// - Parameters:
  ///   - sources: The dictionary that the keys of simulations refer to.
  ///   - labelSeries: The dictionary that the keys of labels refer to.
  ///   - fields: The names of the profile fields.
  ///   - seriesApart: The places in `labelSeries` that only whole simulated conversations have labels of: no probe wants
  ///     one.
  ///   - looksForFaults: Whether simulations come with their faults.
  public init(
    description: AuditDescription, sources: [LabelSource], labelSeries: [LabelSeries], fields: [String],
    seriesApart: Set<Int> = [], looksForFaults: Bool = false
  ) throws(CaseTableError) {
    self.looksForFaults = looksForFaults
    self.description = description
    positions = PositionDictionary(rule: description.probes)
    seriesPlan = try SeriesPlan(
      description: description, sources: sources, labelSeries: labelSeries, apart: seriesApart)
    loneLabels.sources = sources.map {
      if case .simulator(let id, let draw) = $0 {
        .init(simulator: id, draw: draw)
      } else {
        .init(simulator: "", draw: 0)
      }
    }
    abandonment = description.schema.exits.firstIndex(of: "abandonment").map { UInt8($0) } ?? Code.missing
    silence = description.schema.exits.firstIndex(of: "silence").map { UInt8($0) } ?? Code.missing
    isUsed = Array(repeating: false, count: seriesPlan.series.count)
    profile = ProfileColumnsBuilder(fields: fields)
    self.fields = fields
  }

  /// Adds a conversation and its pairs. Conversations come in ascending order of their keys.
  public mutating func add(_ facts: ConversationFacts) {
    let row = UInt32(conversations.count)
    let stratum = facts.stratum
    conversations.add(
      key: facts.key, stratum: stratum, cluster: facts.customer.map { customers.cluster(of: $0) } ?? customers.fresh(),
      roles: facts.roles)
    profile.add(facts.profile, row: Int(row))
    var assembly = PairAssembly()
    swap(&assembly, &self.assembly)
    defer { swap(&assembly, &self.assembly) }
    assembly.begin(facts.roles)
    let userTurns = assembly.userTurns
    assembly.forEachPair(of: facts, plan: seriesPlan) { pair in
      pairs.conversation.append(row)
      pairs.turn.append(UInt16(clamping: pair.turn))
      pairs.userTurn.append(UInt16(clamping: (pair.isExit ? userTurns : pair.place) + 1))
      pairs.series.append(pair.series)
      pairs.stratum.append(stratum)
      pairs.position.append(
        pair.isExit ? positions.exit : positions.code(place: pair.place, userTurns: userTurns))
      pairs.realStage.append(pair.isExit ? Code.noReply : pair.real.stage)
      pairs.realEmotion.append(pair.isExit ? Code.missing : pair.real.emotion)
      pairs.realBlocker.append(pair.isExit ? Code.missing : pair.real.blocker)
      pairs.realExit.append(pair.isExit ? abandonment : pair.real.exit)
      let answer = pair.simulated
      pairs.simulatedStage.append(answer?.stage ?? Code.noReply)
      pairs.simulatedEmotion.append(answer?.emotion ?? Code.missing)
      pairs.simulatedBlocker.append(answer?.blocker ?? Code.missing)
      pairs.simulatedExit.append(answer?.exit ?? silence)
      pairs.previousStage.append(pair.previousStage)
      pairs.action.append(pair.action)
      if looksForFaults { pairs.faults.append(pair.faults ?? []) }
      isUsed[Int(pair.series)] = true
      pairCount += 1
    }
    conversations.firstPair.append(pairCount)
    for probe in assembly.unlabelled {
      unlabelledProbes.append(conversation: row, series: probe.series, real: probe.real, simulated: probe.simulated)
    }
    guard description.instruments.count > 1 else { return }
    for label in assembly.lone where label.source.map({ $0 < Int(LoneLabels.real) }) ?? true {
      loneLabels.append(
        conversation: row, turn: label.turn, source: label.source.map { UInt16($0) } ?? LoneLabels.real,
        instrument: label.instrument, stage: label.stage)
    }
  }

  /// The number of pairs that wait to be taken.
  public var waitingPairs: Int { pairs.conversation.count }

  /// The pairs since the last call. Their series are numbers of the plan until ``finish()`` tells the final ones.
  public mutating func takePairs() -> PairColumns {
    let taken = pairs
    pairs = PairColumns()
    return taken
  }

  /// What is known when every conversation has been added.
  public struct Summary: Sendable {
    public var conversations: ConversationColumns
    /// The series that have pairs, in the order of simulator, draw and instrument.
    public var series: [CaseTable.Series]
    /// The final number of every planned series; 0 for those without pairs.
    public var seriesNumbers: [UInt16]
    /// Profile fields beyond what is kept as columns (``ProfileColumnsBuilder/maximumFields``).
    public var fieldsWithoutColumn: Int
    public var pairCount: Int
    public var loneLabels: LoneLabels
    public var unlabelledProbes: UnlabelledProbes
    public var whole = WholeConversations()
    /// Whether the pairs came with their faults.
    public var hasFaults = false
  }

  /// What the simulated conversations go into, when every real one has been added.
  public var wholeConversations: WholeConversationsBuilder {
    WholeConversationsBuilder(
      beside: conversations, customers: customers, description: description, fields: fields)
  }

  public consuming func finish(whole: WholeConversations = WholeConversations()) -> Summary {
    var numbers: [UInt16] = []
    var series: [CaseTable.Series] = []
    for (planned, used) in zip(seriesPlan.series, isUsed) {
      numbers.append(UInt16(used ? series.count : 0))
      if used { series.append(planned) }
    }
    var columns = conversations
    columns.clusterCount = customers.count
    columns.profile = profile.columns(rows: columns.count)
    return Summary(
      conversations: columns, series: series, seriesNumbers: numbers, fieldsWithoutColumn: profile.fieldsWithoutColumn,
      pairCount: Int(pairCount), loneLabels: loneLabels,
      unlabelledProbes: unlabelledProbes.renumbered(numbers, isUsed: isUsed), whole: whole,
      hasFaults: looksForFaults)
  }
}

/// Why a case table cannot be made.
public enum CaseTableError: Error, Hashable, CustomStringConvertible {
  case tooManySeries

  public var description: String {
    "The audit has more than 65,536 combinations of simulator, draw and instrument; import it in parts."
  }
}
