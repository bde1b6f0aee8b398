/// Texts made for one record, in one run of bytes that stays where it is while they are read.
struct TextArena {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: some Sequence<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Calls `body` with a function that gives the bytes of a range.
  func withTexts<Result>(_ body: ((Range<Int>) -> UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { all in try body { UnsafeRawBufferPointer(rebasing: all[$0]) } }
  }
}
