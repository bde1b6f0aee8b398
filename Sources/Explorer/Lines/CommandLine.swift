import Cases
import Text

extension Explorer {
  /// Runs a line that was typed after `:`.
  mutating func run(_ line: String) -> [Effect] {
    let line = line.trimmingBlanks
    guard !line.isEmpty else { return [] }
    commandHistory.add(line)
    let end = line.firstIndex(where: \.isWhitespace) ?? line.endIndex
    let name = String(line[..<end])
    let argument = line[end...].trimmingBlanks
    if let place = Int(name) { return goTo(place) }
    guard let command = TypedCommand.named(name) else {
      say(.error, "there is no command “\(name)”; :help lists them")
      return []
    }
    guard isAvailable(command.when) else {
      say(.note, reason(for: command.when))
      return []
    }
    return command.deed(&self, argument)
  }

  mutating func goTo(_ place: Int) -> [Effect] {
    guard place > 0 else {
      say(.error, "goto needs the number of a \(noun), 1 to \(NumberText.grouped(cases.count))")
      return []
    }
    cases.select(place - 1)
    return []
  }

  mutating func typedFilter(_ text: String) -> [Effect] {
    do {
      return setFilter(try checkedFilter(text))
    } catch {
      say(.error, String(describing: error))
      return []
    }
  }

  mutating func typedOrder(_ text: String) -> [Effect] {
    guard let order = [SortKey](text: text), order.allSatisfy({ table?.has($0.field) ?? true }) else {
      say(.error, "sort by one of " + sortableFields.map(\.name).joined(separator: ", "))
      return []
    }
    return setOrder(order)
  }

  /// What the list can be sorted by.
  var sortableFields: [FilterField] { FilterField.all.filter { $0.isSortable && table?.has($0) ?? true } }

  mutating func typedName(
    _ name: String, among names: [String], _ what: String, where condition: (CaseTable.Series, String) -> Bool
  ) -> [Effect] {
    let candidates = names.contains(name) ? [name] : names.filter { $0.hasPrefix(name) }
    guard candidates.count == 1, let chosen = candidates.first else {
      say(.error, "\(what) is one of " + names.joined(separator: ", "))
      return []
    }
    return choose { condition($0, chosen) }
  }

  mutating func typedExport(_ argument: String) -> [Effect] {
    var words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
    var isFlagged: Bool?
    if let scope = words.first, scope == "flagged" || scope == "shown" {
      isFlagged = scope == "flagged"
      words.removeFirst()
    }
    var format: ExportFormat?
    if let word = words.first, let named = ExportFormat(typed: word) {
      format = named
      words.removeFirst()
    }
    let path = words.joined(separator: " ")
    let formats = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
    // What would be taken for the start of a path.
    if format == nil, words.count > 1, let word = words.first, !word.contains("/"), !word.contains(".") {
      say(.error, "“\(word)” is no format; one of \(formats)")
      return []
    }
    guard !path.isEmpty, let query else { return openExport(isFlagged: isFlagged, format: format ?? .csv) }
    let isOfConversations = query.series == .conversations
    let flagged = reviews.flaggedCount(ofConversations: isOfConversations)
    let scope: ExportRequest.Scope = isFlagged ?? (flagged > 0) ? .flagged : .shown(query)
    guard scope == .flagged ? flagged > 0 : cases.count > 0 else {
      say(
        .error, scope == .flagged ? "nothing is flagged; x flags a \(noun)" : "nothing is shown; Esc clears the filter")
      return []
    }
    let guessed = ExportFormat.allCases.first { path.hasSuffix($0.pathEnding) }
    let name = path.split(separator: "/").last ?? ""
    if format == nil, guessed == nil, let dot = name.lastIndex(of: ".") {
      say(.error, "no format ends in “\(name[dot...])”; name one of \(formats) before the path")
      return []
    }
    return export(
      ExportRequest(
        scope: scope, format: format ?? guessed ?? .csv, path: path, isOfConversations: isOfConversations))
  }
}
