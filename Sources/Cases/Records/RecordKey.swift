/// The keys under which a store keeps simulations and labels: conversation, turn and a dictionary number in one integer,
/// so that all that belongs to a conversation lies together.
public enum RecordKey {
  /// The largest number of conversations of a store.
  public static let maximumConversations = Int(Int32.max)
  /// The largest number of a turn, and of an entry of a dictionary of sources or series.
  public static let maximumTurn = Int(UInt16.max)

  /// - Parameter code: The number of a source (simulations) or of a series (labels).
  public static func pack(conversation: UInt32, turn: Int, code: Int) -> Int64 {
    Int64(conversation) << 32 | Int64(turn & 0xFFFF) << 16 | Int64(code & 0xFFFF)
  }

  public static func conversation(of key: Int64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
  public static func turn(of key: Int64) -> Int { Int(key >> 16 & 0xFFFF) }
  public static func code(of key: Int64) -> Int { Int(key & 0xFFFF) }
}

/// The five dictionary codes of a label in one integer, a byte each; a byte of 0 is no label, else it is the code + 1.
public struct LabelCodes: Sendable, Hashable {
  public var rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// Codes of the schema's dictionaries, or ``Code/missing``.
  public init(stage: UInt8, emotion: UInt8, blocker: UInt8, exit: UInt8, action: UInt8) {
    func placed(_ code: UInt8, at index: Int64) -> Int64 { Int64(code &+ 1) << (8 * index) }
    rawValue =
      placed(stage, at: 0) | placed(emotion, at: 1) | placed(blocker, at: 2) | placed(exit, at: 3)
      | placed(action, at: 4)
  }

  public var stage: UInt8 { code(0) }
  public var emotion: UInt8 { code(1) }
  public var blocker: UInt8 { code(2) }
  public var exit: UInt8 { code(3) }
  public var action: UInt8 { code(4) }

  private func code(_ index: Int64) -> UInt8 { UInt8(truncatingIfNeeded: rawValue >> (8 * index)) &- 1 }
}
