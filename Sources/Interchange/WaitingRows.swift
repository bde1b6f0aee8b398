internal import JSON

/// Rows that replay a conversation which has not come yet: they are read again at the end of their file, so that the order
/// of rows means nothing.
struct WaitingRows {
  struct Row {
    let number: Int
    /// With what the parser may read behind the line.
    fileprivate let padded: [UInt8]

    /// Calls `body` with the line as it was read.
    func withLine(_ body: (LineReader.Line) -> Void) {
      padded.withUnsafeBufferPointer { bytes in
        let own = UnsafeBufferPointer(rebasing: bytes.dropLast(JSONParser.padding))
        body(LineReader.Line(bytes: own, number: number, isTooLong: false, isComplete: true))
      }
    }
  }

  private(set) var rows: [Row] = []
  private var size = 0

  /// In bytes: of more than these the rest has to stand behind what it replays.
  private static let most = 64 << 20

  /// Whether a line may be kept.
  func takes(_ line: LineReader.Line) -> Bool { size + line.bytes.count <= WaitingRows.most }

  mutating func keep(_ line: LineReader.Line) {
    rows.append(
      Row(number: line.number, padded: Array(line.bytes) + [UInt8](repeating: 0, count: JSONParser.padding)))
    size += line.bytes.count
  }
}
