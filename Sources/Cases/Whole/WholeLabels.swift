/// What one instrument says of the user turns of whole conversations, one row a conversation: the real ones first, in the
/// order of ``CaseTable/conversations``. Empty where no user turn of a simulated one is labelled.
///
/// Both sides are told by the same instrument, the first of `audit.json` that labelled both (else the first that labelled
/// simulated ones): two instruments would differ by themselves.
public struct WholeLabels: Sendable, Equatable {
  /// Whose labels they are: the place of the instrument in `audit.json`.
  public var instrument: Int?
  /// The exit act of the last user turn; ``Code/missing`` where that turn has no such label.
  public var lastAct: [UInt8] = []
  /// The stage of the last user turn that is labelled; ``Code/missing`` where none is.
  public var lastStage: [UInt8] = []
  /// User turns that are labelled.
  public var turns: [UInt16] = []
  /// What holds of any labelled user turn.
  public var signs: [WholeSigns] = []
  /// The stage of every user turn, a byte each, conversation by conversation: as many of each as `userTurns` has;
  /// ``Code/missing`` where a turn is not labelled.
  public var stages: [UInt8] = []

  public init() {}

  public var count: Int { lastAct.count }
  public var isEmpty: Bool { instrument == nil }

  /// Whether every code has a meaning and every column its length.
  func isSound(userTurns: [UInt16], in description: AuditDescription) -> Bool {
    guard let instrument else { return self == WholeLabels() }
    let (acts, known) = (description.schema.exits.count, description.schema.stages.count)
    let count = userTurns.count
    return description.instruments.indices.contains(instrument)
      && [lastAct.count, lastStage.count, turns.count, signs.count].allSatisfy { $0 == count }
      && lastAct.allSatisfy { $0 < acts || $0 == Code.missing }
      && lastStage.allSatisfy { $0 < known || $0 == Code.missing }
      && zip(turns, userTurns).allSatisfy { $0 <= $1 } && signs.allSatisfy { WholeSigns.all.isSuperset(of: $0) }
      && zip(turns, lastStage).allSatisfy { ($0 == 0) == ($1 == Code.missing) }
      && stages.allSatisfy { $0 < known || $0 == Code.missing } && areStagesSound(userTurns)
  }

  /// Whether the stages of all turns tell the same as the columns of conversations.
  private func areStagesSound(_ userTurns: [UInt16]) -> Bool {
    guard stages.count == userTurns.reduce(0, { $0 + Int($1) }) else { return false }
    let all = stages.span
    var start = 0
    for row in userTurns.indices {
      let end = start + Int(userTurns[row])
      var (labelled, last) = (0, Code.missing)
      for place in start..<end where all[place] != Code.missing {
        labelled += 1
        last = all[place]
      }
      if labelled != Int(turns[row]) || last != lastStage[row] { return false }
      start = end
    }
    return true
  }
}

/// What holds of any labelled user turn of a conversation.
public struct WholeSigns: OptionSet, Sendable, Hashable, BitwiseCopyable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A stage of resistance.
  public static let resists = WholeSigns(rawValue: 1 << 0)
  /// An exit act of leaving: ``leaving``.
  public static let leaves = WholeSigns(rawValue: 1 << 1)
  /// A stage of commitment.
  public static let commits = WholeSigns(rawValue: 1 << 2)
  /// Any exit act, “none” among them: without one nobody knows whether it leaves.
  public static let hasAct = WholeSigns(rawValue: 1 << 3)

  public static let all: WholeSigns = [.resists, .leaves, .commits, .hasAct]

  /// The exit acts that leave. Who only changes the topic stays.
  public static let leaving = ["refusal", "delay", "silence", "abandonment"]
}

/// Makes the columns of ``WholeLabels`` out of one conversation after the other.
public struct WholeLabelsBuilder {
  private var labels = WholeLabels()
  private let resistance: Set<UInt8>
  private let commitment: Set<UInt8>
  private let leaving: Set<UInt8>

  /// - Parameter instrument: Whose labels are added, as its place in `audit.json`.
  public init(schema: StateSchema, instrument: Int) {
    func codes(_ all: [String], _ named: [String]) -> Set<UInt8> {
      Set(all.indices.filter { named.contains(all[$0]) }.map { UInt8(clamping: $0) })
    }
    let stages = schema.stages.map(\.id)
    resistance = codes(stages, schema.resistance)
    commitment = codes(stages, schema.commitment)
    leaving = codes(schema.exits, WholeSigns.leaving)
    labels.instrument = instrument
  }

  /// Adds a conversation.
  ///
  /// - Parameter all: The instrument's labels of user turns, ascending by turn.
  public mutating func add(_ roles: [Role], _ all: some Sequence<(turn: Int, codes: LabelCodes)>) {
    let last = roles.lastIndex(of: .user)
    // Where the user turns of this conversation begin, and how many of the roles have been counted.
    let start = labels.stages.count
    var (counted, users) = (0, 0)
    labels.stages += repeatElement(Code.missing, count: min(roles.count { $0 == .user }, Int(UInt16.max)))
    var before: Int?
    var (act, stage, turns, signs) = (Code.missing, Code.missing, UInt16(0), WholeSigns())
    for (turn, codes) in all where turn < roles.count && roles[turn] == .user && codes.stage != Code.missing {
      while counted < turn {
        if roles[counted] == .user { users += 1 }
        counted += 1
      }
      // What the columns of conversations do not count has no place of its own.
      guard start + users < labels.stages.count else { break }
      labels.stages[start + users] = codes.stage
      if turn != before { turns += 1 }
      before = turn
      stage = codes.stage
      if turn == last { act = codes.exit }
      if resistance.contains(codes.stage) { signs.insert(.resists) }
      if commitment.contains(codes.stage) { signs.insert(.commits) }
      if codes.exit != Code.missing { signs.insert(.hasAct) }
      if leaving.contains(codes.exit) { signs.insert(.leaves) }
    }
    labels.lastAct.append(act)
    labels.lastStage.append(stage)
    labels.turns.append(turns)
    labels.signs.append(signs)
  }

  public consuming func finish() -> WholeLabels { labels }
}
