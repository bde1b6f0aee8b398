public import Cases

/// Not one of a simulator's runs was ended by the user, by a control word or by silence: the harness gives no way out.
///
/// Runs of which nobody wrote down who ended them tell nothing and are not counted.
public struct ImpossibleExit: Sendable {
  /// Fewer runs might all have ended otherwise by chance.
  public static let fewestRuns = 20

  static let rule = FaultRule(fault: .impossibleExit, look: .runs)

  /// The runs by ``EndedBy/code``.
  private var counts = [Int](repeating: 0, count: EndedBy.allCases.count)
  private var exits = 0

  public init() {}

  /// - Parameter conduct: What the words of the run tell.
  public mutating func add(_ endedBy: EndedBy?, _ conduct: ConversationConduct, endWord: UnsafeRawBufferPointer?) {
    guard let endedBy, endedBy != .unknown else { return }
    counts[Int(endedBy.code)] += 1
    if endedBy == .user || conduct.hasControlWord || conduct.hasSilence || endWord?.isEmpty == false { exits += 1 }
  }

  public var finding: FaultFinding? {
    let runs = counts.reduce(0, +)
    guard runs >= ImpossibleExit.fewestRuns, exits == 0 else { return nil }
    let ended = EndedBy.allCases.filter { counts[Int($0.code)] > 0 }
      .map { "\(counts[Int($0.code)]) by \($0.rawValue)" }
    return FaultFinding(
      .impossibleExit, turn: nil,
      reason: "of \(runs) runs none was ended by the user, a control word or silence: \(ended.joined(separator: ", "))")
  }
}
