/// What the last line says until the next key.
struct Message: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case note, good, error
  }

  var kind: Kind
  var text: String
}

/// The messages of this session, for the messages pane; the oldest are forgotten.
struct MessageLog: Sendable, Hashable {
  private(set) var messages: [Message] = []
  private static let limit = 500

  mutating func add(_ message: Message) {
    messages.append(message)
    if messages.count > MessageLog.limit { messages.removeFirst(messages.count - MessageLog.limit) }
  }
}
