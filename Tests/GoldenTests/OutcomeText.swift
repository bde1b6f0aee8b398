/// The text of a golden file: each command with its exit status and both streams, then the files that it left.
struct OutcomeText {
  private(set) var bytes: [UInt8] = []

  mutating func add(command: String, status: Int32) { bytes += Array("$ \(command)\nexit \(status)\n".utf8) }

  /// Adds what a stream or a file holds, as it is; nothing where it is empty.
  mutating func add(_ title: String, _ content: [UInt8]) {
    guard !content.isEmpty else { return }
    bytes += Array("--- \(title)\n".utf8) + content
    if content.last != UInt8(ascii: "\n") { bytes += Array("\n--- without a line's end\n".utf8) }
  }
}
