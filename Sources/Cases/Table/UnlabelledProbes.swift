/// Probes that an instrument should have labelled and that are in no pair: an answer is there, and on one side or both
/// the label is missing, invalid or refused; or the simulator was asked and gave no valid answer. One row a probe and series, ascending by conversation.
public struct UnlabelledProbes: Sendable, Equatable {
  /// Row in ``ConversationColumns``.
  public var conversation: [UInt32] = []
  /// Index in ``CaseTable/series``.
  public var series: [UInt16] = []
  /// Stage codes; ``Code/missing`` where there is no label, ``Code/noReply`` where there is nothing to label.
  public var real: [UInt8] = []
  public var simulated: [UInt8] = []

  public init() {}

  public var count: Int { conversation.count }

  func isSound(in table: CaseTable) -> Bool {
    let stages = table.description.schema.stages.count
    return [series.count, real.count, simulated.count].allSatisfy { $0 == count }
      && conversation.allSatisfy { Int($0) < table.conversations.count }
      && zip(conversation, conversation.dropFirst()).allSatisfy { $0 <= $1 }
      && series.allSatisfy { Int($0) < table.series.count }
      && (real + simulated).allSatisfy { Int($0) < stages || $0 >= Code.noReply }
  }

  package mutating func append(conversation: UInt32, series: UInt16, real: UInt8, simulated: UInt8) {
    self.conversation.append(conversation)
    self.series.append(series)
    self.real.append(real)
    self.simulated.append(simulated)
  }

  /// The same with the final numbers of the series; what is of a series without pairs goes.
  func renumbered(_ numbers: [UInt16], isUsed: [Bool]) -> UnlabelledProbes {
    var result = UnlabelledProbes()
    for row in 0..<count where isUsed[Int(series[row])] {
      result.append(
        conversation: conversation[row], series: numbers[Int(series[row])], real: real[row],
        simulated: simulated[row])
    }
    return result
  }
}
