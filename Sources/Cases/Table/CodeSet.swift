/// A set of codes.
struct CodeSet: Sendable, Hashable {
  private var words = SIMD4<UInt64>(repeating: 0)

  init() {}

  init(_ codes: some Sequence<UInt8>) {
    for code in codes { insert(code) }
  }

  init(where holds: (UInt8) -> Bool) {
    for code in 0...UInt8.max where holds(code) { insert(code) }
  }

  mutating func insert(_ code: UInt8) { words[Int(code >> 6)] |= 1 << UInt64(code & 63) }

  func contains(_ code: UInt8) -> Bool { words[Int(code >> 6)] & (1 << UInt64(code & 63)) != 0 }

  var isEmpty: Bool { words == .zero }

  /// The runs of neighbouring codes in it, ascending.
  var ranges: [ClosedRange<UInt8>] { (0...UInt8.max).ranges(where: contains) }
}

extension ClosedRange where Bound: FixedWidthInteger, Bound.Stride: SignedInteger {
  /// The runs of neighbouring numbers for which `holds` is true, ascending.
  func ranges(where holds: (Bound) -> Bool) -> [ClosedRange<Bound>] {
    var ranges: [ClosedRange<Bound>] = []
    for number in self where holds(number) {
      if let last = ranges.last, last.upperBound &+ 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges
  }
}
