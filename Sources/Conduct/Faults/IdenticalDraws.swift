public import Cases

/// All draws of a probe are one text: three or more draws of four words or more, or two of eight.
public enum IdenticalDraws {
  static let rule = FaultRule(fault: .identicalDraws, look: .draws)

  /// - Parameter draws: Of one probe by one simulator, in the order of their numbers; `nil` where it was silent.
  /// - Returns: What was found, of every draw together.
  public static func finding(in draws: [UnsafeRawBufferPointer?]) -> FaultFinding? {
    guard draws.count >= 2, let first = draws[0] else { return nil }
    let words = TextReading(first).words
    guard words.count >= (draws.count == 2 ? 8 : 4) else { return nil }
    guard draws.dropFirst().allSatisfy({ $0.map { TextReading($0).words == words } ?? false }) else { return nil }
    return FaultFinding(.identicalDraws, turn: nil, reason: "all \(draws.count) draws say the same")
  }
}
