/// Stages that belong to no pair: an instrument labelled this turn, and not what the pair would set beside it.
///
/// Instruments are compared on every turn that two of them labelled; pairs alone would lose the turns of which one of the
/// two has no counterpart. Kept only where an audit has several instruments. One row a label, ascending by conversation
/// and turn.
public struct LoneLabels: Sendable, Equatable {
  /// Row in ``ConversationColumns``.
  public var conversation: [UInt32] = []
  public var turn: [UInt16] = []
  /// Index in ``sources``, or ``real``.
  public var source: [UInt16] = []
  /// Index in the audit's instruments.
  public var instrument: [UInt16] = []
  /// A stage code.
  public var stage: [UInt8] = []
  /// Simulators and draws.
  public var sources: [Source] = []

  public struct Source: Sendable, Hashable, Codable {
    public var simulator: String
    public var draw: Int

    public init(simulator: String, draw: Int) {
      self.simulator = simulator
      self.draw = draw
    }
  }

  /// The source of a real turn.
  public static let real = UInt16.max

  public init() {}

  public var count: Int { conversation.count }

  /// Whether every code has a meaning and every column its length.
  func isSound(in table: CaseTable) -> Bool {
    let sizes = [turn.count, source.count, instrument.count, stage.count]
    return sizes.allSatisfy { $0 == count } && conversation.allSatisfy { Int($0) < table.conversations.count }
      && zip(conversation, conversation.dropFirst()).allSatisfy { $0 <= $1 }
      && source.allSatisfy { $0 == LoneLabels.real || Int($0) < sources.count }
      && instrument.allSatisfy { Int($0) < table.description.instruments.count }
      && stage.allSatisfy { Int($0) < table.description.schema.stages.count }
  }

  package mutating func append(conversation: UInt32, turn: Int, source: UInt16, instrument: Int, stage: UInt8) {
    self.conversation.append(conversation)
    self.turn.append(UInt16(clamping: turn))
    self.source.append(source)
    self.instrument.append(UInt16(clamping: instrument))
    self.stage.append(stage)
  }
}
