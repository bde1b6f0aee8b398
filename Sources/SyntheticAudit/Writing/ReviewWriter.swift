/// Writes lines of `reviews.jsonl`: what a person gave who did not know which turn is real.
struct ReviewWriter: Sendable {
  let names: RecordNames

  /// - Parameters:
  ///   - real: The real turn's stage; nil at an exit probe.
  ///   - head: The part of the line that names simulator and draw.
  func write(
    real: Stage?, simulated: Stage, conversation: Int, turn: Int, head: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes.append("{\"conversation\":\"")
    names.appendConversation(conversation, to: &bytes)
    bytes.append("\",\"turn\":")
    bytes.append(number: turn)
    bytes.append(contentsOf: head)
    let real = real.map { "\"real\":{\"stage\":\"\($0.id)\"}," } ?? ""
    bytes.append(
      contentsOf: Array(
        (",\"reviewer\":\"person\",\"blind\":{\(real)\"simulated\":{\"stage\":\"\(simulated.id)\"}},"
          + "\"at\":\"2026-03-01T09:00:00Z\"}\n").utf8))
  }
}
