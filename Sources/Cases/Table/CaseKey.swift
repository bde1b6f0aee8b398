/// What names a case outside the table: one probe point, one simulator's draw, one instrument.
public struct CaseKey: Sendable, Hashable {
  /// The store's key of the conversation (see ``ConversationColumns/key``).
  public var conversation: UInt32
  /// 0 where it names a conversation as a whole.
  public var turn: Int
  public var simulator: String
  public var draw: Int
  public var instrument: String

  public init(conversation: UInt32, turn: Int, simulator: String, draw: Int, instrument: String) {
    self.conversation = conversation
    self.turn = turn
    self.simulator = simulator
    self.draw = draw
    self.instrument = instrument
  }
}

extension CaseTable {
  /// The key of the pair in `row`.
  public func key(of row: Int) -> CaseKey {
    let series = series[Int(pairs.series[row])]
    return CaseKey(
      conversation: conversations.key[Int(pairs.conversation[row])],
      turn: listsConversations ? 0 : Int(pairs.turn[row]),
      simulator: series.simulator, draw: series.draw, instrument: series.instrument)
  }
}
