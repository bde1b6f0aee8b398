/// A turn's row as the spool keeps it, which points into its bytes.
///
/// Four bytes each: its length, the line, what it is, the lengths of its parts, the number of its sides; then the parts,
/// then each side: the number of its name, its length, its value.
struct PackedTurn {
  enum Part: Int, CaseIterable { case conversation, order, name, speaker, text, at }

  private static let header = 4 * (4 + Part.allCases.count)

  private let bytes: UnsafeRawBufferPointer

  /// Reads the row that begins at `place`.
  init(_ all: UnsafeRawBufferPointer, at place: Int) {
    let size = Int(all.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    bytes = UnsafeRawBufferPointer(rebasing: all[place..<place + size])
  }

  var size: Int { bytes.count }
  var line: Int { number(1) }
  var isNote: Bool { number(2) & 1 != 0 }
  var isFact: Bool { number(2) & 2 != 0 }
  var sides: Int { number(3) }

  subscript(part: Part) -> UnsafeRawBufferPointer {
    var start = PackedTurn.header
    for earlier in 0..<part.rawValue { start += number(4 + earlier) }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + number(4 + part.rawValue)])
  }

  func string(_ part: Part) -> String { String(decoding: self[part], as: UTF8.self) }

  func forEachSide(_ body: (_ name: Int, _ value: UnsafeRawBufferPointer) -> Void) {
    var place = PackedTurn.header
    for part in Part.allCases { place += number(4 + part.rawValue) }
    while place < bytes.count {
      let count = number(at: place + 4)
      body(number(at: place), UnsafeRawBufferPointer(rebasing: bytes[place + 8..<place + 8 + count]))
      place += 8 + count
    }
  }

  private func number(_ index: Int) -> Int { number(at: 4 * index) }

  private func number(at place: Int) -> Int {
    Int(bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// Rows one behind the other, the last of them perhaps not whole yet.
  struct Writer {
    private(set) var bytes: [UInt8] = []
    private var start = 0
    private var parts = 0

    /// Begins a row; its parts follow in their order, then its sides.
    mutating func begin(line: Int, isNote: Bool = false, isFact: Bool = false) {
      (start, parts) = (bytes.count, 0)
      bytes.append(contentsOf: repeatElement(0, count: PackedTurn.header))
      set(line, 1)
      set((isNote ? 1 : 0) | (isFact ? 2 : 0), 2)
    }

    mutating func add(_ part: UnsafeRawBufferPointer) {
      bytes.append(contentsOf: part)
      set(part.count, 4 + parts)
      parts += 1
    }

    mutating func add(_ part: String) {
      var part = part
      part.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    mutating func side(_ name: Int, _ value: UnsafeRawBufferPointer) {
      for number in [name, value.count] {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: number)) { bytes.append(contentsOf: $0) }
      }
      bytes.append(contentsOf: value)
      set(number(3) + 1, 3)
    }

    mutating func side(_ name: Int, _ value: String) {
      var value = value
      value.withUTF8 { side(name, UnsafeRawBufferPointer($0)) }
    }

    mutating func end() { set(bytes.count - start, 0) }

    mutating func removeAll(keepingCapacity: Bool) { bytes.removeAll(keepingCapacity: keepingCapacity) }

    private func number(_ index: Int) -> Int {
      bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)) }
    }

    private mutating func set(_ number: Int, _ index: Int) {
      let place = start + 4 * index
      bytes.withUnsafeMutableBytes {
        $0.storeBytes(of: UInt32(truncatingIfNeeded: number), toByteOffset: place, as: UInt32.self)
      }
    }
  }
}
