internal import AuditStore
internal import JSON
internal import Probing
internal import Text

/// What is told of answers, of live runs and batch results alike.
enum AnswerText {
  /// Reasons beyond these are counted together.
  private static let mostReasons = 8

  static func lines(of notes: [AnswerNote: Int]) -> String {
    AnswerNote.allCases.compactMap { note in
      notes[note].map { "  \(words(note, $0))\n" }
    }.joined()
  }

  private static func words(_ note: AnswerNote, _ count: Int) -> String {
    switch note {
    case .cutOff: "\(NumberText.counted(count, "turn ends", "turns end")) where max_tokens cut them"
    case .stageDirection:
      NumberText.counted(
        count, "turn is nothing but a stage direction, such as *does not answer*: it stands",
        "turns are nothing but a stage direction, such as *does not answer*: they stand") + " as words, not as silence"
    case .signalLeftOut:
      "\(NumberText.counted(count, "label names", "labels name")) a signal that is not in the turn; it is left out"
    case .mended:
      "\(NumberText.counted(count, "answer")) held U+0000 or half of a surrogate pair; U+FFFD stands in their place"
    }
  }

  /// Which models answered, and in which format they were asked.
  static func lines(of definition: PreparedDefinition, served: [String: Int], format: DefinitionFormat?) -> String {
    var text = ""
    if !served.isEmpty {
      let models = sorted(served).map { "\(shown($0.key)) (\($0.value))" }.joined(separator: ", ")
      let asked = definition.record.model
      text += "  answered by \(models)"
      text += served.keys.contains { $0 != asked } ? "; asked was \(shown(asked))\n" : "\n"
    }
    if let format {
      text += "  asked for as \(format.format.rawValue)"
      text += format.refusal.map { ", because what is better was refused: \(shown($0))\n" } ?? "\n"
    }
    return text
  }

  static func lines(of reasons: [InvalidReason]) -> String {
    var text = reasons.prefix(mostReasons).map { "  why: \(shown($0.line))\n" }.joined()
    let rest = reasons.dropFirst(mostReasons)
    if !rest.isEmpty {
      text += "  why: \(NumberText.counted(rest.reduce(0) { $0 + $1.count }, "answer")) for "
      text += "\(NumberText.counted(rest.count, "other reason"))\n"
    }
    return text
  }

  /// A member of a report for each kind of note.
  static func add(_ notes: [AnswerNote: Int], to report: inout JSONValue) {
    for note in AnswerNote.allCases { report[note.rawValue] = .integer(notes[note] ?? 0) }
  }

  static func json(_ served: [String: Int]) -> JSONValue {
    .object(sorted(served).map { .init($0.key, .integer($0.value)) })
  }

  static func json(_ reasons: [InvalidReason]) -> JSONValue {
    .array(
      reasons.map { reason in
        [
          "id": .string(reason.id), "cause": reason.cause.map { .string($0.rawValue) } ?? .null,
          "why": .string(reason.why), "count": .integer(reason.count),
          "example": reason.example.map { .string($0) } ?? .null,
        ]
      })
  }

  private static func sorted(_ counts: [String: Int]) -> [(key: String, value: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }
}
