/// The table by which the excesses of both sides say where errors lie.
struct ConcentrationFinding: Sendable {
  typealias Finding = ConcentrationVerdict.Finding
  typealias Bounds = (lower: Double, upper: Double)

  let margin: Double?

  private var limit: Double { margin ?? 0 }

  /// - Parameters:
  ///   - excess: The interval of the contrast's excess.
  ///   - uncommitted: That of the mean bias of those who decline, less the reference's.
  ///   - committed: That of those who commit.
  func callAsFunction(excess: Bounds, uncommitted: Bounds, committed: Bounds) -> Finding {
    if excess.lower > limit { return side(uncommitted, committed) }
    // A simulator that has seen the answer is acquitted by no margin.
    if excess.upper < 0, !(isAbove(uncommitted) && isAbove(committed) || isBelow(uncommitted) && isBelow(committed)) {
      return .belowReference
    }
    if let margin, [excess, uncommitted, committed].allSatisfy({ $0.lower > -margin && $0.upper < margin }) {
      return excess.lower > 0 ? .belowMargin : .withinMargin
    }
    if isAbove(uncommitted) && isAbove(committed) || isBelow(uncommitted) && isBelow(committed) { return .alike }
    if excess.lower > 0, excess.upper < limit { return .belowMargin }
    return .undecided
  }

  private func side(_ uncommitted: Bounds, _ committed: Bounds) -> Finding {
    switch (isAbove(uncommitted), isBelow(committed)) {
    case (true, true): .onBoth
    case (true, false): isAbove(committed) ? .moreOnDecliners : .onDecliners
    case (false, true): isBelow(uncommitted) ? .moreOnCommitters : .onCommitters
    case (false, false): .sideUnknown
    }
  }

  private func isAbove(_ bounds: Bounds) -> Bool { bounds.lower > limit }
  private func isBelow(_ bounds: Bounds) -> Bool { bounds.upper < -limit }
}
