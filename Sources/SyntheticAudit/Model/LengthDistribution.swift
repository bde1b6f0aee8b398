/// How many user turns conversations have: the sum of two uniform numbers, a triangle over the range.
///
/// Those who commit may end earlier: from the shortest length on, each user turn is the one at which they pay, with the
/// probability `commitment`.
struct LengthDistribution: Sendable {
  let range: ClosedRange<Int>
  var commitment = 0.0

  private var first: Int { (range.upperBound - range.lowerBound) / 2 }
  private var second: Int { range.upperBound - range.lowerBound - first }

  func draw(_ random: inout Xoshiro256, isCommitted: Bool = false) -> Int {
    let longest = range.lowerBound + random.index(below: first + 1) + random.index(below: second + 1)
    guard isCommitted, commitment > 0 else { return longest }
    return (range.lowerBound..<longest).first { _ in random.chance(commitment) } ?? longest
  }

  /// The probability of `length`.
  func share(_ length: Int, isCommitted: Bool = false) -> Double {
    guard isCommitted, commitment > 0 else { return planned(length) }
    var unpaid = 1.0
    for _ in range.lowerBound..<length { unpaid *= 1 - commitment }
    let later = (length...range.upperBound).dropFirst().reduce(0) { $0 + planned($1) }
    return unpaid * (planned(length) + later * commitment)
  }

  private func planned(_ length: Int) -> Double {
    let excess = length - range.lowerBound
    let ways = (0...first).count { (0...second).contains(excess - $0) }
    return Double(ways) / Double((first + 1) * (second + 1))
  }
}
