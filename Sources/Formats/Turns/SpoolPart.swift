internal import Files
internal import Foundation
internal import Interchange

/// A part of the rows: in memory, and what was too much for it in a file without a name.
struct SpoolPart {
  var rows = PackedTurn.Writer()
  private var handle: FileHandle?

  mutating func spill() throws {
    let handle = try self.handle ?? SpoolPart.open()
    self.handle = handle
    try rows.bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = Glibc.write(handle.fileDescriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw SpoolPart.failure() }
        written += count
      }
    }
    rows.removeAll(keepingCapacity: true)
  }

  /// All of its rows, which it gives up.
  mutating func takeAll() throws -> [UInt8] {
    defer { (rows, handle) = (PackedTurn.Writer(), nil) }
    guard let handle else { return rows.bytes }
    let spilled = Int(try handle.seekToEnd())
    return try [UInt8](unsafeUninitializedCapacity: spilled + rows.bytes.count) { buffer, filled in
      while filled < spilled {
        let count = pread(
          handle.fileDescriptor, buffer.baseAddress.map { $0 + filled }, spilled - filled, off_t(filled))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw SpoolPart.failure() }
        filled += count
      }
      _ = UnsafeMutableBufferPointer(rebasing: buffer[filled...]).initialize(from: rows.bytes)
      filled += rows.bytes.count
    }
  }

  private static func failure() -> OutputError {
    OutputError(path: NSTemporaryDirectory(), explanation: systemError())
  }

  /// A file that is gone when it is closed, whatever ends the program.
  private static func open() throws -> FileHandle {
    let folder = try Temporaries.makeFolder()
    defer { Temporaries.remove(folder) }
    let descriptor = Glibc.open("\(folder)/rows", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputError(path: folder, explanation: systemError()) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
