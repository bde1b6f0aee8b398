/// Sixteen bytes that are looked at in one step.
///
/// What a block finds is a reason for a closer look, byte by byte; what it does not find is not there. Comparing with a
/// vector of one byte, not with the byte, is what makes it one step: 0.2 ns a byte against 40.
struct ByteBlock {
  typealias Bytes = SIMD16<UInt8>
  typealias Mask = SIMDMask<SIMD16<Int8>>

  static let width = 16

  private let base: UnsafeRawPointer
  private let place: Int

  /// - Parameter text: Bytes that can be read as far before `place` and behind the block as is looked.
  @inline(__always)
  init(_ text: UnsafeRawPointer, at place: Int) {
    base = text
    self.place = place
  }

  /// The bytes that stand so far behind these; before them where `distance` is negative.
  @inline(__always)
  func bytes(_ distance: Int = 0) -> Bytes {
    base.loadUnaligned(fromByteOffset: place + distance, as: Bytes.self)
  }

  /// The first places of blocks that together cover `places`, the last two of which may overlap, until one is marked.
  ///
  /// - Precondition: There are as many places as a block is wide, or more.
  @inline(__always)
  static func contains(_ places: Range<Int>, where isMarked: (Int) -> Bool) -> Bool {
    var place = places.lowerBound
    while place + width <= places.upperBound {
      if isMarked(place) { return true }
      place += width
    }
    return place < places.upperBound && isMarked(places.upperBound - width)
  }
}

extension SIMD16<UInt8> {
  @inline(__always)
  func equals(_ byte: UInt8) -> ByteBlock.Mask { self .== SIMD16(repeating: byte) }

  @inline(__always)
  func isBelow(_ byte: UInt8) -> ByteBlock.Mask { self .< SIMD16(repeating: byte) }

  /// With the bits of `byte` set: letters in small.
  @inline(__always)
  func with(_ byte: UInt8) -> SIMD16<UInt8> { self | SIMD16(repeating: byte) }
}

extension ByteBlock.Mask {
  /// Whether any byte is marked.
  @inline(__always)
  var isMarked: Bool {
    let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }
}
