internal import AuditStore
internal import Cases
internal import Foundation
internal import JSON
internal import ModelEndpoint
public import Probing
internal import Text

/// What a probing command says at its end, as text and as JSON.
public struct ProbeReportText {
  private let command: String
  private let scope: ProbeScope
  private let outcome: LiveProbing.Outcome
  private let prices: Prices
  private let invalid: InvalidAnswersText

  public init(
    command: String, scope: ProbeScope, outcome: LiveProbing.Outcome, prices: Prices, invalid: InvalidAnswersText
  ) {
    self.command = command
    self.scope = scope
    self.outcome = outcome
    self.prices = prices
    self.invalid = invalid
  }

  public var text: String {
    var text = scope.words + "\n"
    for run in outcome.runs { text += lines(of: run) }
    if let given = outcome.runs.first(where: { $0.summary.givenUp != nil })?.summary {
      text += "given up: \(shown(given.givenUp ?? ""))"
      text += (given.isOutOfPatience ? ", for as long as --patience waits" : "") + "\n"
    }
    let left = outcome.runs.reduce(0) { $0 + $1.left }
    if left > 0 {
      text += NumberText.counted(left, "answer is", "answers are")
      text += " still to be asked for; the same command goes on where it stopped\n"
    }
    return text + invalid.text
  }

  private func lines(of run: ProbeOutcome) -> String {
    let summary = run.summary
    var text = "\(shown(run.definition.id)): \(summary.stored) stored"
    if run.jobs.stored > 0 { text += ", \(run.jobs.stored) there before" }
    let others = summary.duplicates + summary.tally.elsewhere
    if others > 0 { text += ", \(others) stored by another process meanwhile" }
    if summary.invalid > 0 { text += ", \(summary.invalid) invalid" }
    if run.jobs.invalid > 0 { text += ", \(run.jobs.invalid) invalid before (ask again with --retry-invalid)" }
    if summary.tally.failed > 0 { text += ", \(summary.tally.failed) failed" }
    text += "\n"
    if summary.sent > 0 {
      text += "  \(NumberText.counted(summary.sent, "request")), \(summary.retries) of them repeated; "
      text += "\(summary.promptTokens) prompt and \(summary.completionTokens) completion tokens"
      text += (cost(of: run).map { ", \($0.words)" } ?? "") + "; "
      text += NumberText.fixed(run.seconds, 1) + " s"
      text += NumberText.rate(summary.sent, "requests", seconds: run.seconds).map { ", \($0)" } ?? ""
      text += "\n"
    }
    if summary.oddUsages > 0 {
      text += "  \(NumberText.counted(summary.oddUsages, "answer")) came with a number of tokens that cannot be; "
      text += "it is not counted\n"
    }
    if summary.estimated > 0 {
      text += "  the endpoint says nothing of tokens for \(NumberText.counted(summary.estimated, "answer")): about "
      text += "\(summary.estimatedTokens) by estimate, which --max-tokens counts\n"
    }
    text += AnswerText.lines(of: run.definition, served: summary.servedModels, format: summary.format)
    text += AnswerText.lines(of: summary.notes)
    for (reason, count) in summary.failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
      text += "  failed \(NumberText.counted(count, "time")): \(shown(reason))\n"
    }
    switch summary.tally.end {
    case .requestBudget: text += "  stopped at --max-requests\n"
    case .tokenBudget: text += "  stopped at --max-tokens\n"
    case .stopped, .finished, nil: break
    }
    return text
  }

  private func cost(of run: ProbeOutcome) -> Cost? {
    prices.cost(
      of: run.definition.definition.model, promptTokens: run.summary.promptTokens,
      completionTokens: run.summary.completionTokens)
  }

  public var json: String {
    let runs = outcome.runs.map { run -> JSONValue in
      let summary = run.summary
      var report: JSONValue = [
        "id": .string(run.definition.id), "kind": .string(run.definition.kind.rawValue),
        "asked": .integer(run.jobs.total), "stored_before": .integer(run.jobs.stored),
        "invalid_before": .integer(run.jobs.invalid), "stored": .integer(summary.stored),
        "duplicates": .integer(summary.duplicates + summary.tally.elsewhere), "invalid": .integer(summary.invalid),
        "failed": .integer(summary.tally.failed), "left": .integer(run.left), "requests": .integer(summary.sent),
        "retries": .integer(summary.retries), "prompt_tokens": .integer(summary.promptTokens),
        "completion_tokens": .integer(summary.completionTokens), "model": .string(run.definition.record.model),
        "served_models": AnswerText.json(summary.servedModels),
        "format": summary.format.map { .string($0.format.rawValue) } ?? .null,
        "format_refusal": summary.format?.refusal.map { .string($0) } ?? .null,
        "estimated": .integer(summary.estimated), "estimated_tokens": .integer(summary.estimatedTokens),
        "odd_usages": .integer(summary.oddUsages),
        "cost": cost(of: run).map { ["amount": .number($0.amount), "currency": .string($0.currency)] } ?? .null,
        "seconds": .number((run.seconds * 1000).rounded() / 1000),
        "failures": .object(summary.failures.map { .init($0.key, .integer($0.value)) }),
        "given_up": summary.givenUp.map { .string($0) } ?? .null,
      ]
      AnswerText.add(summary.notes, to: &report)
      return report
    }
    let report: JSONValue = [
      "command": .string(command), "plan": scope.plan.map { .string($0) } ?? .null,
      "probes": .integer(scope.points.count), "planned": .integer(scope.planned),
      "interrupted": .bool(outcome.isInterrupted), "runs": .array(runs),
      "invalid_reasons": invalid.json,
    ]
    return report.json(indented: false, isSorted: true) + "\n"
  }
}
