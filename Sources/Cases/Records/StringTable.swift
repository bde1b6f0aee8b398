/// Numbers byte strings in order of first appearance: exact, compact, and safe against chosen collisions.
///
/// A million ids of ten bytes take about 25 MB. The hash is seeded anew in every process.
public struct StringTable: Sendable {
  private var bytes: [UInt8] = []
  /// `ends[n]` is where string `n` ends in `bytes`.
  private var ends: [Int] = []
  /// Number + 1 of the string in each slot; 0 is free. A power of two, at most two thirds full.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)
  private let seed: UInt64 = UInt64.random(in: .min ... .max) | 1

  public init() {}

  public var count: Int { ends.count }

  /// The number of `text`, or `nil` where it is not in the table.
  public func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let slot = slot(for: text)
    return slots[slot] == 0 ? nil : slots[slot] - 1
  }

  /// The number of `text`, added if it is new.
  public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> (number: UInt32, isNew: Bool) {
    let slot = slot(for: text)
    if slots[slot] != 0 { return (slots[slot] - 1, false) }
    let number = UInt32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = number + 1
    if ends.count * 3 > slots.count * 2 { grow() }
    return (number, true)
  }

  public mutating func intern(_ text: String) -> (number: UInt32, isNew: Bool) {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  public func number(of text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  /// The string that got `number`.
  public subscript(number: UInt32) -> String { String(decoding: bytes[range(of: number)], as: UTF8.self) }

  /// Whether string `number` is `text`, without a look-up.
  public func string(_ number: UInt32, equals text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBytes { all in
      let known = UnsafeRawBufferPointer(rebasing: all[range])
      let other = UnsafeRawBufferPointer(text)
      var place = 0
      while place + 8 <= other.count {
        let isSame =
          known.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          == other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        if !isSame { return false }
        place += 8
      }
      while place < other.count {
        if known[place] != other[place] { return false }
        place += 1
      }
      return true
    }
  }

  private func range(of number: UInt32) -> Range<Int> {
    let index = Int(number)
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// The slot that holds `text`, or the free one where it belongs.
  private func slot(for text: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(text)) & mask
    while slots[slot] != 0, !string(slots[slot] - 1, equals: text) { slot = (slot + 1) & mask }
    return slot
  }

  /// Multiplies and folds eight bytes at a time.
  private func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var hash = seed ^ UInt64(raw.count)
    var index = 0
    while index + 8 <= raw.count {
      hash = StringTable.fold(
        hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), by: 0x9E37_79B9_7F4A_7C15)
      index += 8
    }
    var tail: UInt64 = 0
    while index < raw.count {
      tail = tail << 8 | UInt64(raw[index])
      index += 1
    }
    return StringTable.fold(StringTable.fold(hash ^ tail, by: seed), by: 0xD6E8_FEB8_6659_FD93)
  }

  private static func fold(_ value: UInt64, by factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    bytes.withUnsafeBufferPointer { all in
      for number in 0..<UInt32(ends.count) {
        var slot = Int(truncatingIfNeeded: hash(UnsafeBufferPointer(rebasing: all[range(of: number)]))) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = number + 1
      }
    }
  }
}
