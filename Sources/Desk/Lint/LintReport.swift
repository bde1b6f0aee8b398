internal import Cases
internal import JSON
public import Text

/// What is written of findings, as they come; the counts stand at the end, but in text, which holds back what it shows.
public struct LintReport {
  public enum Form: Sendable {
    case text, json
    case csv(CSVForm)
  }

  private let form: Form
  private let limit: Int?
  private let choice: LintChoice
  private let write: ([UInt8]) throws -> Void
  private var written = 0
  private var held: [LintFinding] = []

  /// As many as a person reads at once; files hold all.
  public static let usualLimitOfText = 50

  /// - Parameter limit: At most so many findings; all are counted.
  public init(
    _ form: Form, limit: Int?, choice: LintChoice, to write: @escaping ([UInt8]) throws -> Void
  ) {
    self.form = form
    self.choice = choice
    self.write = write
    if case .text = form { self.limit = limit ?? LintReport.usualLimitOfText } else { self.limit = limit }
  }

  public mutating func begin() throws {
    switch form {
    case .text: break
    case .json: try write(Array("{\n  \"format\": \"walkaway-lint/1\",\n  \"findings\": [".utf8))
    case .csv(let form):
      try write((form.hasMark ? CSVForm.mark : []) + LintReport.columns.joined(separator: ",").utf8 + [13, 10])
    }
  }

  public mutating func add(_ finding: LintFinding) throws {
    if let limit, written >= limit { return }
    written += 1
    switch form {
    case .text: held.append(finding)
    case .json: try write(Array((written == 1 ? "\n    " : ",\n    ").utf8) + finding.json.json(indented: false).utf8)
    case .csv(let form): try write(Array(finding.row(form).utf8))
    }
  }

  public mutating func end(_ counts: LintCounts) throws {
    switch form {
    case .text: try write(Array(text(counts).utf8))
    case .json: try write(Array(((written > 0 ? "\n  " : "") + "],\n" + tail(counts) + "}\n").utf8))
    case .csv: break
    }
  }

  // MARK: Text

  private func text(_ counts: LintCounts) -> String {
    var lines = [
      "looked at \(NumberText.counted(counts.turns, "turn")) of "
        + "\(NumberText.counted(counts.conversations, "conversation")): "
        + "\(NumberText.grouped(counts.faultyTurns)) with a fault\(share(counts.faultyTurns, counts.turns))"
    ]
    if counts.ofPeople > 0 {
      lines.append("not looked at: \(NumberText.counted(counts.ofPeople, "conversation")) of people")
    }
    if counts.refused > 0 {
      lines.append("not looked at: \(NumberText.counted(counts.refused, "row")) that are no conversations")
    }
    let found = Fault.allCases.filter { counts.findings[$0] != nil }
    for fault in found {
      let (count, all) = (counts.findings[fault] ?? 0, counts.all(of: fault))
      lines.append(
        "  \(fault.rawValue.padded(16)) \(NumberText.grouped(count).leading(7))"
          + (all.count > 0 ? "  of \(NumberText.grouped(all.count)) \(all.of)\(share(count, all.count))" : ""))
    }
    if found.isEmpty { lines.append("  no fault was found") }
    for finding in held {
      lines.append("")
      lines.append(shown("\(finding.place): \(finding.fault.rawValue), \(finding.reason)".oneLine))
      if !finding.excerpt.isEmpty { lines.append(shown("  │ \(finding.excerpt.oneLine)")) }
    }
    let leftOut = counts.found - written
    if leftOut > 0 {
      lines += ["", "left out: \(NumberText.counted(leftOut, "more finding")); --limit \(counts.found) shows all"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func share(_ count: Int, _ all: Int) -> String {
    all > 0 ? " (\(NumberText.fixed(Double(count) * 100 / Double(all), 1)) %)" : ""
  }

  // MARK: Files

  private static let columns = ["conversation", "turn", "simulator", "draw", "fault", "reason", "excerpt"]

  private func tail(_ counts: LintCounts) -> String {
    let faults = Fault.allCases.filter(choice.contains).map { fault -> JSONValue in
      let all = counts.all(of: fault)
      return [
        "fault": .string(fault.rawValue), "found": .number("\(counts.findings[fault] ?? 0)"),
        "among": .number("\(all.count)"), "of": .string(all.of),
      ]
    }
    let members: [(String, JSONValue)] = [
      ("left_out", .number("\(counts.found - written)")), ("turns", .number("\(counts.turns)")),
      ("conversations", .number("\(counts.conversations)")), ("faulty_turns", .number("\(counts.faultyTurns)")),
      ("text_bytes", .number("\(counts.bytes)")), ("refused_rows", .number("\(counts.refused)")),
      ("conversations_of_people", .number("\(counts.ofPeople)")),
    ]
    let lines = members.map { "  \"\($0.0)\": \($0.1.json(indented: false))" }
    let rows = faults.map { "    \($0.json(indented: false))" }.joined(separator: ",\n")
    return (lines + ["  \"faults\": [\n\(rows)\n  ]"]).joined(separator: ",\n") + "\n"
  }
}

extension LintFinding {
  /// Where it is, for people.
  fileprivate var place: String {
    guard let conversation else { return "all conversations of \(simulator ?? "the user")" }
    var words = conversation
    if let turn { words += " turn \(turn)" }
    if let simulator { words += ", \(simulator)" }
    if let draw { words += " draw \(draw)" }
    return words
  }

  fileprivate var json: JSONValue {
    func number(_ value: Int?) -> JSONValue { value.map { .number("\($0)") } ?? .null }
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "conversation": text(conversation), "turn": number(turn), "simulator": text(simulator), "draw": number(draw),
      "fault": .string(fault.rawValue), "reason": .string(reason), "excerpt": .string(excerpt),
    ]
  }

  fileprivate func row(_ form: CSVForm) -> String {
    let cells = [
      conversation ?? "", turn.map(String.init) ?? "", simulator ?? "", draw.map(String.init) ?? "", fault.rawValue,
      reason, excerpt,
    ]
    return cells.map { CSVText.quoted($0, guarding: form.guarding) }.joined(separator: ",") + "\r\n"
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func leading(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
