internal import Foundation
internal import Interchange

/// The lines of a result file, packed with gzip or not, one after the other, in bounded memory.
enum ResultLines {
  /// Longer lines are cut there; a result is never so long.
  private static let largest = 64 << 20

  /// - Throws: ``CommandFailure`` where it is a folder, cannot be read, or is one JSON array.
  static func forEach(in path: String, _ body: (_ line: [UInt8], _ number: Int) throws -> Void) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw CommandFailure(
        .noInput, "\(shown(path)): \(isFolder.boolValue ? "is a folder" : "is not there")",
        remedy: "name the engine's result files")
    }
    var number = 0
    func take(_ line: ArraySlice<UInt8>) throws {
      number += 1
      var line = line
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      guard let first = line.first(where: { $0 != 32 && $0 != 9 && $0 != 13 }) else { return }
      if first == UInt8(ascii: "["), number == 1 {
        throw CommandFailure(
          .badData, "\(shown(path)): is one JSON array, where a result a line is expected",
          remedy: "write a result a line, as jq -c '.[]' does")
      }
      try body(Array(line), number)
    }
    var pending: [UInt8] = []
    try forEachPiece(of: path) { piece in
      var rest = piece[...]
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

  private static func forEachPiece(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    let type = (try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath))?[.type]
    if type as? FileAttributeType == .typeRegular {
      var source = try ByteSource(path: path)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
        if count == 0 { return }
        try body(Array(buffer[..<count]))
      }
    }
    // A pipe, such as a shell makes of another program's output.
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(.noInput, "\(shown(path)): cannot be read")
    }
    defer { try? handle.close() }
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { try body([UInt8](piece)) }
  }
}
