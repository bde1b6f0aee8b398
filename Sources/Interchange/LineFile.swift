internal import Foundation

/// A file that grows line by line, written in large pieces.
final class LineFile {
  private let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []

  init(path: String) throws(OutputError) {
    self.path = path
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, explanation: systemError()) }
  }

  deinit { Glibc.close(descriptor) }

  /// Takes what `json` holds.
  func write(_ json: inout JSONOutput) throws(OutputError) {
    pending.append(contentsOf: json.bytes)
    json.removeAll()
    if pending.count >= 1 << 20 { try flush() }
  }

  func finish() throws(OutputError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw OutputError(path: path, explanation: systemError()) }
  }

  private func flush() throws(OutputError) {
    try OutputFile.write(pending, to: descriptor, path: path)
    pending.removeAll(keepingCapacity: true)
  }
}
