internal import Foundation

/// The lines of a file, one after the other, in bounded memory.
enum ResultLines {
  /// Longer lines are cut there; a result is never so long.
  private static let largest = 64 << 20

  static func forEach(in path: String, _ body: (_ line: [UInt8], _ number: Int) throws -> Void) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(.noInput, "\(path): cannot be read")
    }
    defer { try? handle.close() }
    var pending: [UInt8] = []
    var number = 0
    func take(_ line: ArraySlice<UInt8>) throws {
      number += 1
      if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { return }
      try body(Array(line), number)
    }
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      var rest = [UInt8](piece)[...]
      while let feed = rest.firstIndex(of: 10) {
        if pending.isEmpty {
          try take(rest[..<feed])
        } else {
          pending.append(contentsOf: rest[..<feed])
          try take(pending[...])
          pending.removeAll(keepingCapacity: true)
        }
        rest = rest[(feed + 1)...]
      }
      if pending.count < largest { pending.append(contentsOf: rest) }
    }
    if !pending.isEmpty { try take(pending[...]) }
  }
}
