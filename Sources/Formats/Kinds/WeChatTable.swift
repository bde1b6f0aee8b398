internal import Cases
internal import Interchange
internal import JSON

/// WeChat chats as WeChatMsg (留痕) writes them to CSV: the older header, whose rows have a value more than it has names,
/// and the newer one. The owner of the account is the agent, whoever writes to them the user.
struct WeChatTable: LogFormat {
  let id = "wechat"
  let title = "WeChat chats of WeChatMsg (留痕)"
  let signature = "a header with “IsSender” and “StrContent”, or with 消息ID and 发送人"
  let isTried = false

  private static let owner = "1"
  private static let other = "0"

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.roles = [WeChatTable.owner: .agent, WeChatTable.other: .user, "我": .agent]
    return mapping
  }

  static func isHeader(_ header: [String]) -> Bool {
    (header.contains("issender") && header.contains("strcontent"))
      || (header.contains("发送人") && header.contains("消息id"))
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .table, WeChatTable.isHeader(sample.header) else { return nil }
    return sample.header.contains("issender")
      ? "its header has “IsSender” and “StrContent”" : "its header has “消息ID” and “发送人”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    for file in input.files {
      let objects = LogObjects(
        input: LogInput(files: [file], options: input.options), mapping: mapping, mayBeWider: true)
      let namesContact = try namesContact(objects, sink)
      let spool = TurnSpool(file, size: file.size)
      try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
        guard WeChatTable.isText(object.value) else {
          sink.leaveOut("messages of the type \(object.value.first(of: "Type", "类型")?.words ?? "unknown")")
          return
        }
        guard let text = object.value.first(of: "StrContent", "内容")?.string, !text.isEmpty else {
          sink.leaveOut("messages without a text")
          return
        }
        let name = name(of: object, namesContact: namesContact)
        guard let row = row(object.value, name, text, mapping) else {
          try sink.refuse(
            .missingKey, file: file, line: object.line, key: "IsSender", "does not say who wrote it: neither 0 nor 1")
          return
        }
        try add(row, of: object, to: spool)
      }
      try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
        conversation.customer = conversation.id
        try sink.take(&conversation)
      }
    }
  }

  private func add(_ row: TurnRow, of object: LogObject, to spool: TurnSpool) throws(ImportError) {
    var row = row
    row.at = object.value.first(of: "CreateTime", "时间", "StrTime")?.words ?? ""
    row.order = row.at.isEmpty ? "" : LogTime.order(of: row.at)
    row.line = object.line
    try spool.add(row)
  }

  private static func isText(_ value: JSONValue) -> Bool {
    if let type = value.filled("Type")?.words { return type == "1" }
    return value.filled("类型")?.words.map { $0 == "文本" || $0 == "1" || $0 == "文本消息" } ?? false
  }

  /// Whether the newer columns 备注 and 昵称 name the contact in every row, the owner's as well; in other files they name
  /// whoever writes, and a file is one chat.
  private func namesContact(_ objects: LogObjects, _ sink: LogSink) throws(ImportError) -> Bool {
    var namesOther = false
    var namesOwner = false
    try objects.forEach(sink, isQuiet: true) { (object: LogObject) throws(ImportError) in
      guard object["发送人"]?.words == "我", let name = object.value.first(of: "备注", "昵称")?.words else { return }
      if name == "我" { namesOwner = true } else { namesOther = true }
    }
    return namesOther && !namesOwner
  }

  /// What the chat is called.
  private func name(of object: LogObject, namesContact: Bool) -> String {
    if let talker = object["TalkerId"]?.words { return talker }
    if object["StrContent"] != nil || namesContact,
      let name = object.value.first(of: "Remark", "NickName", "备注", "昵称")?.words
    {
      return name
    }
    return object.file.stem
  }

  /// In a group, whoever is named as the user or the agent is told by their own name.
  private func row(_ value: JSONValue, _ name: String, _ text: String, _ mapping: Mapping) -> TurnRow? {
    let sender = value.first(of: "Sender", "发送人")?.words ?? ""
    let isOwner: Bool
    if let flag = value.filled("IsSender")?.words {
      guard flag == WeChatTable.owner || flag == WeChatTable.other else { return nil }
      isOwner = flag == WeChatTable.owner
    } else {
      isOwner = sender == "我"
    }
    let speaker =
      mapping.roles[sender.lowercased()] == nil
      ? (isOwner ? WeChatTable.owner : WeChatTable.other) : sender
    return TurnRow(conversation: name, speaker: speaker, text: text)
  }
}
