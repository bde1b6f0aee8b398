import Cases
import CellGrid
import Figures

// Which cases are shown: table, query, answer.

extension Explorer {
  mutating func take(_ table: CaseTable) -> [Effect] {
    let isFirst = tables == nil
    let place = currentKey
    let hadCases = tables?.cases.series.isEmpty == false
    // What was looked at stays in the list, as far as it is there still.
    let wanted = query?.series ?? options.session.series
    tables = ListedTables(table, listing: nil)
    let series = wanted.flatMap { tables?.has($0) == true ? $0 : nil } ?? table.series.first ?? .conversations
    tables?.list(series)
    countReviews()
    marks = StageMarks(schema: table.description.schema)
    previews.removeAll()
    details.removeAll()
    facets.expire()
    statistics.expire()
    if isFirst { return restore(options.session, series: series) }
    if series == .conversations, !hadCases, !table.series.isEmpty {
      say(.good, "the audit has cases now: w lists them")
    }
    var query = self.query ?? CaseQuery(filter: .everything, order: .first(of: series), series: series)
    query.series = series
    return ask(query, then: place.map { .keyOrPlace($0, cases.scroll.selected) } ?? .top)
  }

  private mutating func restore(_ session: Session, series: CaseTable.Series) -> [Effect] {
    screen = Screen(of: session.pane)
    focus = session.pane
    if [.help, .messages, .trial].contains(focus) {
      screen = .browse
      focus = .cases
    }
    let filter = readFilter(session.filter)
    let fits = session.order.allSatisfy { table?.has($0.field) ?? true }
    let query = CaseQuery(
      filter: filter, order: fits ? session.order : .first(of: series), series: self.series(for: filter, near: series))
    if let name = options.view, var view = view(named: name) {
      view.filter = options.filter ?? view.filter
      if let shown = self.query(of: view, from: query) {
        viewColumns = view.columns
        show(.cases)
        return ask(shown, then: .top)
      }
    }
    return ask(query, then: session.place.map(Anchor.key) ?? .top)
  }

  /// The filter of an earlier session; none where it cannot be read any more.
  private mutating func readFilter(_ text: String) -> Filter {
    do {
      return try checkedFilter(text)
    } catch {
      say(.error, "the filter of the last session was left out: \(error)")
      return .everything
    }
  }

  /// A filter whose fields and values are those of this audit.
  func checkedFilter(_ text: String) throws(FilterError) -> Filter {
    guard let table else { return try Filter(parsing: text) }
    return try table.filter(parsing: text, in: FilterContext())
  }

  /// Asks for the cases of a query.
  mutating func ask(_ query: CaseQuery, then anchor: Anchor) -> [Effect] {
    selectionGeneration = newGeneration()
    self.query = query
    self.anchor = anchor
    cases.anchorOfRange = nil
    // Rows of one table mean nothing in the other.
    if tables?.list(query.series) == true {
      cases.clear()
      countReviews()
    }
    if hits != nil, query.series != cases.shown?.series { hits?.rows = nil }
    return [.select(query, generation: selectionGeneration)]
  }

  mutating func take(_ selection: CaseSelection) {
    guard selection.generation == selectionGeneration else { return }
    cases.take(rows: selection.rows, members: selection.members, total: selection.total)
    cases.shown = query
    switch anchor {
    case .top: cases.select(0)
    case .key(let key): cases.select(place(of: key) ?? 0)
    case .keyOrPlace(let key, let fallback): cases.select(place(of: key) ?? fallback)
    case .conversation(let key): cases.select(firstPlace(ofConversation: key) ?? 0)
    }
  }

  mutating func selectionFailed(generation failed: Int, _ problem: String) -> [Effect] {
    guard failed == selectionGeneration, let query else { return [] }
    say(.error, problem)
    if let shown = cases.shown {
      self.query = shown
      return []
    }
    // The filter of an earlier session that no longer fits: start without it.
    guard !query.filter.isEmpty else { return [] }
    var unfiltered = query
    unfiltered.filter = .everything
    return ask(unfiltered, then: anchor)
  }

  /// Sets the filter; what it was can be undone.
  mutating func setFilter(_ filter: Filter, remember: Bool = true) -> [Effect] {
    guard var query, query.filter != filter else { return [] }
    undoHistory.push(.filter(query.filter, place: currentKey))
    if remember { filterHistory.add(filter.description) }
    query.filter = filter
    query.series = series(for: filter, near: query.series)
    return ask(query, then: currentKey.map(Anchor.key) ?? .top)
  }

  mutating func setOrder(_ order: [SortKey]) -> [Effect] {
    guard var query, let key = order.first else { return [] }
    query.order = order
    say(.note, "sorted by \(key.field)\(key.descending ? ", largest first" : "")")
    // The current case stays current, and a new order is read from its top if one stood there.
    let anchor = cases.scroll.selected == 0 ? nil : currentKey.map(Anchor.key)
    return ask(query, then: anchor ?? .top)
  }

  /// Looks at another series, at the same probe point if it has that too.
  mutating func setSeries(_ series: CaseTable.Series) -> [Effect] {
    guard var query else { return [] }
    query.series = series
    var key = currentKey
    key?.simulator = series.simulator
    key?.instrument = series.instrument
    key?.draw = series.draw
    return ask(query, then: key.map { .keyOrPlace($0, cases.scroll.selected) } ?? .top)
  }

  /// Sets what the verdict is taken on.
  mutating func set(_ setting: VerdictSetting, to value: String) -> [Effect] {
    guard var query, query.series != .conversations else {
      say(.error, "there is no verdict here: it is taken of cases")
      return []
    }
    do {
      try setting.set(value, in: &query.verdict)
    } catch {
      say(.error, error.words)
      return []
    }
    let words = query.verdict.words
    say(
      .note,
      words.isEmpty ? "the verdict is the usual one" : "the verdict is taken \(words), which is not the usual one")
    return query == self.query
      ? [] : ask(query, then: currentKey.map { .keyOrPlace($0, cases.scroll.selected) } ?? .top)
  }

  private func firstPlace(ofConversation key: UInt32) -> Int? {
    guard let table, let conversation = table.conversations.row(ofKey: key) else { return nil }
    return cases.place { table.pairs.conversation[$0] == conversation }
  }

  func place(of key: CaseKey) -> Int? {
    guard let row = table?.row(of: key) else { return nil }
    return cases.place(of: row)
  }
}
