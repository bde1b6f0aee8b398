import Cases
import Text

/// What can be typed after `:`.
struct TypedCommand: Sendable {
  var name: String
  /// What follows the name, for the help; empty where nothing does.
  var argument: String
  var help: String

  static let all: [TypedCommand] = [
    TypedCommand(name: "filter", argument: "EXPRESSION", help: "set the filter; without one, clear it"),
    TypedCommand(name: "sort", argument: "[-]FIELD", help: "sort by any field, - the other way round"),
    TypedCommand(name: "goto", argument: "N", help: "go to the N-th case; also just :N"),
    TypedCommand(name: "search", argument: "TEXT", help: "search the text of the cases"),
    TypedCommand(name: "simulator", argument: "NAME", help: "look at another simulator"),
    TypedCommand(name: "instrument", argument: "NAME", help: "look through another instrument"),
    TypedCommand(name: "draw", argument: "N", help: "look at another draw"),
    TypedCommand(name: "export", argument: "[flagged|shown] [FORMAT] [PATH]", help: "export; without a path, ask"),
    TypedCommand(name: "flag", argument: "", help: "flag the case, or no longer"),
    TypedCommand(name: "tag", argument: "TAGS", help: "tag the case, separated by commas"),
    TypedCommand(name: "note", argument: "TEXT", help: "note on the case"),
    TypedCommand(name: "facets", argument: "", help: "show the facets"),
    TypedCommand(name: "statistics", argument: "", help: "show the statistics"),
    TypedCommand(name: "receipt", argument: "", help: "show the receipt of what is shown"),
    TypedCommand(name: "messages", argument: "", help: "show the messages"),
    TypedCommand(name: "write", argument: "", help: "save the session now; reviews are saved as they are made"),
    TypedCommand(name: "help", argument: "", help: "show every key and command"),
    TypedCommand(name: "quit", argument: "", help: "quit"),
  ]

  /// The command of a name or of the beginning of exactly one: `q`, `sim`.
  static func named(_ name: String) -> TypedCommand? {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let candidates = all.filter { $0.name.hasPrefix(name) }
    return candidates.count == 1 || name.count == 1 ? candidates.first : nil
  }
}

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
    return run(command.name, argument)
  }

  private mutating func run(_ name: String, _ argument: String) -> [Effect] {
    switch name {
    case "quit": return quit()
    case "write":
      say(.good, "session saved")
      return [.saveSession(session)]
    case "help": open(.help)
    case "messages": open(.messages)
    default:
      guard query != nil else {
        say(.note, Availability.audit.reason)
        return []
      }
      return runOnAudit(name, argument)
    }
    return []
  }

  private mutating func runOnAudit(_ name: String, _ argument: String) -> [Effect] {
    switch name {
    case "filter": return typedFilter(argument)
    case "sort": return typedOrder(argument)
    case "goto": return goTo(Int(argument) ?? 0)
    case "search": return search(argument)
    case "simulator":
      return typedName(argument, among: simulators, "simulator") { series, name in series.simulator == name }
    case "instrument":
      return typedName(argument, among: instruments, "instrument") { series, name in series.instrument == name }
    case "draw":
      let simulator = query?.series.simulator
      return typedName(argument, among: draws.map(String.init), "draw") { series, name in
        series.simulator == simulator && String(series.draw) == name
      }
    case "export": return typedExport(argument)
    case "flag": return flag(count: nil)
    case "tag": return currentKey.map { takeTags(typed: argument, was: "", of: [$0]) } ?? []
    case "note": return currentKey.map { change([$0], by: .note(argument.isEmpty ? nil : argument)) } ?? []
    case "facets": open(.facets)
    case "statistics": open(.statistics)
    case "receipt": open(.receipt)
    default: break
    }
    return []
  }

  private mutating func goTo(_ place: Int) -> [Effect] {
    guard place > 0 else {
      say(.error, "goto needs the number of a case, 1 to \(NumberText.grouped(cases.count))")
      return []
    }
    cases.select(place - 1)
    return []
  }

  private mutating func typedFilter(_ text: String) -> [Effect] {
    do {
      return setFilter(try checkedFilter(text))
    } catch {
      say(.error, String(describing: error))
      return []
    }
  }

  private mutating func typedOrder(_ text: String) -> [Effect] {
    guard let order = [SortKey](text: text) else {
      say(.error, "sort by one of " + FilterField.all.filter(\.isSortable).map(\.name).joined(separator: ", "))
      return []
    }
    return setOrder(order)
  }

  private mutating func typedName(
    _ name: String, among names: [String], _ what: String, where condition: (CaseTable.Series, String) -> Bool
  ) -> [Effect] {
    let candidates = names.contains(name) ? [name] : names.filter { $0.hasPrefix(name) }
    guard candidates.count == 1, let chosen = candidates.first else {
      say(.error, "\(what) is one of " + names.joined(separator: ", "))
      return []
    }
    return choose { condition($0, chosen) }
  }

  private mutating func typedExport(_ argument: String) -> [Effect] {
    var words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
    var isFlagged: Bool?
    if let scope = words.first, scope == "flagged" || scope == "shown" {
      isFlagged = scope == "flagged"
      words.removeFirst()
    }
    var format: ExportRequest.Format?
    if let word = words.first, let named = ExportRequest.Format(typed: word) {
      format = named
      words.removeFirst()
    }
    let path = words.joined(separator: " ")
    guard !path.isEmpty, let query else { return openExport(isFlagged: isFlagged, format: format ?? .csv) }
    let scope: ExportRequest.Scope = isFlagged ?? (reviews.flaggedCount > 0) ? .flagged : .shown(query)
    let guessed = ExportRequest.Format.allCases.first { path.hasSuffix($0.pathExtension) }
    return export(ExportRequest(scope: scope, format: format ?? guessed ?? .csv, path: path))
  }
}

extension ExportRequest.Format {
  init?(typed: String) {
    switch typed.lowercased() {
    case "csv": self = .csv
    case "jsonl", "json": self = .jsonLines
    case "markdown", "md": self = .markdown
    case "html": self = .html
    case "bundle": self = .bundle
    default: return nil
    }
  }
}
