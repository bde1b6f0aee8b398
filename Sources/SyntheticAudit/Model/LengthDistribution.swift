/// How many user turns conversations have: the sum of two uniform numbers, a triangle over the range.
struct LengthDistribution: Sendable {
  let range: ClosedRange<Int>

  private var first: Int { (range.upperBound - range.lowerBound) / 2 }
  private var second: Int { range.upperBound - range.lowerBound - first }

  func draw(_ random: inout Xoshiro256) -> Int {
    range.lowerBound + random.index(below: first + 1) + random.index(below: second + 1)
  }

  /// The probability of `length`.
  func share(_ length: Int) -> Double {
    let excess = length - range.lowerBound
    let ways = (0...first).count { (0...second).contains(excess - $0) }
    return Double(ways) / Double((first + 1) * (second + 1))
  }
}
