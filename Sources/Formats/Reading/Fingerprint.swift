/// FNV-1a over texts and where they end: a number that stands for them, the same in every run.
///
/// Glenn Fowler, Landon Curt Noll, Kiem-Phong Vo: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}
  init(_ text: String) { add(text) }
  init(_ text: UnsafeRawBufferPointer) { add(bytes: text) }

  mutating func add(_ text: String) { add(bytes: text.utf8) }

  private mutating func add(bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0x1FF) &* 0x100_0000_01B3
  }
}
