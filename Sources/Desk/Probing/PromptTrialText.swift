internal import AuditStore
public import Cases
internal import CellGrid
internal import JSON
public import Probing
internal import Text

/// What instruments said of some cases, side by side.
public struct PromptTrialText {
  private let trial: PromptTrial
  private let schema: StateSchema
  private let prices: Prices

  public init(_ trial: PromptTrial, schema: StateSchema, prices: Prices) {
    self.trial = trial
    self.schema = schema
    self.prices = prices
  }

  private static let placeWidth = 26
  private static let wordsWidth = 40

  public var text: String {
    let widths = trial.columns.map { column in
      let words = column.readings.map { PromptTrialText.width(of: self.words(of: $0, column)) }
      return max(PromptTrialText.width(of: shown(column.instrument)), words.max() ?? 0) + 2
    }
    // Words come last: where there is little room they are cut, and no label is.
    func line(_ place: String, _ cells: [String], _ mark: String, _ words: String) -> String {
      var line = PromptTrialText.padded(place, PromptTrialText.placeWidth)
      for (cell, width) in zip(cells, widths) { line += PromptTrialText.padded(cell, width) }
      line += PromptTrialText.padded(mark, 2) + PromptTrialText.padded(words, PromptTrialText.wordsWidth)
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    var text = line("", trial.columns.map { shown($0.instrument) }, "", "")
    for (place, turn) in trial.turns.enumerated() {
      let cells = trial.columns.map { words(of: $0.readings[place], $0) }
      text += line(
        "\(shown(turn.conversation)) \(turn.turn) \(turn.source.shownName)", cells, Set(cells).count > 1 ? "≠" : "",
        shown(turn.words))
    }
    let (turns, alike) = trial.agreement
    if trial.columns.count > 1 {
      text += "alike: \(alike) of \(NumberText.counted(turns, "turn")) that every instrument labelled\n"
    }
    for column in trial.columns { text += summary(of: column) }
    return text + "nothing of it is stored\n"
  }

  private func summary(of column: PromptTrial.Column) -> String {
    let summary = column.summary
    var text = "\(shown(column.instrument)): \(summary.stored) valid, \(summary.invalid) invalid"
    if summary.tally.failed > 0 { text += ", \(summary.tally.failed) failed" }
    text += "; \(summary.promptTokens) prompt and \(summary.completionTokens) completion tokens"
    let cost = prices.cost(
      of: column.model, promptTokens: summary.promptTokens, completionTokens: summary.completionTokens)
    text += (cost.map { ", \($0.words)" } ?? "") + "\n"
    var reasons: [String: Int] = [:]
    for case .invalid(let why)? in column.readings { reasons[why, default: 0] += 1 }
    for (why, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(3) {
      text += "  invalid \(NumberText.counted(count, "time")): \(shown(why))\n"
    }
    for (why, count) in summary.failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(3) {
      text += "  failed \(NumberText.counted(count, "time")): \(shown(why))\n"
    }
    return text
  }

  private func words(of reading: PromptTrial.Reading?, _ column: PromptTrial.Column) -> String {
    switch reading {
    case .label(let label): value(of: label, column.task) ?? "–"
    case .invalid: "invalid"
    case nil: "no answer"
    }
  }

  private func value(of label: LabelContent, _ task: ModelDefinition.Task) -> String? {
    let values = task == .agentAction ? schema.actions : schema.stages.map(\.id)
    let code = Int(task == .agentAction ? label.codes.action : label.codes.stage)
    return values.indices.contains(code) ? shown(values[code]) : nil
  }

  public var json: String {
    let columns = trial.columns.map { column -> JSONValue in
      [
        "instrument": .string(column.instrument), "valid": .integer(column.summary.stored),
        "invalid": .integer(column.summary.invalid), "failed": .integer(column.summary.tally.failed),
        "requests": .integer(column.summary.sent), "prompt_tokens": .integer(column.summary.promptTokens),
        "completion_tokens": .integer(column.summary.completionTokens),
        "failures": .object(
          column.summary.failures.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) }),
      ]
    }
    let turns = trial.turns.enumerated().map { place, turn -> JSONValue in
      [
        "conversation": .string(turn.conversation), "turn": .integer(turn.turn),
        "source": .string(turn.source.name), "text": .string(turn.words),
        "labels": .array(trial.columns.map { reading($0.readings[place], $0) }),
      ]
    }
    let (all, alike) = trial.agreement
    let report: JSONValue = [
      "command": .string("label"), "instruments": .array(columns), "turns": .array(turns),
      "compared": .integer(all), "alike": .integer(alike),
    ]
    return report.json(indented: false, isSorted: true) + "\n"
  }

  private func reading(_ reading: PromptTrial.Reading?, _ column: PromptTrial.Column) -> JSONValue {
    switch reading {
    case .label(let label):
      [
        column.task == .agentAction ? "action" : "stage": value(of: label, column.task).map(JSONValue.string) ?? .null,
        "rationale": label.rationale.map(JSONValue.string) ?? .null,
      ]
    case .invalid(let why): ["invalid": .string(why)]
    case nil: .null
    }
  }

  private static func width(of text: String) -> Int { DisplayWidth.of(text) }

  /// The text in so many columns, cut with an ellipsis where it is longer.
  private static func padded(_ text: String, _ width: Int) -> String {
    var cut = text
    while DisplayWidth.of(cut) > width - 1, !cut.isEmpty {
      cut = String(cut.dropLast(cut.hasSuffix("…") ? 2 : 1)) + "…"
    }
    return cut + String(repeating: " ", count: max(0, width - DisplayWidth.of(cut)))
  }
}

extension LabelSource {
  /// "real", "agent", or the simulator's id with a draw behind the first.
  fileprivate var name: String {
    switch self {
    case .real: "real"
    case .agent: "agent"
    case .simulator(let id, let draw): draw == 0 ? id : "\(id) \(draw)"
    }
  }

  fileprivate var shownName: String { shown(name) }
}
