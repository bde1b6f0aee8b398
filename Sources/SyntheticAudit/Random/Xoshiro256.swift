/// The xoshiro256++ generator, seeded through SplitMix64: small, fast, and the same on every machine.
///
/// > D. Blackman, S. Vigna. "Scrambled Linear Pseudorandom Number Generators." 2021, doi:10.1145/3460772
struct Xoshiro256: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// The stream of one purpose in one conversation, so that no draw depends on what else is generated.
  init(seed: UInt64, unit: UInt64, purpose: UInt64) {
    var mixer = SplitMix64(state: seed)
    mixer = SplitMix64(state: mixer.next() ^ unit)
    mixer = SplitMix64(state: mixer.next() ^ purpose)
    self.init(seed: mixer.next())
  }

  mutating func next() -> UInt64 {
    let result = rotated(state.0 &+ state.3, by: 23) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// Uniform on 0 ..< 1, in steps of 2⁻⁵³.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform on 0 ..< `bound`; the bias is below `bound` / 2⁶⁴.
  mutating func index(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// An index of `weights`, which sum to one.
  mutating func choice(_ weights: [Double]) -> Int {
    let target = unit()
    var sum = 0.0
    for index in weights.indices {
      sum += weights[index]
      if target < sum { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  private func rotated(_ value: UInt64, by count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
}

/// The generator that spreads a seed over the state of another one.
///
/// > G. Steele, D. Lea, C. Flood. "Fast Splittable Pseudorandom Number Generators." 2014, doi:10.1145/2660193.2660195
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
