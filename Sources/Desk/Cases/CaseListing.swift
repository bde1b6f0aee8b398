internal import AuditStore
internal import Cases
internal import CellGrid

/// The list as lines of text: one case or whole conversation a line, columns aligned, texts cut.
public struct CaseListing {
  private let audit: LoadedAudit

  public init(audit: LoadedAudit) { self.audit = audit }

  /// Hands out the lines of `rows`, in their order.
  public func write(_ rows: [Int], to write: (String) throws -> Void) throws {
    let table = audit.table
    for start in stride(from: 0, to: rows.count, by: 512) {
      let chunk = Array(rows[start..<min(start + 512, rows.count)])
      let previews = try audit.store.previews(for: chunk.map { table.key(of: $0) })
      for (row, preview) in zip(chunk, previews) {
        guard !preview.conversationID.isEmpty else {
          throw StoreError.damaged(path: audit.store.path, explanation: "a conversation that has cases is not there")
        }
        try write(table.listsConversations ? conversationLine(row, preview) : line(row, preview))
      }
    }
  }

  private func line(_ row: Int, _ preview: CasePreview) -> String {
    let table = audit.table
    let pairs = table.pairs
    let flag = audit.reviews.isFlagged(row) ? "⚑" : " "
    let parts = [
      flag, padded(preview.conversationID, 14), padded(table.positions.names[Int(pairs.position[row])], 5),
      padded(stage(pairs.realStage[row]), 12), "→", padded(stage(pairs.simulatedStage[row]), 12),
      padded(table.stratum(ofRow: row).id, 12),
      padded(preview.realText ?? "∅ no reply", 34), "│", cut(preview.simulatedText ?? "∅ no reply", 60),
    ]
    return parts.joined(separator: " ") + "\n"
  }

  private func conversationLine(_ row: Int, _ preview: CasePreview) -> String {
    let columns = audit.table.conversations
    let conversation = Int(audit.table.pairs.conversation[row])
    func number(_ column: [UInt16]) -> String { conversation < column.count ? "\(column[conversation])" : "" }
    let table = audit.table
    // Beside simulated conversations it is told who spoke as the user, and the last words.
    let whole =
      table.whole.isEmpty
      ? []
      : [
        padded(table.speaker(ofConversation: conversation) ?? ConversationCode.person, 14),
        padded(table.endedBy(ofConversation: conversation)?.rawValue ?? "", 7),
        padded(table.lastAct(ofConversation: conversation)?.rawValue ?? "", 12),
      ]
    let words = table.whole.isEmpty ? preview.realText : preview.last?.text
    let parts = [
      audit.reviews.isFlagged(row) ? "⚑" : " ", padded(preview.conversationID, 14),
      padded(
        table.inheritsOutcome(ofConversation: conversation)
          ? ConversationCode.inherited : table.stratum(ofRow: row).id, 12),
      padded(number(columns.turns), 5),
      padded(number(columns.userTurns), 5), padded(audit.table.ending(of: conversation)?.rawValue ?? "", 6),
    ]
    return trimmed((parts + whole + [cut(words ?? "", 80)]).joined(separator: " ")) + "\n"
  }

  private func stage(_ code: UInt8) -> String {
    let stages = audit.table.description.schema.stages
    return code == Code.noReply ? "no-reply" : Int(code) < stages.count ? stages[Int(code)].id : "missing"
  }

  private func cut(_ text: String, _ width: Int) -> String { fitted(text, width).text }

  private func padded(_ text: String, _ width: Int) -> String {
    let (text, used) = fitted(text, width)
    return text + String(repeating: " ", count: max(0, width - used))
  }

  /// The text in one line, clean, at most `width` columns wide; the sanitiser and the widths are the screen's own.
  private func fitted(_ text: String, _ width: Int) -> (text: String, used: Int) {
    var frame = Frame(columns: width, rows: 1)
    let used = frame.write(text, row: 0, column: 0, style: Style(.text), width: width)
    return (trimmed(frame.textRows[0]), used)
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
