public import Cases

/// What is restored at the next start: filter, order, place, pane.
public struct Session: Sendable, Hashable {
  public var filter = ""
  public var order = [SortKey].worstFirst
  /// Which simulator, instrument and draw are looked at; `nil` for the first of the audit.
  public var series: CaseTable.Series?
  public var place: CaseKey?
  public var pane = Pane.cases
  public var page = 0
  /// Names of facet sections that are folded; `nil` for those that are at first.
  public var folded: [String]?
  /// Filters that were used, the latest first.
  public var history: [String] = []
  /// The views that were saved.
  public var views: [CaseView] = []
  /// Tags and notes that were typed, the latest first.
  public var tags: [String] = []
  public var notes: [String] = []

  public init() {}

  /// Makes a case the one to be read first, whatever the filter was.
  public mutating func read(_ key: CaseKey) {
    filter = ""
    series = CaseTable.Series(simulator: key.simulator, instrument: key.instrument, draw: key.draw)
    place = key
    pane = .reader
  }
}

extension Session {
  /// One `key=value` a line; `\n` and `\\` stand for a line break and a backslash.
  public var text: String {
    var lines = ["walkaway-session=1", "filter=\(filter)", "order=\(order.text)", "pane=\(pane.rawValue)"]
    lines.append("page=\(page)")
    if let series {
      lines += ["simulator=\(series.simulator)", "instrument=\(series.instrument)", "draw=\(series.draw)"]
    }
    if let place {
      lines += [
        "place.conversation=\(place.conversation)", "place.turn=\(place.turn)",
        "place.simulator=\(place.simulator)", "place.draw=\(place.draw)", "place.instrument=\(place.instrument)",
      ]
    }
    if let folded { lines.append("folding=yes"); lines += folded.map { "folded=\($0)" } }
    lines += history.map { "history=\($0)" }
    lines += views.flatMap(\.lines)
    lines += tags.map { "tags=\($0)" } + notes.map { "note=\($0)" }
    return lines.map { $0.escapingLineBreaks + "\n" }.joined()
  }

  /// Reads what it understands and leaves the rest: a damaged file gives a smaller session, never an error.
  public init(text: String) {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let key = String(line[..<equals])
      let value = String(line[line.index(after: equals)...]).readingLineBreaks
      switch key {
      case "folding": folded = folded ?? []
      case "folded": folded = (folded ?? []) + [value]
      case "history": history.append(value)
      case "view": views.append(CaseView(name: value))
      case _ where key.hasPrefix("view."):
        if let last = views.indices.last { views[last].read(value, of: key) }
      case "tags": tags.append(value)
      case "note": notes.append(value)
      default: values[key] = value
      }
    }
    filter = values["filter"] ?? ""
    order = values["order"].flatMap([SortKey].init(text:)) ?? .worstFirst
    pane = values["pane"].flatMap(Pane.init(rawValue:)) ?? .cases
    page = values["page"].flatMap(Int.init).map { max($0, 0) } ?? 0
    if let simulator = values["simulator"], let instrument = values["instrument"] {
      series = CaseTable.Series(
        simulator: simulator, instrument: instrument, draw: values["draw"].flatMap(Int.init) ?? 0)
    }
    if let conversation = values["place.conversation"].flatMap(UInt32.init),
      let turn = values["place.turn"].flatMap(Int.init), let simulator = values["place.simulator"],
      let instrument = values["place.instrument"]
    {
      place = CaseKey(
        conversation: conversation, turn: turn, simulator: simulator,
        draw: values["place.draw"].flatMap(Int.init) ?? 0, instrument: instrument)
    }
  }
}

extension CaseView {
  fileprivate var lines: [String] {
    var lines = ["view=\(name)", "view.filter=\(filter)"]
    if let order { lines.append("view.order=\(order)") }
    if let simulator { lines.append("view.simulator=\(simulator)") }
    if let instrument { lines.append("view.instrument=\(instrument)") }
    if let draw { lines.append("view.draw=\(draw)") }
    lines += columns.map { "view.column=\($0)" }
    if isOfConversations { lines.append("view.list=conversations") }
    return lines
  }

  fileprivate mutating func read(_ value: String, of key: String) {
    switch key {
    case "view.filter": filter = value
    case "view.order": order = value
    case "view.simulator": simulator = value
    case "view.instrument": instrument = value
    case "view.draw": draw = Int(value)
    case "view.column": columns.append(value)
    case "view.list": isOfConversations = value == "conversations"
    default: break
    }
  }
}

extension String {
  fileprivate var escapingLineBreaks: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  fileprivate var readingLineBreaks: String {
    var result = ""
    var escaped = false
    for character in self {
      if escaped {
        result.append(character == "n" ? "\n" : character)
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
