import Cases
import CellGrid
import Text

// Views: a name for filter, order, series and columns.

extension Explorer {
  /// Every view: the shipped ones, those of the configuration, those that were saved here. A later one takes the place
  /// of an earlier one of its name.
  var views: [CaseView] {
    var views: [CaseView] = []
    for view in options.views + savedViews {
      if let place = views.firstIndex(where: { $0.name == view.name }) {
        views[place] = view
      } else {
        views.append(view)
      }
    }
    return views
  }

  /// Runs `:view`.
  mutating func typedView(_ argument: String) -> [Effect] {
    let word = argument.prefix { !$0.isWhitespace }
    let rest = argument.dropFirst(word.count).trimmingBlanks
    switch word {
    case "":
      openViews()
      return []
    case "save" where rest.isEmpty, "forget" where rest.isEmpty:
      say(.error, "name the view: :view \(word) morning")
      return []
    case "save": return saveView(named: rest)
    case "forget": return forgetView(named: rest)
    default:
      guard let view = view(named: argument) else { return [] }
      return show(view)
    }
  }

  /// The view of a name, or of the beginning of exactly one; says so where there is none.
  mutating func view(named name: String) -> CaseView? {
    let views = views
    let alike = views.filter { $0.name.lowercased().hasPrefix(name.lowercased()) }
    if let view = views.first(where: { $0.name == name }) ?? (alike.count == 1 ? alike[0] : nil) { return view }
    say(.error, "no view is called “\(name)”: there are " + views.map(\.name).joined(separator: ", "))
    return nil
  }

  private mutating func saveView(named name: String) -> [Effect] {
    guard let query else { return [] }
    var view = CaseView(name: name)
    view.filter = query.filter.description
    view.order = query.order.text
    view.isOfConversations = query.series == .conversations
    if !view.isOfConversations {
      (view.simulator, view.instrument, view.draw) = (
        query.series.simulator, query.series.instrument, query.series.draw
      )
    }
    view.columns = viewColumns
    savedViews.removeAll { $0.name == name }
    savedViews.append(view)
    let place = views.firstIndex { $0.name == name }.map { $0 + 1 } ?? 0
    say(.good, "saved as “\(name)”" + ((1...9).contains(place) ? ": ' \(place) or Alt-\(place) shows it" : ""))
    return [.saveSession(session)]
  }

  private mutating func forgetView(named name: String) -> [Effect] {
    guard savedViews.contains(where: { $0.name == name }) else {
      say(.error, "no view that was saved here is called “\(name)”")
      return []
    }
    savedViews.removeAll { $0.name == name }
    say(.good, "“\(name)” is forgotten")
    return [.saveSession(session)]
  }

  /// Alt and a digit, or a digit of the menu.
  mutating func showView(numbered number: Int) -> [Effect] {
    let views = views
    guard views.indices.contains(number - 1) else {
      say(.note, "there is no view \(number); :view save NAME makes one")
      return []
    }
    return show(views[number - 1])
  }

  mutating func show(_ view: CaseView) -> [Effect] {
    guard let query else { return [] }
    guard let next = self.query(of: view, from: query) else { return [] }
    viewColumns = view.columns
    visit = nil
    if next.filter != query.filter { undoHistory.push(.filter(query.filter, place: currentKey)) }
    if (next.series == .conversations) != (query.series == .conversations) { leftQuery = query }
    show(.cases)
    trail = []
    say(.note, "view “\(view.name)”")
    return ask(next, then: .top)
  }

  /// What a view shows in this audit; says why where that cannot be.
  mutating func query(of view: CaseView, from query: CaseQuery) -> CaseQuery? {
    guard let tables else { return nil }
    let table = view.isOfConversations ? tables.cases.ofConversations : tables.cases
    guard view.isOfConversations || !table.series.isEmpty else {
      say(.note, Availability.otherList.reason)
      return nil
    }
    let filter: Filter
    do { filter = try table.filter(parsing: view.filter, in: FilterContext()) } catch {
      say(.error, "the view “\(view.name)” does not fit this audit: \(error.summary)")
      return nil
    }
    var series = query.series
    if view.isOfConversations {
      series = .conversations
    } else {
      func fits(_ series: CaseTable.Series) -> Bool {
        (view.simulator ?? series.simulator) == series.simulator
          && (view.instrument ?? series.instrument) == series.instrument && (view.draw ?? series.draw) == series.draw
          && filter.allows(series)
      }
      if !fits(series) || series == .conversations {
        guard let other = table.series.first(where: fits) else {
          say(.error, "the view “\(view.name)” does not fit this audit: no such simulator, instrument and draw")
          return nil
        }
        series = other
      }
    }
    let order = view.order.flatMap { [SortKey](text: $0) }.flatMap { keys in
      keys.allSatisfy { table.has($0.field) } ? keys : nil
    }
    var next = CaseQuery(filter: filter, order: order ?? .first(of: series), series: series)
    next.verdict = query.verdict
    return next
  }

  // MARK: Menu

  mutating func openViews() { prompt = .views(ViewMenu(views: views)) }

  mutating func press(_ key: Key, in menu: ViewMenu) -> [Effect] {
    var menu = menu
    if case .character(let character) = key, let number = character.wholeNumberValue, number > 0 {
      prompt = nil
      return showView(numbered: number)
    }
    switch KeyContext.sortMenu.binding(of: key)?.command {
    case .choose:
      prompt = nil
      return show(menu.views[menu.chosen])
    case .nextChoice: menu.chosen = (menu.chosen + 1) % menu.views.count
    case .previousChoice: menu.chosen = (menu.chosen + menu.views.count - 1) % menu.views.count
    case .cancel:
      prompt = nil
      return []
    default: break
    }
    prompt = .views(menu)
    return []
  }
}

/// The menu that `'` opens: the views, by digit or by arrow. There is always one.
struct ViewMenu: Sendable, Equatable {
  let views: [CaseView]
  var chosen = 0

  private var box: MenuBox { MenuBox(title: "Views", count: views.count, chosen: chosen, width: 76) }

  /// The view at a place of the screen.
  func view(row: Int, column: Int, in body: Rect) -> CaseView? {
    box.entry(row: row, column: column, in: body).map { views[$0] }
  }

  func render(into frame: inout Frame, in body: Rect) {
    box.render(into: &frame, in: body) { index, frame, line in
      if index < 9 {
        frame.write("\(index + 1)", row: line.row, column: line.column + 1, style: Style(.key, .bold), width: 1)
      }
      let used = frame.write(
        views[index].name, row: line.row, column: line.column + 3, width: line.columns / 2, clipping: .ellipsis)
      frame.write(
        views[index].filter, row: line.row, column: line.column + used + 5, style: .dim,
        width: line.columns - used - 5, clipping: .ellipsis)
    }
  }
}
