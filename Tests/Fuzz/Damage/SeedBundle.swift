import Foundation
import JSON

/// The first conversations of a bundle with all that belongs to them, as values.
struct SeedBundle {
  /// What a report calls whole simulated conversations, which stand among the conversations.
  static let simulated = "simulatedConversations"
  static let kinds = ["conversations", "simulations", "labels", "reviews"]

  var audit: JSONValue
  /// The rows by kind.
  var rows: [String: [JSONValue]] = [:]

  init(of folder: String, conversations: Int) throws {
    func read(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
    }
    audit = try JSONValue(parsing: read("audit.json"))
    var ids: Set<String> = []
    for kind in ["conversations", "simulations", "labels"] {
      for line in try read("\(kind).jsonl").split(separator: 0x0A) {
        let row = try JSONValue(parsing: line)
        let id = row[kind == "conversations" ? "id" : "conversation"]?.string ?? ""
        if kind == "conversations", ids.count < conversations { ids.insert(id) }
        if ids.contains(id) { rows[kind, default: []].append(row) }
      }
    }
    audit["format"] = .string("walkaway-audit/2")
    let speaker = audit["simulators"]?[0]?["id"] ?? .null
    let simulated = (rows["conversations"] ?? []).enumerated().filter { $0.offset.isMultiple(of: 3) }.map {
      offset, real -> JSONValue in
      [
        "id": .string("s-\(offset)"), "simulator": speaker, "replays": real["id"] ?? .null,
        "ended_by": .string("user"), "end_word": .string("STOP"), "turns": real["turns"] ?? .array([]),
      ]
    }
    rows["conversations", default: []] += simulated
    rows["reviews"] = (rows["simulations"] ?? []).enumerated().filter { $0.offset.isMultiple(of: 7) }.map { _, answer in
      [
        "conversation": answer["conversation"] ?? .null, "turn": answer["turn"] ?? .null,
        "simulator": answer["simulator"] ?? .null, "draw": .integer(0), "reviewer": .string("ann"), "flag": .bool(true),
        "note": .string("line one\nline two"), "tags": .array([.string("missed-exit")]),
        "at": .string("2026-11-28T10:00:00Z"),
      ]
    }
  }

  /// The bundle's files, by name.
  var files: [String: [UInt8]] {
    var files = ["audit.json": Array(audit.json().utf8)]
    for kind in SeedBundle.kinds { files["\(kind).jsonl"] = lines(of: kind) }
    return files
  }

  func lines(of kind: String) -> [UInt8] {
    (rows[kind] ?? []).flatMap { Array($0.json(indented: false).utf8) + [0x0A] }
  }
}

func writeFiles(_ files: [String: [UInt8]], into folder: String) {
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  for (name, bytes) in files { try? Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
}
