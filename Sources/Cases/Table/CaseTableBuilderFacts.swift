/// What the case table needs to know of one conversation. The buffers live as long as the call.
public struct ConversationFacts {
  /// One simulated turn.
  public struct Simulated: Sendable, Hashable {
    /// ``RecordKey`` with the number of the source.
    public var key: Int64
    /// Whether the simulator chose not to reply.
    public var isSilent: Bool
    /// What its words tell; `nil` where nobody looked.
    public var faults: FaultSet?

    public init(key: Int64, isSilent: Bool, faults: FaultSet? = nil) {
      self.key = key
      self.isSilent = isSilent
      self.faults = faults
    }
  }

  /// One label.
  public struct Labelled: Sendable, Hashable {
    /// ``RecordKey`` with the number of the series.
    public var key: Int64
    public var codes: LabelCodes

    public init(key: Int64, codes: LabelCodes) {
      self.key = key
      self.codes = codes
    }
  }

  public var key: UInt32
  public var stratum: UInt8
  public var customer: UnsafeBufferPointer<UInt8>?
  /// ``PackedProfile``
  public var profile: UnsafeRawBufferPointer
  /// The role of every turn.
  public var roles: [Role]
  /// Ascending by key.
  public var simulations: [Simulated]
  /// Ascending by key.
  public var labels: [Labelled]
  /// ``RecordKey``s of the turns that a simulator was asked for and that no valid answer came of, ascending.
  public var unanswered: [Int64] = []

  public init(
    key: UInt32, stratum: UInt8, customer: UnsafeBufferPointer<UInt8>?, profile: UnsafeRawBufferPointer, roles: [Role],
    simulations: [Simulated], labels: [Labelled]
  ) {
    self.key = key
    self.stratum = stratum
    self.customer = customer
    self.profile = profile
    self.roles = roles
    self.simulations = simulations
    self.labels = labels
  }
}

/// Every series that could have pairs, in the order of simulator, draw and instrument, and how labels refer to them.
struct SeriesPlan {
  /// One simulator's draw and what the labels say of it.
  struct Source {
    /// The instruments that label this simulator anywhere (all that label real turns where none does), each with the
    /// number of its series.
    var instruments: [(instrument: Int, series: UInt16)]
  }

  enum Origin {
    case real, agent
    case simulator(source: Int)
  }

  private(set) var series: [CaseTable.Series] = []
  /// By the number of a source; empty for the real turns and the agent's.
  private(set) var sources: [Source]
  /// By the number of a label's series: whose turn, and by which instrument.
  private(set) var labels: [(origin: Origin, instrument: Int)]

  /// - Parameter apart: The numbers of label series that no real conversation has.
  init(
    description: AuditDescription, sources all: [LabelSource], labelSeries: [LabelSeries], apart: Set<Int>
  ) throws(CaseTableError) {
    let simulators = description.simulators.map(\.id)
    let instruments = description.instruments.map(\.id)
    sources = Array(repeating: Source(instruments: []), count: all.count)
    labels = labelSeries.map { entry in
      switch all[entry.source] {
      case .real: (.real, entry.instrument)
      case .agent: (.agent, entry.instrument)
      case .simulator: (.simulator(source: entry.source), entry.instrument)
      }
    }

    var ofReal: Set<Int> = []
    var ofSimulator: [String: Set<Int>] = [:]
    for (number, entry) in labelSeries.enumerated() where !apart.contains(number) {
      switch all[entry.source] {
      case .real: ofReal.insert(entry.instrument)
      case .agent: break
      case .simulator(let id, _): ofSimulator[id, default: []].insert(entry.instrument)
      }
    }
    let place = Dictionary(simulators.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var ordered: [(simulator: Int, draw: Int, source: Int, id: String)] = []
    for (number, source) in all.enumerated() {
      if case .simulator(let id, let draw) = source { ordered.append((place[id] ?? Int.max, draw, number, id)) }
    }
    ordered.sort { ($0.simulator, $0.draw, $0.source) < ($1.simulator, $1.draw, $1.source) }
    for entry in ordered {
      for instrument in (ofSimulator[entry.id] ?? ofReal).sorted() where instrument < instruments.count {
        guard let number = UInt16(exactly: series.count) else { throw .tooManySeries }
        sources[entry.source].instruments.append((instrument, number))
        series.append(.init(simulator: entry.id, instrument: instruments[instrument], draw: entry.draw))
      }
    }
  }
}
