public import AuditStore

/// Why answers of one instrument stayed invalid: a reason, how often it was the last, and an answer that shows it.
public struct InvalidReason: Sendable, Hashable {
  public var instrument: String
  public var why: String
  public var count: Int
  /// What came, at most ``longestExample`` characters of its first line; `nil` where nothing came.
  public var example: String?

  static let longestExample = 120

  /// One line, with strangers' text in it as it came: whoever shows it cleans it.
  public var line: String {
    let answers = count == 1 ? "1 answer" : "\(count) answers"
    return "\(instrument): \(answers): \(why)" + (example.map { ", such as \($0)" } ?? "")
  }
}

extension [InvalidAnswer] {
  /// The reasons of the labels among them, by instrument in the order of their first, the commonest reason first.
  public func reasons() -> [InvalidReason] {
    var found: [InvalidReason] = []
    var places: [[String]: Int] = [:]
    for answer in self {
      guard let instrument = answer.place.instrument else { continue }
      if let place = places[[instrument, answer.why]] {
        found[place].count += 1
        continue
      }
      let line = answer.raw?.split(whereSeparator: \.isNewline).first.map { $0.prefix(InvalidReason.longestExample) }
      places[[instrument, answer.why]] = found.count
      found.append(InvalidReason(instrument: instrument, why: answer.why, count: 1, example: line.map(String.init)))
    }
    let order = found.reduce(into: [String: Int]()) { $0[$1.instrument] = $0[$1.instrument] ?? $0.count }
    return found.enumerated().sorted { a, b in
      (order[a.element.instrument] ?? 0, -a.element.count, a.offset)
        < (order[b.element.instrument] ?? 0, -b.element.count, b.offset)
    }.map(\.element)
  }
}
