import CellGrid

/// The receipt of what is shown: what was asked for, and its text laid out.
struct ReceiptPane: Sendable {
  private(set) var generation = 0
  var text = TextPane()
  private var asked: CaseQuery?
  private var markdown: String?
  private var width = 0

  var isWaiting: Bool { markdown == nil }

  func needs(_ query: CaseQuery) -> Bool { asked != query }

  mutating func ask(_ query: CaseQuery, generation: Int) {
    asked = query
    markdown = nil
    width = 0
    text = TextPane()
    self.generation = generation
  }

  mutating func expire() { asked = nil }

  mutating func take(_ markdown: String, generation: Int) {
    guard generation == self.generation else { return }
    self.markdown = markdown
    width = 0
  }

  mutating func layOut(in rect: Rect) {
    guard let markdown else {
      text.show(
        [StyledRow("… the receipt is being made", .dim, column: 2, width: rect.columns)], in: rect)
      return
    }
    guard width != rect.columns || text.height != rect.rows - 1 else { return }
    width = rect.columns
    text.show(MarkdownRows(markdown, width: rect.columns).rows, in: rect)
  }
}

extension Explorer {
  /// The receipt follows the query while it is visible.
  mutating func settleReceipt(_ layout: Layout) -> [Effect] {
    guard let rect = layout.rect(of: .receipt), let query else { return [] }
    var effects: [Effect] = []
    if receipt.needs(query) {
      receipt.ask(query, generation: newGeneration())
      effects.append(.writeReceipt(query, generation: receipt.generation))
    }
    receipt.layOut(in: rect)
    return effects
  }
}
