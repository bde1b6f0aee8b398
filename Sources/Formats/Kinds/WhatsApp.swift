internal import Cases
internal import Interchange

/// WhatsApp's exported chats, a file each. Who the user is nobody can tell from it: it has to be said.
struct WhatsApp: LogFormat {
  let id = "whatsapp"
  let title = "WhatsApp chats (_chat.txt)"
  let signature = "lines that begin with a date, a time and a name"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .text || sample.layout == .table, let first = sample.lines.first,
      WhatsAppLine(first) != nil
    else { return nil }
    let lines = sample.lines.compactMap(WhatsAppLine.init)
    guard lines.contains(where: { $0.sender != nil }) else { return nil }
    return "its lines begin with a date, a time and a name"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    for file in input.files {
      var chat = WhatsAppChat()
      try forEachLine(of: file, input, mapping, sink) { chat.add($0) }
      if chat.size > input.options.maximumLineLength {
        try sink.refuse(.lineTooLong, file: file, line: 1, "is longer than what is read as one conversation")
      } else {
        try take(chat, file, mapping, sink)
      }
    }
  }

  private func take(_ chat: WhatsAppChat, _ file: LogFile, _ mapping: Mapping, _ sink: LogSink) throws(ImportError) {
    let speakers = chat.speakers
    guard let first = chat.messages.first else {
      try sink.refuse(.missingKey, file: file, line: 1, key: "turns", "holds no message with a date and a name")
      return
    }
    let user = speakers.filter { mapping.roles[$0.name.lowercased()] == .user }
    let agent = speakers.filter { mapping.roles[$0.name.lowercased()] == .agent }
    if user.isEmpty, agent.isEmpty {
      let names = speakers.prefix(20).map { "“\($0.name)” (\($0.count))" }.joined(separator: ", ")
      try sink.refuse(
        .unknownSpeaker, file: file, line: 1,
        "does not say who the user is: there speak \(names)")
      return
    }
    guard let order = mapping.dateOrder ?? chat.dateOrder else {
      try sink.refuse(
        .ambiguousTime, file: file, line: first.line,
        "“\(first.date)” and the other dates may be read in more than one way")
      return
    }
    var conversation = LogConversation()
    conversation.begin(file, line: 1)
    conversation.id = WhatsApp.name(of: file)
    for message in chat.messages {
      guard let sender = message.sender else {
        sink.leaveOut("lines of the program")
        continue
      }
      guard let text = WhatsAppText.said(message.text, sink) else { continue }
      let role = mapping.roles[sender.lowercased()]
      // Where only the agent is named, everybody else is the user.
      let speaker = role == nil && user.isEmpty ? "user" : sender
      let at = message.time(order)
      if at == nil { sink.leaveOut("times that cannot be read") }
      conversation.add(speaker, text.utf8, at: at)
    }
    sink.leaveOut("time zones, which a chat does not hold: its times are taken as UTC")
    sink.leaveOut("lines in front of the first message", chat.surplus)
    try sink.take(&conversation)
  }

  /// The name of the file, or of its folder where all files are called the same.
  private static func name(of file: LogFile) -> String {
    let last = file.parts.last ?? file.name
    let stem = last.lowercased().hasSuffix(".txt") ? String(last.dropLast(4)) : last
    guard stem == "_chat", file.parts.count > 1 else { return stem }
    return file.parts[file.parts.count - 2]
  }

  private func forEachLine(
    of file: LogFile, _ input: LogInput, _ mapping: Mapping, _ sink: LogSink, _ body: (String) -> Void
  ) throws(ImportError) {
    var source = try DecodedSource(
      file, of: input, encoding: mapping.encoding.map(TextEncoding.init(name:)), watch: sink.watch)
    var rest: [UInt8] = []
    var size = 0
    while true {
      let bytes = try source.next()
      size += bytes.count
      if bytes.isEmpty || size > input.options.maximumLineLength * 2 { break }
      rest.append(contentsOf: bytes)
      var start = 0
      while let end = rest[start...].firstIndex(of: 10) {
        body(String(decoding: rest[start..<end], as: UTF8.self))
        start = end + 1
      }
      rest.removeSubrange(..<start)
    }
    if !rest.isEmpty { body(String(decoding: rest, as: UTF8.self)) }
  }
}

/// What of a message was said.
enum WhatsAppText {
  private static let media: Set<String> = [
    "<media omitted>", "<medien ausgeschlossen>", "<multimedia omitido>", "<archivo omitido>", "<médias omis>",
    "<media omessi>", "<mídia oculta>", "<arquivo de mídia oculto>", "<media weggelaten>", "<省略多媒体文件>",
    "<без медиафайлов>", "image omitted", "video omitted", "audio omitted", "sticker omitted", "gif omitted",
    "document omitted", "contact card omitted", "video note omitted",
  ]
  private static let deleted: Set<String> = [
    "this message was deleted", "you deleted this message", "null",
  ]
  private static let edited = [
    "<This message was edited>", "<Diese Nachricht wurde bearbeitet.>", "<Este mensaje fue editado>",
  ]
  private static let mark: Character = "\u{200E}"

  /// `nil` where nothing was; what is left out is told to `sink`.
  static func said(_ text: String, _ sink: LogSink) -> String? {
    var text = text
    for words in edited where text.trimmed.hasSuffix(words) {
      text = String(text.trimmed.dropLast(words.count))
      sink.leaveOut("marks of edited messages")
    }
    text = withoutAttachments(text, sink)
    // On iOS what the program says in somebody's name begins with a mark.
    let isOfProgram = text.first == mark
    text = String(text.filter { $0 != mark }).trimmed
    var bare = text.lowercased()
    if bare.hasSuffix(".") { bare.removeLast() }
    if media.contains(bare) || isOfProgram && bare.hasSuffix(" omitted") {
      sink.leaveOut("pictures, sounds and files")
    } else if deleted.contains(bare) {
      sink.leaveOut("deleted messages")
    } else if isOfProgram {
      sink.leaveOut("lines of the program")
    } else if text.isEmpty {
      sink.leaveOut("messages without a text")
    } else {
      return text
    }
    return nil
  }

  /// Takes out the names of files; a caption stays.
  private static func withoutAttachments(_ text: String, _ sink: LogSink) -> String {
    if let start = text.firstRange(of: "\u{200E}<"), let end = text[start.upperBound...].firstIndex(of: ">"),
      text[start.upperBound..<end].contains(".")
    {
      let caption = text[..<start.lowerBound] + text[text.index(after: end)...]
      if caption.trimmed.isEmpty { return "image omitted" }
      sink.leaveOut("pictures, sounds and files")
      return String(caption)
    }
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = lines.first, first.trimmed.hasSuffix("(file attached)") else { return text }
    guard lines.count == 2, !lines[1].trimmed.isEmpty else { return "image omitted" }
    sink.leaveOut("pictures, sounds and files")
    return String(lines[1])
  }
}
