/// A small, fast generator whose every stream is fixed by numbers that can be printed: xoshiro256**.
///
/// The state is filled by splitmix64 from `(seed, stream, index)`. Resampling gives each resample its own `index`, so
/// that a result does not depend on how the resamples were shared among threads. Not for secrets.
///
/// > D. Blackman, S. Vigna. "Scrambled Linear Pseudorandom Number Generators." 2021, doi:10.1145/3460772
/// > G. L. Steele, D. Lea, C. H. Flood. "Fast Splittable Pseudorandom Number Generators." 2014, doi:10.1145/2660193.2660195
@frozen
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var s0: UInt64
  @usableFromInline var s1: UInt64
  @usableFromInline var s2: UInt64
  @usableFromInline var s3: UInt64

  /// - Parameters:
  ///   - seed: What the user gave or the program printed.
  ///   - stream: Tells apart the uses of one seed: the bootstrap of one table from that of another.
  ///   - index: The number of the resample.
  public init(seed: UInt64, stream: UInt64 = 0, index: UInt64 = 0) {
    var state = SeededGenerator.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    state = SeededGenerator.mixed(state ^ (stream &* 0xD1B5_4A32_D192_ED03 &+ 0x8CB9_2BA7_2F3D_8DD7))
    state = SeededGenerator.mixed(state ^ (index &* 0xAEF1_7502_108E_F2D9 &+ 0x2545_F491_4F6C_DD1D))
    s0 = SeededGenerator.step(&state)
    s1 = SeededGenerator.step(&state)
    s2 = SeededGenerator.step(&state)
    s3 = SeededGenerator.step(&state)
  }

  /// 64 uniform bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// A uniform number inside 0 … 1 with 52 bits; neither 0 nor 1.
  @inlinable
  public mutating func nextUnit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// An exactly uniform integer of `0 ..< bound`.
  ///
  /// Multiply and reject; no division unless a rejection is possible at all.
  ///
  /// > D. Lemire. "Fast Random Integer Generation in an Interval." 2019, doi:10.1145/3230636
  /// - Parameter bound: At least 1.
  @inlinable
  public mutating func next(below bound: Int) -> Int {
    let width = UInt64(bound)
    var product = next().multipliedFullWidth(by: width)
    if product.low < width {
      let threshold = (0 &- width) % width
      while product.low < threshold { product = next().multipliedFullWidth(by: width) }
    }
    return Int(truncatingIfNeeded: product.high)
  }

  /// Calls `body` with `count` exactly uniform integers of `0 ..< bound`, two from each 64-bit number.
  ///
  /// - Parameter bound: At least 1 where `count` is.
  @inline(__always)
  mutating func forEachUniform(below bound: UInt32, times count: Int, _ body: (Int) -> Void) {
    guard count > 0 else { return }
    let width = UInt64(bound)
    let threshold = (0 &- bound) % bound
    var done = 0
    while done < count {
      let random = next()
      let first = (random & 0xFFFF_FFFF) &* width
      if UInt32(truncatingIfNeeded: first) >= threshold {
        body(Int(truncatingIfNeeded: first >> 32))
        done &+= 1
      }
      guard done < count else { break }
      let second = (random >> 32) &* width
      if UInt32(truncatingIfNeeded: second) >= threshold {
        body(Int(truncatingIfNeeded: second >> 32))
        done &+= 1
      }
    }
  }

  private static func step(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mixed(state)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var word = value
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
