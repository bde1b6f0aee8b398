/// Draws independent counts, one a kind, from laws that never change: Poisson with mean c · m, or binomial with m trials.
///
/// A small mean has an alias table of its own. Both laws add up: the count for m = a + b is the sum of those for a and b.
/// So a greater m is taken apart into its hexadecimal digits, and a few dozen tables, shared by all kinds, serve every
/// m up to 4095 without a branch. What is greater still is drawn by transformed rejection.
struct FixedCounts: Sendable {
  private struct TwoDigits: Sendable {
    var base: Int32
    var middle: UInt32
    var low: UInt32
  }

  private struct ThreeDigits: Sendable {
    var base: Int32
    var high: UInt32
    var middle: UInt32
    var low: UInt32
  }

  // In this order they are the kinds, by descending multiplicity.
  private var rejections: [CountRejection] = []
  private var threeDigits: [ThreeDigits] = []
  private var twoDigits: [TwoDigits] = []
  /// Where the kind's own table starts in `words`.
  private var single: [UInt32] = []
  private var words: [UInt64]

  /// Poisson counts with mean `multiplicity · share`, for a share of at most 1.
  ///
  /// - Parameter multiplicities: Positive, in descending order.
  init(poissonMeans multiplicities: [Int], times share: Double) {
    self.init(
      multiplicities, share: share, rejection: { CountRejection(poissonMean: Double($0) * share) },
      table: { CountAlias.poisson(mean: Double($0) * share, bits: $1) })
  }

  /// Binomial counts with `multiplicity` trials and one probability ≤ ½.
  ///
  /// - Parameter multiplicities: Positive, in descending order.
  init(binomialTrials multiplicities: [Int], probability: Double) {
    self.init(
      multiplicities, share: probability,
      rejection: { CountRejection(trials: $0, probability: probability) },
      table: { CountAlias.binomial(trials: $0, probability: probability, bits: $1) })
  }

  private init(
    _ multiplicities: [Int], share: Double, rejection: (Int) -> CountRejection, table: (Int, Int) -> CountAlias
  ) {
    // The digit 0 of any place: always column 0.
    var words = [UInt64](repeating: 0, count: 1 << 10)
    var places: [[Int]: (offset: UInt32, base: Int32)] = [:]
    func place(_ part: Int, bits: Int) -> (offset: UInt32, base: Int32) {
      if part == 0 { return (0, 0) }
      // The same part may stand alone, in few columns, and be a digit, in more.
      if let known = places[[part, bits]] { return known }
      let alias = table(part, bits)
      let place = (offset: UInt32(words.count), base: Int32(alias.base))
      words.append(contentsOf: alias.words)
      places[[part, bits]] = place
      return place
    }
    let smallest = CountAlias.greatestMean(bits: 6)
    for multiplicity in multiplicities {
      if Double(multiplicity) * share <= smallest {
        single.append(place(multiplicity, bits: 6).offset)
      } else if multiplicity >= 1 << 12 {
        rejections.append(rejection(multiplicity))
      } else {
        let low = place(multiplicity & 0xF, bits: 6)
        let middle = place(multiplicity & 0xF0, bits: 8)
        let high = place(multiplicity & 0xF00, bits: 10)
        if multiplicity < 1 << 8 {
          twoDigits.append(TwoDigits(base: middle.base, middle: middle.offset, low: low.offset))
        } else {
          threeDigits.append(
            ThreeDigits(
              base: high.base + middle.base, high: high.offset, middle: middle.offset, low: low.offset))
        }
      }
    }
    self.words = words
  }

  /// Replaces the counts from `base` on by a new draw.
  /// - Returns: Their sum.
  func draw(into counts: inout MutableSpan<Int32>, from base: Int, using generator: inout SeededGenerator) -> Int {
    let words = words.span
    // A local copy keeps the generator's state in registers.
    var local = generator
    var total: Int32 = 0
    var kind = base
    let rejections = rejections.span
    for index in rejections.indices {
      let count = Int32(truncatingIfNeeded: rejections[index].draw(using: &local))
      counts[kind] = count
      total &+= count
      kind &+= 1
    }
    let threeDigits = threeDigits.span
    for index in threeDigits.indices {
      let digits = threeDigits[index]
      var sum = CountAlias.column(words, at: Int(digits.high), bits: 10, using: &local)
      sum &+= CountAlias.column(words, at: Int(digits.middle), bits: 8, using: &local)
      sum &+= CountAlias.column(words, at: Int(digits.low), bits: 6, using: &local)
      let count = Int32(truncatingIfNeeded: sum) &+ digits.base
      counts[kind] = count
      total &+= count
      kind &+= 1
    }
    let twoDigits = twoDigits.span
    for index in twoDigits.indices {
      let digits = twoDigits[index]
      var sum = CountAlias.column(words, at: Int(digits.middle), bits: 8, using: &local)
      sum &+= CountAlias.column(words, at: Int(digits.low), bits: 6, using: &local)
      let count = Int32(truncatingIfNeeded: sum) &+ digits.base
      counts[kind] = count
      total &+= count
      kind &+= 1
    }
    let single = single.span
    for index in single.indices {
      let offset = Int(single[index])
      let count = Int32(truncatingIfNeeded: CountAlias.column(words, at: offset, bits: 6, using: &local))
      counts[kind] = count
      total &+= count
      kind &+= 1
    }
    generator = local
    return Int(total)
  }
}
