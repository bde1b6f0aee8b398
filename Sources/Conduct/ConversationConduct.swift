public import Cases

/// What the words of one conversation's user turns tell.
public struct ConversationConduct: Sendable {
  /// By turn, then in the order of ``Fault``.
  public let findings: [FaultFinding]
  /// `nil` where no user turn is.
  public let lastAct: LastAct?
  /// User turns.
  public let userTurns: Int
  public let characters: Int
  public let shortTurns: Int
  public let questions: Int
  public let repeats: Int
  public let words: Int
  public let distinctWords: Int
  public let faultyTurns: Int
  public let faults: FaultSet
  /// A user turn holds a word of the harness.
  public let hasControlWord: Bool
  /// A user turn is empty, or is words for silence.
  public let hasSilence: Bool

  /// A turn of as many characters or fewer is short.
  public static let mostOfShort = 6

  init(_ readings: [TurnReading], _ findings: [FaultFinding]) {
    self.findings = findings
    let users = readings.filter { $0.role == .user }
    lastAct = readings.lastIndex { $0.role == .user }.map { last in
      TurnAct.of(readings[last], answering: readings[..<last].last { $0.role == .agent })
    }
    userTurns = users.count
    characters = users.reduce(0) { $0 + $1.text.characters }
    shortTurns = users.count { $0.text.characters <= ConversationConduct.mostOfShort }
    questions = users.count { $0.text.hasQuestionMark || $0.lists.contains(.question) }
    var said = Set<UInt64>()
    repeats = users.count { !$0.isEmpty && !said.insert($0.text.hash).inserted }
    words = users.reduce(0) { $0 + $1.text.words.count }
    distinctWords = HashedWords.distinct(of: users.lazy.map(\.text.words), count: words)
    faultyTurns = Set(findings.compactMap(\.turn)).count
    faults = findings.reduce(into: []) { $0.formUnion(FaultSet($1.fault)) }
    hasControlWord = users.contains { $0.controlWord != nil }
    hasSilence = users.contains { $0.text.body.isEmpty || $0.lists.contains(.silence) }
  }
}

extension ConductColumns {
  /// One row more.
  public mutating func append(_ conduct: ConversationConduct) {
    lastAct.append(conduct.lastAct?.code ?? Code.missing)
    characters.append(UInt32(clamping: conduct.characters))
    shortTurns.append(UInt16(clamping: conduct.shortTurns))
    questions.append(UInt16(clamping: conduct.questions))
    repeats.append(UInt16(clamping: conduct.repeats))
    words.append(UInt32(clamping: conduct.words))
    distinctWords.append(UInt32(clamping: conduct.distinctWords))
    faultyTurns.append(UInt16(clamping: conduct.faultyTurns))
    faults.append(conduct.faults)
  }
}
