internal import Files
internal import JSON

/// A file that grows line by line, written in large pieces.
final class LineFile {
  private let file: OutputFile
  var json = JSONOutput()

  private static let pieceSize = 1 << 20

  init(path: String) throws(OutputError) { file = try OutputFile(path) }

  /// Ends the line that ``json`` holds.
  func endLine() throws(OutputError) {
    json.endLine()
    if json.count >= LineFile.pieceSize { try flush() }
  }

  func finish() throws(OutputError) {
    try flush()
    try file.finish()
  }

  private func flush() throws(OutputError) {
    try file.write(json.bytes)
    json.removeAll()
  }
}
