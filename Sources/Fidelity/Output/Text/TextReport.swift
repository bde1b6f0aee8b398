import Cases

extension FidelityReport {
  /// The report as text for people: one section a question, every number beside its interval and n.
  ///
  /// - Parameters:
  ///   - columns: How wide it may be; names are shortened and bars left out to keep to it.
  ///   - width: The columns of a terminal that a text takes.
  public func text(columns: Int = 80, width: @escaping (String) -> Int = { $0.count }) -> String {
    var writer = TextReport(columns: max(columns, 40), width: width)
    writer.writeTitle(self)
    if reason == nil {
      writer.writeStages(self)
      writer.writeBias(self)
      writer.writeContrast(self)
      writer.writeGroups(self)
      writer.writeMatrix(self)
      writer.writeCategories(self)
      writer.writeSurvival(self)
      writer.writeExitAudit(self)
      writer.writeComparison(self)
      writer.writeInstruments(self)
      writer.writeCorrected(self)
      writer.writePower(self)
    }
    return writer.lines.joined(separator: "\n") + "\n"
  }
}

/// Writes a report line by line.
struct TextReport {
  let columns: Int
  let width: (String) -> Int
  private(set) var lines: [String] = []
  /// Reasons that stand under the section at hand, in the order in which they came up.
  private var reasons: [String] = []

  init(columns: Int, width: @escaping (String) -> Int) {
    self.columns = columns
    self.width = width
  }

  mutating func line(_ text: String = "") { lines.append(text) }

  /// A text, broken at spaces to keep to the width.
  mutating func paragraph(_ text: String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    var current = margin
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let isFirst = current == margin
      if !isFirst, width(current) + 1 + width(String(word)) > columns {
        lines.append(current)
        current = margin + word
      } else {
        current += isFirst ? String(word) : " " + word
      }
    }
    if current != margin { lines.append(current) }
  }

  mutating func section(_ title: String) {
    flushReasons()
    line()
    line(title.uppercased())
  }

  mutating func table(_ table: TextTable, indent: Int = 2) {
    lines += table.lines(indent: indent, columns: columns, width: width)
  }

  /// Ends a part: what "—" stands for is said once.
  mutating func flushReasons() {
    for reason in reasons { paragraph("— \(reason)", indent: 2) }
    reasons = []
  }

  /// A text that is not longer than `limit` columns.
  func shortened(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var result = text
    while !result.isEmpty, width(result) > limit - 1 { result.removeLast() }
    return result + "…"
  }

  // MARK: Numbers

  mutating func number(_ quantity: Quantity, _ decimals: Int = 2, signed: Bool = false, scale: Double = 1) -> String {
    switch quantity {
    case .number(let value): return Decimals.fixed(value * scale, decimals, signed: signed)
    case .reason(let reason): return missing(reason)
    }
  }

  mutating func count(_ quantity: Quantity) -> String {
    switch quantity {
    case .number(let value): return Int(exactly: value).map(Decimals.grouped) ?? Decimals.fixed(value, 1)
    case .reason(let reason): return missing(reason)
    }
  }

  mutating func p(_ quantity: Quantity) -> String {
    switch quantity {
    case .number(let value): return Decimals.p(value)
    case .reason(let reason): return missing(reason)
    }
  }

  mutating func interval(_ interval: IntervalFigure, _ decimals: Int = 2, signed: Bool = false, scale: Double = 1)
    -> String
  {
    switch interval {
    case .bounds(let lower, let upper):
      let bounds = [lower, upper].map { Decimals.fixed($0 * scale, decimals, signed: signed) }
      return "[\(bounds[0]), \(bounds[1])]"
    case .reason(let reason): return missing(reason)
    case .pending: return "…"
    }
  }

  private mutating func missing(_ reason: String) -> String {
    if !reasons.contains(reason) { reasons.append(reason) }
    return "—"
  }
}
