public import AuditStore
internal import Cases
internal import Fidelity
internal import Figures
internal import JSON
internal import Text

/// The verdicts that were looked at in a store.
public struct LookList {
  private let records: [LookRecord]

  public init(_ store: AuditStore) throws { records = try store.looks() }

  public var text: String {
    if records.isEmpty { return "no verdict was looked at in this store\n" }
    let lines = records.map { record in
      let look = record.look
      var line = "\(record.lastAt)  \(look.word): \(look.simulator) as \(look.instrument) labelled it"
      line += look.draw.map { ", draw \($0)" } ?? ", mean over draws"
      if !look.filter.isEmpty { line += ", where \(look.filter)" }
      line += ", beside \(look.reference ?? "no reference")"
      if let margin = look.margin { line += ", margin \(NumberText.brief(margin))" }
      line += ", \(NumberText.percent(look.level)), \(NumberText.counted(look.conversations, "conversation"))"
      if record.times > 1 { line += "; \(NumberText.grouped(record.times)) times since \(record.firstAt)" }
      return shown(line) + "\n"
    }
    return "\(NumberText.counted(records.count, "distinct verdict"))\n" + lines.joined()
  }

  public var json: String { JSONValue.array(records.map { .object($0.members) }).json() + "\n" }

  public var csv: String {
    let header = LookRecord.keys.joined(separator: ",") + "\r\n"
    return header
      + records.map { record in
        record.members.map { CSVText.quoted($0.value.field, allowsNumbers: true, guarding: .formulas) }
          .joined(separator: ",") + "\r\n"
      }.joined()
  }
}

extension Look {
  fileprivate var word: String { ConcentrationVerdict.Finding(rawValue: finding)?.word ?? finding }
}

extension LookRecord {
  fileprivate static let keys = [
    "verdict", "finding", "simulator", "instrument", "draw", "where", "reference", "margin", "level", "seed",
    "resamples", "cluster", "conversations", "first_at", "last_at", "times",
  ]

  /// In the order of ``keys``.
  fileprivate var members: [JSONValue.Member] {
    let values: [JSONValue] = [
      .string(look.word), .string(look.finding), .string(look.simulator), .string(look.instrument),
      look.draw.map(JSONValue.integer) ?? .null, .string(look.filter),
      look.reference.map(JSONValue.string) ?? .null, look.margin.map(JSONValue.number) ?? .null, .number(look.level),
      Int(exactly: look.seed).map(JSONValue.integer) ?? .string(String(look.seed)), .integer(look.resamples),
      .string(look.cluster), .integer(look.conversations), .string(firstAt), .string(lastAt), .integer(times),
    ]
    return zip(LookRecord.keys, values).map { JSONValue.Member($0, $1) }
  }
}

extension JSONValue {
  fileprivate var field: String {
    switch self {
    case .string(let text), .number(let text): text
    default: ""
    }
  }
}
