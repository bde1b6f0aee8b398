import Cases
import CellGrid
import Fidelity
import Text

// From a key to a command, and to whoever performs it.

extension Explorer {
  mutating func press(_ key: Key) -> [Effect] {
    if Layout.isTooSmall(columns: columns, rows: rows) {
      return key == .character("Q") ? quit() : []
    }
    message = nil
    isUnsaidCurrent = false
    if blind != nil { return pressBlind(key) }
    if prompt != nil { return pressInPrompt(key) }
    if takeDigit(key) { return [] }
    let count = count
    self.count = nil
    if key == .escape, count != nil { return [] }
    guard let binding = keymaps.binding(of: key, where: isAvailable) else {
      if key == .control("c") {
        say(.note, "Q quits")
      } else {
        say(.note, "\(key.label) does nothing here; ? shows every key")
      }
      return []
    }
    return perform(binding, key: key, count: count)
  }

  /// What the keys ask for here.
  var keymaps: [Keymap] { options.keys.keymaps(of: context) }

  /// Digits count the movement that follows; 0 only after another digit, and none that has a tag unless one came before.
  private mutating func takeDigit(_ key: Key) -> Bool {
    guard context.takesCounts, case .character(let character) = key, character.isASCII,
      let digit = character.wholeNumberValue, digit > 0 || count != nil
    else { return false }
    if count == nil, context == .cases || context == .reader, options.keys.tags[digit] != nil { return false }
    count = min((count ?? 0) * 10 + digit, 99_999_999)
    return true
  }

  mutating func perform(_ binding: KeyBinding, key: Key, count: Int? = nil) -> [Effect] {
    guard isAvailable(binding.when) else {
      say(.note, reason(for: binding.when))
      return []
    }
    if let effects = performInPane(binding.command, key: key, count: count) { return effects }
    return performEverywhere(binding.command, key: key, count: count)
  }

  func isAvailable(_ availability: Availability) -> Bool {
    switch availability {
    case .always: return true
    case .audit: return query != nil
    case .cases: return query.map { $0.series != .conversations } ?? false
    case .currentCase: return currentRow != nil
    case .currentPair: return isAvailable(.cases) && currentRow != nil
    case .receipt:
      return isAvailable(.cases) || tables.map { $0.cases.series.isEmpty && !$0.cases.whole.isEmpty } ?? false
    case .unfolding: return isAvailable(.currentPair) || isAvailable(.faults)
    case .faults: return query?.series == .conversations && tables?.listed.whole.isEmpty == false
    case .otherList: return tables?.cases.series.isEmpty == false
    case .filter: return query.map { !$0.filter.isEmpty } ?? false
    case .hits: return focus == .cases || focus == .reader ? hits != nil : paneIsSearched
    case .severalSimulators: return simulators.count > 1
    case .severalInstruments: return instruments.count > 1
    case .severalDraws: return draws.count > 1
    case .undo: return !undoHistory.isEmpty
    case .ownTags: return !options.keys.tags.isEmpty && currentRow != nil
    case .repeatable: return lastChange != nil && currentRow != nil
    }
  }

  /// Why a command can do nothing now.
  func reason(for availability: Availability) -> String {
    guard let tables else {
      return [.cases, .otherList].contains(availability) ? Availability.audit.reason : availability.reason
    }
    let isOfConversations = tables.listed.listsConversations
    switch availability {
    case .cases, .receipt, .currentPair, .unfolding, .severalSimulators, .severalInstruments, .severalDraws, .otherList:
      guard isOfConversations || availability == .otherList else { return availability.reason }
      return (tables.cases.series.isEmpty ? Availability.otherList : .cases).reason
    case .currentCase: return "no \(noun) is selected"
    case .faults: return availability.reason
    case .always, .audit, .filter, .hits, .undo, .ownTags, .repeatable: return availability.reason
    }
  }

  /// The pane's own commands; `nil` where the pane leaves the command to ``performEverywhere(_:key:count:)``.
  private mutating func performInPane(_ command: Command, key: Key, count: Int?) -> [Effect]? {
    switch focus {
    case .cases: performInCases(command, key: key, count: count)
    case .reader: performInReader(command, key: key, count: count)
    case .facets: performInFacets(command, count: count)
    case .statistics: performInStatistics(command, key: key, count: count)
    case .receipt, .trial, .help, .messages: performInText(command, count: count)
    }
  }

  private mutating func performEverywhere(_ command: Command, key: Key, count: Int?) -> [Effect] {
    switch command {
    case .back: return goBack()
    case .quit: return quit()
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .zoom: isZoomed.toggle()
    case .nextPane, .previousPane: turnPane()
    case .facets: open(.facets)
    case .statistics: open(.statistics)
    case .receipt: open(.receipt)
    case .help: open(.help)
    case .messages: open(.messages)
    case .filterLine: openLine(.filter, text: filterToEdit)
    case .commandLine: openLine(.command)
    case .search: openLine(.search)
    case .clearFilter: return clear()
    case .export: return openExport()
    case .sort:
      prompt = .sort(SortMenu(order: query?.order ?? .worstFirst, ofConversations: table?.listsConversations ?? false))
    case .refresh: return refresh()
    case .views: openViews()
    case .viewByDigit:
      if case .alt(let digit) = key { return showView(numbered: digit.wholeNumberValue ?? 0) }
    case .otherList: return turnList()
    case .nextSimulator: return turnSimulator(1)
    case .previousSimulator: return turnSimulator(-1)
    case .nextInstrument: return turnInstrument()
    case .nextDraw: return turnDraw()
    case .undo: return undo()
    case .blindReview: return openBlind()
    case .jumpBack: return jump(forward: false)
    case .jumpForward: return jump(forward: true)
    case .legend: showLegend()
    default: break
    }
    return []
  }

  /// The filter with room for a further term.
  private var filterToEdit: String {
    guard let filter = query?.filter, !filter.isEmpty else { return "" }
    return filter.description + " "
  }

  /// Esc: first what is in hand (a range, a search), then the filter.
  private mutating func clear() -> [Effect] {
    if cases.anchorOfRange != nil {
      cases.anchorOfRange = nil
    } else if !marked.isEmpty, focus == .cases {
      marked = []
    } else if hits != nil {
      hits = nil
    } else if isAvailable(.filter) {
      say(.note, "filter cleared; u brings it back")
      return setFilter(.everything)
    }
    return []
  }

  private mutating func refresh() -> [Effect] {
    guard let query else { return [] }
    facets.expire()
    statistics.expire()
    receipt.expire()
    return ask(query, then: currentKey.map { .keyOrPlace($0, cases.scroll.selected) } ?? .top)
  }

  mutating func quit() -> [Effect] {
    if reviews.unsavedCount > 0 {
      say(.note, "\(NumberText.counted(reviews.unsavedCount, "review")) still to be kept …")
    }
    return [.saveSession(session), .quit]
  }
}
