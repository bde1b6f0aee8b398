internal import Cases
internal import Interchange
internal import JSON

/// A call of a model, as tools that trace models keep it.
struct TracedCall {
  var file: LogFile
  var line: Int
  var conversation: String
  /// What calls of a conversation are sorted by.
  var order: String
  /// Calls of a higher one hold the conversation, whatever the others hold.
  var rank = 0
  var at: String?
  var input: JSONValue?
  var output: JSONValue?
  var customer: String?
  var sides: [JSONValue.Member] = []
  /// Why it holds no word.
  var silence = Silence("input", "neither its input nor its output says anything")

  struct Silence {
    var key: String
    var explanation: String

    init(_ key: String, _ explanation: String) { (self.key, self.explanation) = (key, explanation) }
  }

  /// What the words of a call are: the more, the more of the conversation they hold.
  enum Content: Int {
    case nothing, texts, messages
  }

  /// Whether a part of the words is missing.
  var isCutOff: Bool { input?.isCutOff == true || output?.isCutOff == true }

  var content: Content {
    if isCutOff { return .nothing }
    if input.flatMap({ TracedMessage.list(in: $0) }) != nil || output.flatMap({ TracedMessage.list(in: $0) }) != nil {
      return .messages
    }
    return TracedMessage.plainText(input) == nil && TracedMessage.plainText(output) == nil ? .nothing : .texts
  }
}

/// Conversations from calls of which each repeats all that was said before: the last one holds it all. Where calls hold
/// no messages but a question and an answer, all of them together are the conversation.
struct TracedCalls {
  /// Gives all calls of the log, in the same order every time.
  let all: (_ isQuiet: Bool, _ body: (TracedCall) throws(ImportError) -> Void) throws(ImportError) -> Void

  func read(_ input: LogInput, into sink: LogSink) throws(ImportError) {
    var last = LastRecords()
    var number = 0
    try all(true) { (call: TracedCall) throws(ImportError) in
      last.see(call.conversation, rank: call.content.rawValue * 10 + call.rank, order: call.order, number: number)
      number += 1
    }
    guard let file = input.files.first else { return }
    let spool = TurnSpool(file, size: input.files.reduce(0) { $0 + $1.size })
    var conversation = LogConversation()
    number = 0
    try all(false) { (call: TracedCall) throws(ImportError) in
      defer { number += 1 }
      let rank = last.rank(of: call.conversation)
      if call.isCutOff, rank >= 10 { sink.leaveOut("calls whose words were cut off when they were recorded") }
      switch TracedCall.Content(rawValue: rank / 10) ?? .nothing {
      case .messages:
        guard last.isLast(number, of: call.conversation) else {
          if call.isCutOff { return }
          sink.leaveOut("calls whose words the last one of the conversation repeats")
          return
        }
        conversation.begin(call.file, line: call.line)
        fill(&conversation, with: call, sink)
        try sink.take(&conversation)
      case .texts:
        guard call.content == .texts, call.rank == rank % 10 else {
          if call.isCutOff { return }
          sink.leaveOut("calls beside those with the words of the conversation")
          return
        }
        try add(call, to: spool)
      case .nothing:
        guard last.isLast(number, of: call.conversation) else { return }
        try sink.refuse(
          .missingKey, file: call.file, line: call.line, key: call.silence.key,
          call.isCutOff ? "was cut off when it was recorded; allow longer values there" : call.silence.explanation)
      }
    }
    try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
      conversation.customer = conversation.take(.customer)
      try sink.take(&conversation)
    }
  }

  private func fill(_ conversation: inout LogConversation, with call: TracedCall, _ sink: LogSink) {
    conversation.id = call.conversation
    conversation.customer = call.customer
    for side in call.sides { conversation.side(side.key, side.value) }
    var input = call.input.flatMap { TracedMessage.list(in: $0) } ?? []
    let output = call.output.flatMap { TracedMessage.list(in: $0) } ?? []
    // A graph's output is its whole state: what came in stands there again.
    if let asked = input.last.map({ TracedMessage($0, nil) }), output.contains(where: { asked.isSame($0) }) {
      input = []
    }
    if input.isEmpty, !output.isEmpty, let text = TracedMessage.plainText(call.input), call.input?.string != nil {
      conversation.add("user", text.utf8)
    }
    for raw in input { add(TracedMessage(raw, sink), to: &conversation) }
    if output.isEmpty, let text = TracedMessage.plainText(call.output) {
      conversation.add("assistant", text.utf8, at: call.at)
    }
    let isAlone = output.count == 1
    for raw in output {
      var message = TracedMessage(raw, sink)
      if isAlone, message.at == nil { message.at = call.at }
      add(message, to: &conversation)
    }
  }

  private func add(_ message: TracedMessage, to conversation: inout LogConversation) {
    guard let text = message.text else { return }
    conversation.add(message.speaker, text.utf8, at: message.at)
  }

  private func add(_ call: TracedCall, to spool: TurnSpool) throws(ImportError) {
    for (speaker, value) in [("user", call.input), ("assistant", call.output)] {
      guard let text = TracedMessage.plainText(value) else { continue }
      var row = TurnRow(conversation: call.conversation, speaker: speaker, text: text)
      row.order = call.order
      row.line = call.line
      if speaker == "assistant" { row.at = call.at ?? "" }
      for side in call.sides {
        if let text = side.value.words { row.sides.append((side.key, text)) }
      }
      if let customer = call.customer { row.sides.append((LogConversation.Hidden.customer.rawValue, customer)) }
      try spool.add(row)
    }
  }
}

extension TracedMessage {
  private var role: String { Mapping.usual[speaker.lowercased()]?.rawValue ?? speaker }

  /// Whether a message says the same, or has the same name.
  func isSame(_ raw: JSONValue) -> Bool {
    let other = TracedMessage(raw, nil)
    if let id, let name = other.id { return id == name }
    return role == other.role && text == other.text
  }
}
