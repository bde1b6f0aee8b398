internal import AuditStore
internal import Cases
internal import Foundation
internal import JSON
internal import ModelEndpoint
internal import Probing
internal import Text

/// What a probing command says at its end, as text and as JSON.
public struct ProbeReportText {
  private let command: String
  private let outcome: LiveProbing.Outcome
  private let invalid: InvalidAnswersText

  public init(command: String, outcome: LiveProbing.Outcome, invalid: InvalidAnswersText) {
    self.command = command
    self.outcome = outcome
    self.invalid = invalid
  }

  public var text: String {
    var text = ""
    for run in outcome.runs { text += lines(of: run) }
    if let reason = outcome.runs.compactMap(\.summary.givenUp).first {
      text += "given up: \(shown(reason))\n"
    }
    let left = outcome.runs.reduce(0) { $0 + $1.left }
    if left > 0 { text += "\(left) answers are still to be asked for; the same command goes on where it stopped\n" }
    return text + invalid.text
  }

  private func lines(of run: ProbeOutcome) -> String {
    let summary = run.summary
    var text = "\(shown(run.definition.id)): \(summary.stored) stored"
    if run.jobs.stored > 0 { text += ", \(run.jobs.stored) there before" }
    if summary.duplicates > 0 { text += ", \(summary.duplicates) stored by another process meanwhile" }
    if summary.invalid > 0 { text += ", \(summary.invalid) invalid" }
    if run.jobs.invalid > 0 { text += ", \(run.jobs.invalid) invalid before (ask again with --retry-invalid)" }
    if summary.tally.failed > 0 { text += ", \(summary.tally.failed) failed" }
    text += "\n"
    if summary.sent > 0 {
      text += "  \(summary.sent) requests, \(summary.retries) of them repeated; "
      text += "\(summary.promptTokens) prompt and \(summary.completionTokens) completion tokens; "
      text += NumberText.fixed(run.seconds, 1) + " s"
      if run.seconds > 0 { text += ", \(NumberText.fixed(Double(summary.sent) / run.seconds, 0)) requests/s" }
      text += "\n"
    }
    if summary.oddUsages > 0 {
      text += "  \(summary.oddUsages) answers came with a number of tokens that cannot be; it is not counted\n"
    }
    text += AnswerText.lines(of: run.definition, served: summary.servedModels, format: summary.format)
    text += AnswerText.lines(of: summary.notes)
    for (reason, count) in summary.failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
      text += "  failed \(count) times: \(shown(reason))\n"
    }
    switch summary.tally.end {
    case .requestBudget: text += "  stopped at --max-requests\n"
    case .tokenBudget: text += "  stopped at --max-tokens\n"
    case .stopped, .finished, nil: break
    }
    return text
  }

  public var json: String {
    let runs = outcome.runs.map { run -> JSONValue in
      let summary = run.summary
      var report: JSONValue = [
        "id": .string(run.definition.id), "kind": .string(run.definition.kind.rawValue),
        "asked": .integer(run.jobs.total), "stored_before": .integer(run.jobs.stored),
        "invalid_before": .integer(run.jobs.invalid), "stored": .integer(summary.stored),
        "duplicates": .integer(summary.duplicates), "invalid": .integer(summary.invalid),
        "failed": .integer(summary.tally.failed), "left": .integer(run.left), "requests": .integer(summary.sent),
        "retries": .integer(summary.retries), "prompt_tokens": .integer(summary.promptTokens),
        "completion_tokens": .integer(summary.completionTokens), "model": .string(run.definition.record.model),
        "served_models": AnswerText.json(summary.servedModels),
        "format": summary.format.map { .string($0.format.rawValue) } ?? .null,
        "format_refusal": summary.format?.refusal.map { .string($0) } ?? .null,
        "odd_usages": .integer(summary.oddUsages),
        "seconds": .number((run.seconds * 1000).rounded() / 1000),
        "failures": .object(summary.failures.map { .init($0.key, .integer($0.value)) }),
        "given_up": summary.givenUp.map { .string($0) } ?? .null,
      ]
      AnswerText.add(summary.notes, to: &report)
      return report
    }
    let report: JSONValue = [
      "command": .string(command), "interrupted": .bool(outcome.isInterrupted), "runs": .array(runs),
      "invalid_reasons": invalid.json,
    ]
    return report.json(indented: false, isSorted: true) + "\n"
  }
}
