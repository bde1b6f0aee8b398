public import AuditStore
import Cases
internal import Text

/// Why answers of one definition stayed invalid: a reason, how often it was the last, and an answer that shows it.
public struct InvalidReason: Sendable, Hashable {
  public var kind: DefinitionRecord.Kind
  public var id: String
  public var cause: InvalidCause?
  public var why: String
  public var count: Int
  /// What came, at most ``longestExample`` characters of its first line; `nil` where nothing came.
  public var example: String?

  static let longestExample = 120

  /// One line, with strangers' text in it as it came: whoever shows it cleans it.
  public var line: String {
    let kind = cause.map { $0 == .unreadable ? "" : ", \($0.words)" } ?? ""
    return "\(id): \(NumberText.counted(count, "answer"))\(kind): \(why)" + (example.map { ", such as \($0)" } ?? "")
  }
}

extension InvalidCause {
  /// The name as words.
  public var words: String { rawValue.replacing("-", with: " ") }
}

private struct Reason: Hashable {
  var id: String
  var cause: InvalidCause?
  var why: String
}

extension [InvalidAnswer] {
  /// The reasons of those of one kind of definition, by definition in the order of their first, the commonest reason first.
  public func reasons(_ kind: DefinitionRecord.Kind = .instrument) -> [InvalidReason] {
    var found: [InvalidReason] = []
    var places: [Reason: Int] = [:]
    for answer in self {
      guard let id = answer.place.definition(kind) else { continue }
      let reason = Reason(id: id, cause: answer.cause, why: answer.why)
      if let place = places[reason] {
        found[place].count += 1
        continue
      }
      let line = answer.raw?.split(whereSeparator: \.isNewline).first.map { $0.prefix(InvalidReason.longestExample) }
      places[reason] = found.count
      found.append(
        InvalidReason(
          kind: kind, id: id, cause: answer.cause, why: answer.why, count: 1, example: line.map(String.init)))
    }
    let order = found.reduce(into: [String: Int]()) { $0[$1.id] = $0[$1.id] ?? $0.count }
    return found.enumerated().sorted { a, b in
      (order[a.element.id] ?? 0, -a.element.count, a.offset) < (order[b.element.id] ?? 0, -b.element.count, b.offset)
    }.map(\.element)
  }
}

extension AnswerPlace {
  /// The id of the definition that was asked, where it is of this kind.
  fileprivate func definition(_ wanted: DefinitionRecord.Kind) -> String? {
    switch (wanted, kind, source) {
    case (.instrument, .label, _): instrument
    case (.simulator, .simulation, .simulator(let id, _)): id
    default: nil
    }
  }
}
