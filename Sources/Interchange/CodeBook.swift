internal import Glibc

/// Names that are few and mostly short, each with a number: those of one dictionary of `audit.json`, or the keys of an
/// object.
struct CodeBook {
  /// What tells names of up to 16 bytes apart: their length, and their first and last bytes.
  private struct Mark: Equatable {
    var count: Int
    var first: UInt64
    var last: UInt64

    init(_ name: UnsafeRawBufferPointer) {
      count = name.count
      (first, last) = (0, 0)
      if count >= 8 {
        first = name.loadUnaligned(as: UInt64.self)
        last = name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      } else if count >= 4 {
        first = UInt64(name.loadUnaligned(as: UInt32.self))
        last = UInt64(name.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      } else {
        for byte in name { first = first << 8 | UInt64(byte) }
      }
    }
  }

  private let names: [[UInt8]]
  private let marks: [Mark]

  init(_ names: [String]) {
    self.names = names.map { Array($0.utf8) }
    marks = self.names.map { $0.withUnsafeBytes { Mark($0) } }
  }

  var count: Int { names.count }

  subscript(code: Int) -> String { String(decoding: names[code], as: UTF8.self) }

  /// - Parameter guess: The code that is tried first.
  func code(of name: UnsafeBufferPointer<UInt8>, guess: Int? = nil) -> Int? {
    let mark = Mark(UnsafeRawBufferPointer(name))
    if let guess, marks[guess] == mark, isSame(name, guess) { return guess }
    for code in marks.indices where marks[code] == mark && isSame(name, code) { return code }
    return nil
  }

  /// Whether a name with the mark of `code` is that of `code`.
  private func isSame(_ name: UnsafeBufferPointer<UInt8>, _ code: Int) -> Bool {
    name.count <= 16 || name.equals(names[code])
  }
}
