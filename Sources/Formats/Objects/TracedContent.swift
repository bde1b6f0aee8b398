internal import Cases
internal import JSON

/// A call with its messages; system prompts before the first other one stand apart.
struct TracedContent {
  let call: TracedCall
  /// What went in, and then what came out.
  let messages: [TracedMessage]
  let inputCount: Int
  /// The places of the messages that say something, behind the system prompt.
  let said: [Int]
  /// The system prompts that come first.
  let head: [String]
  private let raws: [JSONValue]

  init(_ call: TracedCall) {
    self.call = call
    var input = call.input.flatMap { TracedMessage.list(in: $0) } ?? []
    var output = call.output.flatMap { TracedMessage.list(in: $0) } ?? []
    // A graph's output is its whole state: what came in stands there again.
    if let asked = input.last.map({ TracedMessage($0, nil) }), output.contains(where: { asked.isSame($0) }) {
      input = []
    } else if input.isEmpty, output.isEmpty || call.input?.string != nil,
      let text = TracedMessage.plainText(call.input)
    {
      input = [["role": .string("user"), "content": .string(text)]]
    }
    if output.isEmpty, let text = TracedMessage.plainText(call.output) {
      output = [["role": .string("assistant"), "content": .string(text)]]
    }
    raws = input + output
    inputCount = input.count
    var messages = raws.map { TracedMessage($0, nil) }
    // The time of a call is that of its answer.
    if output.count == 1, let last = messages.indices.last, messages[last].at == nil { messages[last].at = call.at }
    let headCount = messages.firstIndex { $0.role != Role.system.rawValue } ?? messages.count
    head = messages[..<headCount].compactMap(\.text)
    said = messages.indices.filter { $0 >= headCount && messages[$0].text != nil }
    self.messages = messages
  }

  /// Adds a range of what is said, and counts what says nothing between.
  func add(_ range: Range<Int>, to conversation: inout LogConversation, _ sink: LogSink) {
    let start = range.lowerBound == 0 ? 0 : said[range.lowerBound - 1] + 1
    let end = range.upperBound == said.count ? messages.count : said[range.upperBound - 1] + 1
    for place in start..<max(start, end) {
      // Tells what is left out of it.
      _ = TracedMessage(raws[place], sink)
      guard place >= (said.first ?? 0), let text = messages[place].text else { continue }
      conversation.add(messages[place].speaker, text.utf8, at: messages[place].at)
    }
  }
}

extension TracedMessage {
  /// What speakers are, by their usual names.
  var role: String { Mapping.usual[speaker.lowercased()]?.rawValue ?? speaker }

  var isAnswer: Bool { role == Role.agent.rawValue }

  /// Equal where role and text are.
  var identity: String { "\(role)\n\(text ?? "")" }

  /// Whether a message says the same, or has the same name.
  func isSame(_ raw: JSONValue) -> Bool {
    let other = TracedMessage(raw, nil)
    if let id, let name = other.id { return id == name }
    return identity == other.identity
  }
}
