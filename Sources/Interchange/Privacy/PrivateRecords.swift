public import Cases

/// The records of an audit with texts masked or left out: a source for bundles.
///
/// `audit.json` stays as it is, and so do ids. Keys that the program does not know are left out. Without text, turns and
/// simulated turns are there with an empty one, so that the bundle has the same cases and imports again.
public struct PrivateRecords: RecordSource {
  private let source: any RecordSource
  private let privacy: ExportPrivacy
  private let tally: MaskTally

  public init(_ source: any RecordSource, _ privacy: ExportPrivacy, tally: MaskTally) {
    self.source = source
    self.privacy = privacy
    self.tally = tally
  }

  public var auditJSON: String { source.auditJSON }
  public var description: AuditDescription { source.description }

  public func forEachRecord(ofConversations keys: [UInt32]?, _ visitor: some RecordVisitor) throws {
    try source.forEachRecord(
      ofConversations: keys, PrivateVisitor(visitor, privacy: privacy, tally: tally))
  }
}

/// Hands on what it is shown, masked or without text.
private final class PrivateVisitor<Visitor: RecordVisitor>: RecordVisitor {
  /// A turn whose text may hold something to mask: its signals are masked as it is.
  private struct Place: Hashable {
    var conversation: [UInt8]
    var turn: Int
    /// The number of the simulator's draw; -1 for a turn of the conversation itself.
    var source: Int
  }

  private let visitor: Visitor
  private let privacy: ExportPrivacy
  private let tally: MaskTally
  private var dictionaries = StoreHoldings()
  private var telling: [Place: MaskedText] = [:]

  init(_ visitor: Visitor, privacy: ExportPrivacy, tally: MaskTally) {
    self.visitor = visitor
    self.privacy = privacy
    self.tally = tally
  }

  func begin(_ dictionaries: StoreHoldings) throws {
    self.dictionaries = dictionaries
    try visitor.begin(dictionaries)
  }

  func visit(_ conversation: RecordTexts.Conversation) throws {
    let id = Array(conversation.id)
    if privacy.isRedacted, let customer = conversation.customer { tally.check(id: customer) }
    let turns = PrivateTurns(packed: conversation.turns, text: conversation.text) { number, words in
      masked(words, at: Place(conversation: id, turn: number, source: -1))
    }
    if turns.hasUnknownMembers { tally.addUnknownMembers() }
    if conversation.extra != nil { tally.addUnknownMembers() }
    var arena = TextArena()
    let packed = arena.add(turns.packed)
    let text = arena.add(turns.text)
    let profile = conversation.profile.map { old in
      arena.add(privacy.isWithoutText ? [] : PackedProfile.masked(old, tally: tally))
    }
    try arena.withTexts { bytes in
      var shown = conversation
      shown.turns = bytes(packed)
      shown.text = bytes(text)
      shown.profile = privacy.isWithoutText ? nil : profile.map(bytes)
      shown.extra = nil
      try visitor.visit(shown)
    }
  }

  func visit(_ conversation: RecordTexts.SimulatedConversation) throws {
    let id = Array(conversation.id)
    if privacy.isRedacted, let customer = conversation.customer { tally.check(id: customer) }
    let turns = PrivateTurns(packed: conversation.turns, text: conversation.text) { number, words in
      masked(words, at: Place(conversation: id, turn: number, source: -1))
    }
    if turns.hasUnknownMembers { tally.addUnknownMembers() }
    if conversation.extra != nil { tally.addUnknownMembers() }
    var arena = TextArena()
    let packed = arena.add(turns.packed)
    let text = arena.add(turns.text)
    let endWord = conversation.endWord.map { arena.add(masked($0, at: nil)) }
    let profile = conversation.profile.map { old in
      arena.add(privacy.isWithoutText ? [] : PackedProfile.masked(old, tally: tally))
    }
    try arena.withTexts { bytes in
      var shown = conversation
      shown.turns = bytes(packed)
      shown.text = bytes(text)
      shown.endWord = privacy.isWithoutText ? nil : endWord.map(bytes)
      shown.profile = privacy.isWithoutText ? nil : profile.map(bytes)
      shown.extra = nil
      try visitor.visit(shown)
    }
  }

  func visit(_ simulation: RecordTexts.Simulation) throws {
    let place = Place(
      conversation: Array(simulation.conversation), turn: RecordKey.turn(of: simulation.key),
      source: RecordKey.code(of: simulation.key))
    if simulation.extra != nil { tally.addUnknownMembers() }
    let words = simulation.text.map { masked($0, at: place) }
    try (words ?? []).withUnsafeBytes { bytes in
      var shown = simulation
      shown.text = words == nil ? nil : bytes
      shown.extra = nil
      try visitor.visit(shown)
    }
  }

  func visit(_ label: RecordTexts.Label) throws {
    if label.extra != nil { tally.addUnknownMembers() }
    var arena = TextArena()
    var signal: Range<Int>?
    var rationale: Range<Int>?
    if !privacy.isWithoutText {
      signal = label.signal.map { arena.add(tally.signal($0, of: turn(of: label))) }
      rationale = label.rationale.map { arena.add(masked($0, at: nil)) }
    }
    try arena.withTexts { bytes in
      var shown = label
      shown.signal = signal.map(bytes)
      shown.rationale = rationale.map(bytes)
      shown.extra = nil
      try visitor.visit(shown)
    }
  }

  func visit(review json: UnsafeRawBufferPointer) throws {
    let known = ReviewMembers(json)
    if known.hasUnknownMembers { tally.addUnknownMembers() }
    let text = known.json { words in
      guard self.privacy.isRedacted else { return words }
      let masked = MaskedText(words)
      self.tally.add(masked.masks)
      return masked.text
    }
    try Array(text.utf8).withUnsafeBytes { try visitor.visit(review: $0) }
  }

  private func masked(_ words: UnsafeRawBufferPointer, at place: Place?) -> [UInt8] {
    if privacy.isWithoutText { return [] }
    let masked = MaskedText(words)
    tally.add(masked.masks)
    if let place, MaskedText.mayHold(masked.original), !masked.masks.isEmpty { telling[place] = masked }
    return masked.bytes
  }

  /// The turn that a label is of, where it had something to mask.
  private func turn(of label: RecordTexts.Label) -> MaskedText? {
    let series = RecordKey.code(of: label.key)
    guard series < dictionaries.series.count else { return nil }
    let source = dictionaries.series[series].source
    var place = Place(
      conversation: Array(label.conversation), turn: RecordKey.turn(of: label.key), source: -1)
    if !label.isOfSimulatedConversation, source < dictionaries.sources.count,
      case .simulator = dictionaries.sources[source]
    {
      place.source = source
    }
    return telling[place]
  }
}
