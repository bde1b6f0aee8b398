/// One turn of a file that has a row a turn, with what its row says of the conversation.
struct TurnRow: Sendable {
  var conversation: String
  /// What turns are sorted by; in the order of the file where it is empty.
  var order = ""
  /// Its own name: of several rows of a conversation with the same one, the last counts.
  var name = ""
  var speaker: String
  var text: String
  var at = ""
  var isNote = false
  /// Whether it is no turn: only its sides count.
  var isFact = false
  /// Further values of the row, by name.
  var sides: [(name: String, value: String)] = []
  var line = 0

  func append(to bytes: inout [UInt8]) {
    let parts = [conversation, order, name, speaker, text, at, isFact ? "2" : isNote ? "1" : "", String(line)]
    append(UInt32(parts.count + 2 * sides.count), to: &bytes)
    for part in parts { append(part, to: &bytes) }
    for side in sides {
      append(side.name, to: &bytes)
      append(side.value, to: &bytes)
    }
  }

  private func append(_ number: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private func append(_ text: String, to bytes: inout [UInt8]) {
    append(UInt32(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  init(conversation: String, speaker: String, text: String) {
    (self.conversation, self.speaker, self.text) = (conversation, speaker, text)
  }

  /// Reads what ``append(to:)`` wrote, and goes on behind it.
  init(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
    func number() -> Int {
      defer { place += 4 }
      return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }
    func text() -> String {
      let count = number()
      defer { place += count }
      return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }
    let count = number()
    conversation = text()
    order = text()
    name = text()
    speaker = text()
    self.text = text()
    at = text()
    let kind = text()
    isNote = kind == "1"
    isFact = kind == "2"
    line = Int(text()) ?? 0
    for _ in 0..<(count - 8) / 2 {
      let name = text()
      sides.append((name, text()))
    }
  }
}
