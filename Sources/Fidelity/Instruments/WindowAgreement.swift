/// How often an instrument gives a turn the same stage with and without the rest of the conversation in view: the
/// causal-labelling check.
public struct WindowAgreement: Sendable, Hashable {
  /// Turns that were labelled alike both ways.
  public private(set) var same = 0
  /// Turns that are further along the stages' depth with the whole conversation in view.
  public private(set) var deeper = 0
  public private(set) var shallower = 0

  /// The turns that were labelled both ways.
  public var turns: Int { same + deeper + shallower }

  /// - Parameters:
  ///   - full: Stage codes given with the whole conversation in view, by turn.
  ///   - upToTurn: Stage codes given with the turns up to the labelled one in view.
  ///   - depths: The depth of each stage, by code; other codes are passed over.
  public init<Turn: Hashable>(full: [Turn: UInt8], upToTurn: [Turn: UInt8], depths: [Double]) {
    for (turn, code) in full {
      guard let other = upToTurn[turn], Int(code) < depths.count, Int(other) < depths.count else { continue }
      let shift = depths[Int(code)] - depths[Int(other)]
      if shift == 0 { same += 1 } else if shift > 0 { deeper += 1 } else { shallower += 1 }
    }
  }
}
