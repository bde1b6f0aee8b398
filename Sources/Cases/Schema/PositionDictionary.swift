/// The names of the probe positions of an audit, and which one a user turn belongs to.
///
/// With probe fractions the positions are those ("30%", "60%", "90%"); without, fifths of the user turns
/// ("1/5" … "5/5"). The last position is always "exit": after the last agent turn, which nobody answered.
public struct PositionDictionary: Sendable, Hashable {
  public let names: [String]
  private let fractions: [Double]

  public init(rule: ProbeRule?) {
    fractions = rule?.fractions ?? []
    let inner = fractions.isEmpty ? (1...5).map { "\($0)/5" } : fractions.map(PositionDictionary.percent)
    names = inner + ["exit"]
  }

  /// The code of the position "exit".
  public var exit: UInt8 { UInt8(names.count - 1) }

  /// The position of the user turn at `place` (zero-based) of `userTurns` user turns.
  ///
  /// With fractions: the one whose planned place is nearest, the earlier one where two are as near.
  public func code(place: Int, userTurns: Int) -> UInt8 {
    guard !fractions.isEmpty else {
      return UInt8(min(4, max(0, place * 5 / max(userTurns, 1))))
    }
    var best = 0
    var distance = Int.max
    for (index, fraction) in fractions.enumerated() {
      let planned = userTurns >= 2 ? ProbeRule.place(of: fraction, userTurns: userTurns) : 0
      if abs(planned - place) < distance {
        best = index
        distance = abs(planned - place)
      }
    }
    return UInt8(best)
  }

  private static func percent(_ fraction: Double) -> String {
    let percent = fraction * 100
    let rounded = percent.rounded()
    return abs(percent - rounded) < 1e-9 ? "\(Int(rounded))%" : "\((percent * 100).rounded() / 100)%"
  }
}
