internal import Cases

/// A rule that finds one fault.
struct FaultRule: Sendable {
  /// What it looks at.
  enum Look: Sendable {
    /// One user turn, with all turns before it.
    case turn(@Sendable (JudgedTurn) -> FaultFinding?)
    /// A conversation that is over.
    case conversation(@Sendable ([TurnReading]) -> [FaultFinding])
    /// The draws of one probe.
    case draws
    /// All runs of one simulator.
    case runs
  }

  let fault: Fault
  let look: Look

  /// All of them, in the order of ``Fault``.
  static let all: [FaultRule] = [
    RoleFlip.rule, ControlWord.rule, Reasoning.rule, StageDirections.rule, Echo.rule, Repetition.rule,
    GoodbyeLoop.rule, Restart.rule, DoubleTurn.rule, FillerReply.rule, ModelRefusal.rule, Template.rule, CutOff.rule,
    IdenticalDraws.rule, WrongLanguage.rule, ImpossibleExit.rule,
  ]
}

/// A user turn that is judged.
struct JudgedTurn {
  let bytes: UnsafeRawBufferPointer
  let reading: TurnReading
  /// The turns before it, the last ``farthest`` of them; its own number is where they end.
  let earlier: ArraySlice<TurnReading>

  /// Rules look no farther back, so that time grows with a conversation and not with its square.
  static let farthest = 512

  init(bytes: UnsafeRawBufferPointer, reading: TurnReading, after earlier: ArraySlice<TurnReading>) {
    self.bytes = bytes
    self.reading = reading
    self.earlier = earlier.suffix(JudgedTurn.farthest)
  }

  var number: Int { earlier.endIndex }
  var text: TextReading { reading.text }

  /// What it answers.
  var answered: TurnReading? { earlier.last { $0.role == .agent } }

  func finding(_ fault: Fault, at excerpt: Range<Int>? = nil, _ reason: String) -> FaultFinding {
    FaultFinding(fault, turn: number, excerpt: excerpt ?? text.body, reason: reason)
  }

  /// What a range of the text says, for a reason.
  func words(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first phrase of a list that is not another's word, told as `what`.
  func finding(_ fault: Fault, of list: WordList, _ what: String) -> FaultFinding? {
    guard reading.lists.contains(list),
      let hit = reading.hits.first(where: { $0.list == list && !isQuoted($0.range) })
    else { return nil }
    return finding(fault, at: hit.range, "\(what): “\(words(hit.range))”")
  }

  /// Within quotation marks, other people's words are told.
  func isQuoted(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0 else { return false }
    let before = bytes[..<range.lowerBound].suffix(160)
    var isOpen = false
    for byte in before where byte == UInt8(ascii: "\"") { isOpen.toggle() }
    if isOpen { return true }
    return opens("“", "”", before) || opens("「", "」", before) || opens("‘", "’", before)
  }

  private func opens(_ opening: String, _ closing: String, _ before: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let open = ByteSearch.last(Array(opening.utf8), in: before) else { return false }
    guard let close = ByteSearch.last(Array(closing.utf8), in: before) else { return true }
    return open > close
  }
}

/// Bytes in bytes.
enum ByteSearch {
  static func last(_ wanted: [UInt8], in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    var place = bytes.endIndex - wanted.count
    while place >= bytes.startIndex {
      if bytes[place..<place + wanted.count].elementsEqual(wanted) { return place }
      place -= 1
    }
    return nil
  }

  static func first(_ wanted: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    var place = start
    while place <= bytes.count - wanted.count {
      if bytes[place] == first, bytes[place..<place + wanted.count].elementsEqual(wanted) { return place }
      place += 1
    }
    return nil
  }
}
