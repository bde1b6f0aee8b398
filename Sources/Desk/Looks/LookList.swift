public import AuditStore
internal import Cases
internal import Fidelity
internal import Figures
internal import JSON
internal import Text

/// The verdicts that were looked at in a store, beside the plans that were declared there.
public struct LookList {
  /// A look, or a plan, in the order of time; of one second the plan comes first.
  private enum Entry {
    case look(LookRecord)
    case plan(DeclaredPlan)

    var at: String {
      switch self {
      case .look(let record): record.firstAt
      case .plan(let plan): plan.at
      }
    }
  }

  private let entries: [Entry]

  public init(_ store: AuditStore) throws {
    let all = try store.declaredPlans().map(Entry.plan) + store.looks().map(Entry.look)
    entries = all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  public var text: String {
    let looks = entries.count { if case .look = $0 { true } else { false } }
    let head =
      looks == 0 ? "no verdict was looked at in this store\n" : "\(NumberText.counted(looks, "distinct verdict"))\n"
    return head
      + entries.map { entry in
        switch entry {
        case .look(let record): shown(line(of: record)) + "\n"
        case .plan(let plan):
          shown("\(plan.at)  plan \(plan.digest.prefix(12)) declared: \(plan.plan.words)") + "\n"
        }
      }.joined()
  }

  private func line(of record: LookRecord) -> String {
    let look = record.look
    var line = "\(record.lastAt)  \(look.word): \(look.simulator) as \(look.instrument) labelled it"
    line += look.draw.map { ", draw \($0)" } ?? ", mean over draws"
    if !look.filter.isEmpty { line += ", where \(look.filter)" }
    line += ", beside \(look.reference ?? "no reference")"
    if let margin = look.margin { line += ", margin \(NumberText.brief(margin))" }
    line += ", \(NumberText.percent(look.level)), \(NumberText.counted(look.conversations, "conversation"))"
    if record.times > 1 { line += "; \(NumberText.grouped(record.times)) times since \(record.firstAt)" }
    return line
  }

  public var json: String { JSONValue.array(rows.map { .object($0) }).json() + "\n" }

  public var csv: String {
    let header = LookList.keys.joined(separator: ",") + "\r\n"
    return header
      + rows.map { row in
        row.map { CSVText.quoted($0.value.field, allowsNumbers: true, guarding: .formulas) }
          .joined(separator: ",") + "\r\n"
      }.joined()
  }

  private static let keys = [
    "verdict", "finding", "simulator", "instrument", "draw", "where", "reference", "margin", "level", "seed",
    "resamples", "cluster", "conversations", "first_at", "last_at", "times", "plan",
  ]

  /// In the order of ``keys``; a plan has no verdict, and its digest last.
  private var rows: [[JSONValue.Member]] {
    entries.map { entry in
      let values =
        switch entry {
        case .look(let record): record.values
        case .plan(let plan): plan.values
        }
      return zip(LookList.keys, values).map { JSONValue.Member($0, $1) }
    }
  }
}

extension Look {
  fileprivate var word: String { ConcentrationVerdict.Finding(rawValue: finding)?.word ?? finding }
}

extension LookRecord {
  fileprivate var values: [JSONValue] {
    [
      .string(look.word), .string(look.finding), .string(look.simulator), .string(look.instrument),
      look.draw.map(JSONValue.integer) ?? .null, .string(look.filter),
      look.reference.map(JSONValue.string) ?? .null, look.margin.map(JSONValue.number) ?? .null, .number(look.level),
      Int(exactly: look.seed).map(JSONValue.integer) ?? .string(String(look.seed)), .integer(look.resamples),
      .string(look.cluster), .integer(look.conversations), .string(firstAt), .string(lastAt), .integer(times), .null,
    ]
  }
}

extension DeclaredPlan {
  fileprivate var values: [JSONValue] {
    [
      .null, .null, .string(plan.simulator), .string(plan.instrument), plan.draw.map(JSONValue.integer) ?? .null,
      .string(plan.filter), plan.reference.map(JSONValue.string) ?? .null,
      plan.margin.map(JSONValue.number) ?? .null, .number(plan.level),
      Int(exactly: plan.seed).map(JSONValue.integer) ?? .string(String(plan.seed)), .integer(plan.resamples),
      .string(plan.cluster), .null, .string(at), .null, .null, .string(digest),
    ]
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
