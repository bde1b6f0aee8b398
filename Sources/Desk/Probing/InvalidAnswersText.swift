public import AuditStore
internal import Cases
internal import JSON
internal import Probing
internal import Text

/// What stayed invalid in a store, of instruments by source, and why.
public struct InvalidAnswersText {
  private let counts: [InvalidCount]
  private let reasons: [InvalidReason]

  /// - Parameter ids: Whose answers are meant, of definitions of one kind.
  public init(of store: AuditStore, _ kind: DefinitionRecord.Kind, ids: Set<String>) throws {
    counts =
      kind == .instrument ? try store.invalidCounts().filter { $0.invalid > 0 && ids.contains($0.instrument) } : []
    reasons = try store.invalidAnswers().reasons(kind).filter { ids.contains($0.id) }
  }

  public var text: String {
    counts.map { count in
      let source =
        switch count.source {
        case .real: "real turns"
        case .agent: "agent turns"
        case .simulator(let id, let draw): "\(shown(id)), draw \(draw)"
        }
      let all = count.invalid + count.labelled
      let share = NumberStyle.share.text(Double(count.invalid) / Double(all))
      return "  invalid: \(shown(count.instrument)) on \(source): \(count.invalid) of \(all) (\(share))\n"
    }.joined() + AnswerText.lines(of: reasons)
  }

  var json: JSONValue { AnswerText.json(reasons) }
}
