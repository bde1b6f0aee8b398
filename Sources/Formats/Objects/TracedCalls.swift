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
  /// What the program calls it: calls of another name have another task.
  var name: String?
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

/// Conversations from calls of models: those of one conversation are put together by the messages that they share.
struct TracedCalls {
  /// Gives all calls of the log.
  let all: (_ body: (TracedCall) throws(ImportError) -> Void) throws(ImportError) -> Void

  func read(_ input: LogInput, into sink: LogSink) throws(ImportError) {
    guard let first = input.files.first else { return }
    let spool = TurnSpool(first, size: input.files.reduce(0) { $0 + $1.size })
    let places = Dictionary(input.files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    try all { (call: TracedCall) throws(ImportError) in
      var row = TurnRow(conversation: call.conversation, speaker: String(places[call.file] ?? 0), text: call.packed)
      row.line = call.line
      try spool.add(row)
    }
    var conversation = LogConversation()
    try spool.forEachGroup { (rows: [TurnRow]) throws(ImportError) in
      let calls = rows.map { row in
        TracedCall(packed: row.text, file: input.files[Int(row.speaker) ?? 0], line: row.line, row.conversation)
      }
      // Of two that began at the same time the later one in the file is the later one.
      let order = calls.indices.sorted { (calls[$0].order, $0) < (calls[$1].order, $1) }
      try read(order.map { calls[$0] }, &conversation, into: sink)
    }
  }

  /// - Parameter calls: Those of one conversation, in their order.
  private func read(
    _ calls: [TracedCall], _ conversation: inout LogConversation, into sink: LogSink
  ) throws(ImportError) {
    let ranks = calls.map { $0.content.rawValue * 10 + $0.rank }
    let rank = ranks.max() ?? 0
    guard rank >= 10 else {
      guard let place = ranks.lastIndex(of: rank) else { return }
      let call = calls[place]
      try sink.refuse(
        .otherShape, file: call.file, line: call.line, key: call.silence.key,
        call.isCutOff ? "was cut off when it was recorded; allow longer values there" : call.silence.explanation)
      return
    }
    sink.leaveOut("calls whose words were cut off when they were recorded", calls.count(where: \.isCutOff))
    let whole = calls.filter { !$0.isCutOff }
    let assembly = TracedAssembly(whole, isLeading: { $0.content.rawValue * 10 + $0.rank == rank })
    assembly.fill(&conversation, sink)
    try sink.take(&conversation)
  }
}
