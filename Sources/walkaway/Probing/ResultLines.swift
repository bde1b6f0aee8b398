import Foundation
import Interchange

/// The lines of a file, one after the other, in bounded memory.
enum ResultLines {
  /// Longer lines are cut there; a result is never so long.
  private static let largest = 64 << 20

  static func forEach(in path: String, _ body: (_ line: [UInt8], _ number: Int) throws -> Void) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(ExitStatus.noInput, "\(path): cannot be read")
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

/// A file that is written in pieces and takes its name when it is whole.
struct PartFile {
  private let path: String
  private let partial: String
  private let handle: FileHandle
  private var buffer: [UInt8] = []

  init(_ path: String) throws {
    self.path = path
    partial = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.createFile(atPath: partial, contents: nil),
      let handle = FileHandle(forWritingAtPath: partial)
    else { throw OutputError(path: path, explanation: String(cString: strerror(errno))) }
    self.handle = handle
  }

  mutating func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 20 { try flush() }
  }

  private mutating func flush() throws {
    do {
      try handle.write(contentsOf: Data(buffer))
    } catch {
      throw OutputError(path: path, explanation: "\(error.localizedDescription)")
    }
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func finish() throws {
    try flush()
    try handle.close()
    guard rename(partial, path) == 0 else {
      throw OutputError(path: path, explanation: String(cString: strerror(errno)))
    }
  }

  func abandon() {
    try? handle.close()
    unlink(partial)
  }
}
