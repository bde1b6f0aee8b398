internal import Foundation
internal import JSON

/// A file that grows line by line, written in large pieces.
final class LineFile {
  private let path: String
  private let descriptor: Int32
  var json = JSONOutput()

  private static let pieceSize = 1 << 20

  init(path: String) throws(OutputError) {
    self.path = path
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, explanation: systemError()) }
  }

  deinit { Glibc.close(descriptor) }

  /// Ends the line that ``json`` holds.
  func endLine() throws(OutputError) {
    json.endLine()
    if json.count >= LineFile.pieceSize { try flush() }
  }

  func finish() throws(OutputError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw OutputError(path: path, explanation: systemError()) }
  }

  private func flush() throws(OutputError) {
    try OutputFile.write(json.bytes, to: descriptor, path: path)
    json.removeAll()
  }
}
