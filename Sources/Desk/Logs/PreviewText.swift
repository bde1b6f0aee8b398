internal import Cases
internal import Formats
internal import Interchange
internal import JSON
internal import Text

extension LogOpening {
  /// What the files were taken for.
  public var recognitionText: String {
    guard let reading = logOrNil else { return shown("\(path): holds a bundle") }
    guard let recognition = reading.recognition else {
      return shown("\(path): taken as \(reading.request.kind.rawValue), as was said")
    }
    let format = recognition.format
    let why = recognition.evidence.map { ": \($0)" } ?? ", as was said"
    let untried = format.isTried ? "" : " (untried: read by its documentation alone)"
    let query = queries.map { "; read by DuckDB: \($0)" }.joined()
    let twice = reading.request.outcomes?.contradicting ?? 0
    let outcomes =
      twice > 0
      ? "; \(NumberText.counted(twice, "conversation")) with several outcomes in the second file, taken as unknown" : ""
    return shown("\(path): taken for \(format.title)\(why)\(untried)\(query)\(outcomes)")
  }

  /// The groups of the outcome and their sizes; `nil` where no outcome was named.
  public var outcomeText: String? {
    guard let reading = logOrNil, let outcomes = reading.outcomeCounts else { return nil }
    let committed = reading.audit.description.outcome.strata.filter(\.committed).map(\.id)
    let unknown = outcomes.unknown > 0 ? "; unknown: \(outcomes.unknown)" : ""
    return shown(
      "outcome: \(outcomes.words)\(unknown); commitments: \(committed.joined(separator: ", ")), all else is none")
  }

  /// Who simulated, in how many conversations; `nil` where all users are people.
  public var simulatorText: String? {
    guard let counts = logOrNil?.simulatorCounts, !counts.isEmpty else { return nil }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
    return shown(
      "simulated: in \(NumberText.counted(counts.values.reduce(0, +), "conversation")) a simulator spoke as the user "
        + "(\(names.joined(separator: ", "))); --people takes them for people")
  }

  /// Conversations as they would come in.
  public func previewText(_ count: Int) throws -> String {
    let reading = try reading
    var lines = [recognitionText]
    if let outcomes = outcomeText {
      lines.append(outcomes)
    } else if reading.recognition != nil {
      lines.append("outcome: none is given (--outcome FIELD --committed VALUE, or --outcomes FILE)")
    }
    if let simulators = simulatorText { lines.append(simulators) }
    if !reading.request.kind.bringsConversations {
      lines.append("whether the store holds what they are of is looked at on import")
    }
    var leftOut: [String: Int] = [:]
    for row in try reading.preview(count, leftOut: &leftOut) {
      lines.append("")
      if let refusal = row.refusal {
        lines.append(shown("refused: \(refusal)"))
      } else if row.record["turns"] == nil {
        lines.append(shown(row.record.json(indented: false)))
      } else {
        lines += LogOpening.lines(of: row.record)
        if row.droppedTurns > 0 {
          lines.append("  \(NumberText.counted(row.droppedTurns, "turn")) after the outcome dropped")
        }
      }
    }
    if !leftOut.isEmpty { lines.append("") }
    for (what, count) in leftOut.sorted(by: { $0.key < $1.key }) { lines.append(shown(ImportReport.line(what, count))) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What stands beside the turns and in no profile, as `--outcome` and the like name it.
  private static func fields(beside record: JSONValue) -> [String] {
    let own: Set<String> = [
      "id", "outcome", "turns", "outcome_at", "customer", "profile", "simulator", "ended_by", "end_word",
    ]
    var fields: [String] = []
    func add(_ path: String, _ value: JSONValue, depth: Int) {
      switch value {
      case .object(let members) where depth < 6:
        for member in members { add("\(path).\(member.key)", member.value, depth: depth + 1) }
      case .array(let elements) where depth < 6:
        if let first = elements.first { add("\(path)[0]", first, depth: depth + 1) }
      case .string(let text):
        let isSecret = CredentialName.isSecret(path.split(separator: ".").last.map(String.init) ?? path, text: text)
        fields.append("\(path)=\(isSecret ? "…" : text.count > 60 ? "\(text.prefix(60))…" : text)")
      case .number, .bool: fields.append("\(path)=\(value.json(indented: false))")
      case .object, .array, .null: break
      }
    }
    for member in record.members ?? [] where !own.contains(member.key) { add(member.key, member.value, depth: 0) }
    let more = fields.count - mostFields
    return fields.prefix(mostFields) + (more > 0 ? ["and \(NumberText.counted(more, "more field"))"] : [])
  }

  private static let mostFields = 40

  private static func lines(of record: JSONValue) -> [String] {
    var head = record["id"]?.string ?? ""
    for key in ["outcome", "customer", "simulator", "ended_by", "end_word"] {
      if let value = record[key]?.string { head += "  \(key): \(value)" }
    }
    var lines = [shown(head)]
    let profile = (record["profile"]?.members ?? []).map {
      "\($0.key)=\($0.value.string ?? $0.value.json(indented: false))"
    }
    if !profile.isEmpty { lines.append(shown("  " + profile.joined(separator: "  "))) }
    let beside = LogOpening.fields(beside: record)
    if !beside.isEmpty { lines.append(shown("  fields beside it: " + beside.joined(separator: "  "))) }
    for (number, turn) in (record["turns"]?.elements ?? []).enumerated() {
      let time = turn["at"]?.string.map { " (\($0))" } ?? ""
      lines.append(shown("  \(number) \(turn["role"]?.string ?? "")\(time): \(turn["text"]?.string ?? "")"))
    }
    return lines
  }
}
