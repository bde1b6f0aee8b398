import Cases

// From cases to whole conversations, and back.

extension Explorer {
  /// `w`: the other list, at the conversation that is current. Each list keeps its filter and its order; the first time
  /// the filter goes along, as far as it fits.
  mutating func turnList() -> [Effect] {
    guard let query, let tables else { return [] }
    let isOfConversations = query.series == .conversations
    guard let other = leftQuery?.series ?? (isOfConversations ? tables.cases.series.first : .conversations),
      tables.has(other)
    else { return [] }
    let place = currentKey.map { Anchor.conversation($0.conversation) } ?? .top
    var next = leftQuery ?? CaseQuery(filter: query.filter, order: .first(of: other), series: other)
    next.verdict = query.verdict
    leftQuery = query
    self.tables?.list(other)
    cases.clear()
    countReviews()
    visit = nil
    if next.filter == query.filter, (try? checkedFilter(next.filter.description)) == nil {
      next.filter = .everything
      say(.note, "\(noun)s; the filter stays with the other list, w leads back to it")
    } else {
      say(.note, "\(noun)s; w leads back")
    }
    return ask(next, then: place)
  }
}
