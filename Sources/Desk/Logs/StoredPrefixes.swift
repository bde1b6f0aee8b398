internal import AuditStore
internal import Cases
internal import Formats

/// The conversations of a store by how they begin.
final class StoredPrefixes: RecordVisitor {
  private var prefixes = PrefixIndex()

  static func index(of store: AuditStore) throws -> PrefixIndex {
    let visitor = StoredPrefixes()
    try store.forEachRecord(ofConversations: nil, visitor)
    return visitor.prefixes
  }

  func begin(_ dictionaries: StoreHoldings) {}

  func visit(_ conversation: RecordTexts.Conversation) {
    var (texts, isUser) = ([String](), [Bool]())
    PackedTurns.forEach(in: conversation.turns) { item in
      texts.append(String(decoding: conversation.text[item.text], as: UTF8.self))
      isUser.append(item.role == .user)
      return true
    }
    prefixes.add(String(decoding: conversation.id, as: UTF8.self), texts: texts, isUser: isUser)
  }

  func visit(_ conversation: RecordTexts.SimulatedConversation) {}
  func visit(_ simulation: RecordTexts.Simulation) {}
  func visit(_ label: RecordTexts.Label) {}
  func visit(review json: UnsafeRawBufferPointer) {}
}
