/// Who spoke last in a conversation; turns of the system and of tools are passed over.
public enum ConversationEnding: String, Sendable, Hashable, CaseIterable {
  /// Nobody answered the last agent turn.
  case agent
  case user
  /// Neither agent nor user ever spoke.
  case nobody
}

extension CaseTable {
  /// Who spoke last; `nil` where the table was made without the record.
  ///
  /// - Parameter conversation: The row in ``conversations``.
  public func ending(of conversation: Int) -> ConversationEnding? {
    guard conversations.isAbandoned.indices.contains(conversation) else { return nil }
    // An agent turn that comes last is one that nobody answered, see ``ExitRecord``.
    if conversations.isAbandoned[conversation] != 0 { return .agent }
    return conversations.userTurns[conversation] > 0 ? .user : .nobody
  }
}
