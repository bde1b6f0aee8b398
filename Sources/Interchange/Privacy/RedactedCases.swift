public import Cases

/// Cases with what is personal in their texts masked: a source for every exporter of single cases.
public struct RedactedCases<Source: CaseSource>: CaseSource {
  private let source: Source
  private let tally: MaskTally

  public init(_ source: Source, tally: MaskTally) {
    self.source = source
    self.tally = tally
  }

  public var profileFields: [String] { source.profileFields }

  public func forEachCase(
    _ rows: [Int], of table: CaseTable, hasLabels: Bool, _ body: (CaseTexts) throws -> Void
  ) throws {
    var redaction = CaseRedaction(tally: tally)
    try source.forEachCase(rows, of: table, hasLabels: hasLabels) { texts in
      try redaction.redact(texts, turn: Int(table.pairs.turn[texts.row]), body)
    }
  }
}

extension RedactedCases: Sendable where Source: Sendable {}

/// Masks one case after the other.
private struct CaseRedaction {
  let tally: MaskTally
  private var arena = TextArena()

  init(tally: MaskTally) { self.tally = tally }

  private struct Side {
    var words: Range<Int>?
    var signal: Range<Int>?
    var rationale: Range<Int>?
  }

  mutating func redact(_ texts: CaseTexts, turn: Int, _ body: (CaseTexts) throws -> Void) throws {
    arena.removeAll()
    if let customer = texts.customer { tally.check(id: customer) }
    let turns = PrivateTurns(packed: texts.turns, text: texts.text) { number, words in
      // What follows the probe is not part of a case.
      guard number < turn else { return [] }
      let masked = MaskedText(words)
      tally.add(masked.masks)
      return masked.bytes
    }
    if turns.hasUnknownMembers { tally.addUnknownMembers() }
    let profile = arena.add(PackedProfile.masked(texts.profile, tally: tally))
    let packed = arena.add(turns.packed)
    let text = arena.add(turns.text)
    let real = side(texts.real, texts.realLabel)
    let simulated = side(texts.simulated, texts.simulatedLabel)
    try arena.withTexts { bytes in
      var redacted = texts
      redacted.profile = bytes(profile)
      redacted.turns = bytes(packed)
      redacted.text = bytes(text)
      redacted.real = real.words.map(bytes)
      redacted.simulated = simulated.words.map(bytes)
      redacted.realLabel.signal = real.signal.map(bytes)
      redacted.realLabel.rationale = real.rationale.map(bytes)
      redacted.simulatedLabel.signal = simulated.signal.map(bytes)
      redacted.simulatedLabel.rationale = simulated.rationale.map(bytes)
      try body(redacted)
    }
  }

  private mutating func side(_ words: UnsafeRawBufferPointer?, _ label: CaseTexts.LabelTexts) -> Side {
    var side = Side()
    let masked = words.map { MaskedText($0) }
    if let masked {
      tally.add(masked.masks)
      side.words = arena.add(masked.bytes)
    }
    if let signal = label.signal { side.signal = arena.add(tally.signal(signal, of: masked)) }
    if let rationale = label.rationale {
      let masked = MaskedText(rationale)
      tally.add(masked.masks)
      side.rationale = arena.add(masked.bytes)
    }
    return side
  }
}

extension MaskTally {
  /// A signal, masked as the turn is that it is a part of.
  func signal(_ signal: UnsafeRawBufferPointer, of turn: MaskedText?) -> [UInt8] {
    let words = Array(signal)
    if let quotation = turn?.quotation(words) {
      add(quotation.masks)
      return quotation.bytes
    }
    let masked = MaskedText(signal)
    add(masked.masks)
    return masked.bytes
  }
}
