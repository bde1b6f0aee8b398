import RealModule

/// Walker's alias table for a whole number: one 64-bit number and one look-up a draw, no branch.
///
/// A word holds the threshold of its column in the upper bits and the alias in the lower ones. A table has 64, 256 or
/// 1024 columns, which hold all but 10⁻¹³ of the laws that it is made for.
///
/// > A. J. Walker. "An Efficient Method for Generating Discrete Random Variables." 1977, doi:10.1145/355744.355749
/// > M. D. Vose. "A Linear Algorithm for Generating Random Numbers with a Given Distribution." 1991,
/// > doi:10.1109/32.92917
struct CountAlias {
  let words: [UInt64]
  /// What is added to the column that comes up.
  let base: Int

  /// The greatest mean of a law that fits a table of 2^`bits` columns: a standard deviation is a sixteenth of it.
  static func greatestMean(bits: Int) -> Double {
    let deviation = Double(1 << bits) / 16.5
    return deviation * deviation
  }

  /// The Poisson law of `mean` > 0, at most ``greatestMean(bits:)``.
  static func poisson(mean: Double, bits: Int) -> CountAlias {
    let logMean = Double.log(mean)
    return CountAlias(mean: mean, bits: bits) { Double.exp(Double($0) * logMean - mean - logFactorial(Double($0))) }
  }

  /// The binomial law of `trials` and `probability` inside 0 … 1, with a mean of at most ``greatestMean(bits:)``.
  static func binomial(trials: Int, probability: Double, bits: Int) -> CountAlias {
    CountAlias(mean: Double(trials) * probability, bits: bits) {
      $0 <= trials ? binomialMass($0, of: trials, probability: probability) : 0
    }
  }

  /// Draws the column of the table that starts at `offset` of `words`; its base is still to be added.
  @inline(__always)
  static func column(
    _ words: Span<UInt64>, at offset: Int, bits: UInt64, using generator: inout SeededGenerator
  ) -> Int {
    let mask: UInt64 = 1 &<< bits &- 1
    let random = generator.next()
    let column = random & mask
    let word = words[offset &+ Int(truncatingIfNeeded: column)]
    return Int(truncatingIfNeeded: random &>> bits < word &>> bits ? column : word & mask)
  }

  private init(mean: Double, bits: Int, mass: (Int) -> Double) {
    let columns = 1 << bits
    // The upper tail is the heavier one.
    base = max(0, Int(mean - 0.46 * Double(columns)))
    var share: [Double] = []
    for column in 0..<columns { share.append(mass(base + column)) }
    let scale = Double(columns) / share.reduce(0, +)
    for column in share.indices { share[column] *= scale }
    let full = UInt64.max << UInt64(bits)
    let one = Double(sign: .plus, exponent: 64 - bits, significand: 1)
    var words = (0..<columns).map { full | UInt64($0) }
    var poor = share.indices.filter { share[$0] < 1 }
    var rich = share.indices.filter { share[$0] >= 1 }
    while let low = poor.popLast(), let high = rich.last {
      words[low] = UInt64(share[low] * one) << UInt64(bits) | UInt64(high)
      share[high] -= 1 - share[low]
      if share[high] < 1 {
        rich.removeLast()
        poor.append(high)
      }
    }
    self.words = words
  }
}
