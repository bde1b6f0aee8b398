import AuditStore
import Desk
import Foundation
import Interchange
import Receipt
import SyntheticAudit

/// Audits that grow in their stores from nothing, in imports of equal size, and what a gate says after each: with `looks:`
/// in the policy, and as if every look were the only one.
///
/// The limit is no excess over what “action” knows: where a simulator knows as much, every “not trusted” is a false alarm.
struct GrowingAudits: Sendable {
  private let population: GeneratedAudits
  private let looks: Int
  private let conversations: Int
  /// What is looked at again and again, and once.
  private let policies: [Policy]

  init(population: GeneratedAudits, looks: Int, conversations: Int) throws {
    (self.population, self.looks, self.conversations) = (population, looks, conversations)
    policies = try ["looks: {narrowest_at: \(conversations / 2)}\n", ""].map {
      try Policy(
        yaml: "version: 1\nresamples: 199\n\($0)rules:\n  excess_contrast: {at_most: 0, reference: action}\n")
    }
  }

  /// Whether any look at one audit says “not trusted”, a policy each.
  func alarms(seed: UInt64) async throws -> [Bool?] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("walkaway-study-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try population.files(conversations: conversations, seed: seed)
    let lines = try GeneratedFile.allCases.filter { $0.rawValue.hasSuffix(".jsonl") }.map {
      ($0, try Lines(files[$0] ?? []))
    }
    let order = lines.first { $0.0 == .conversations }?.1.order ?? []
    try Data(files[.audit] ?? []).write(to: folder.appendingPathComponent(GeneratedFile.audit.rawValue))
    let path = folder.appendingPathComponent("audit.walkaway").path
    var alarms = policies.map { _ in false }
    for look in 1...looks {
      let new = order[order.count * (look - 1) / looks..<order.count * look / looks]
      for (file, all) in lines {
        try Data(all.text(of: new).utf8).write(to: folder.appendingPathComponent(file.rawValue))
      }
      let store = try imported(folder.path, into: path)
      let audit = try LoadedAudit(store)
      for (place, policy) in policies.enumerated() {
        let outcome = try await GateCheck(policy, simulator: nil).outcome(of: audit)
        if outcome.report.verdict == .notTrusted { alarms[place] = true }
      }
    }
    return alarms
  }

  private func imported(_ folder: String, into path: String) throws -> AuditStore {
    let reader = try BundleReader(folder: folder)
    if FileManager.default.fileExists(atPath: path) {
      let store = try AuditStore.open(at: path)
      // Without a source, so that what came before stays.
      _ = try store.importing(
        source: nil, digest: nil, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
      return store
    }
    _ = try AuditStore.create(
      at: path, source: nil, digest: nil, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
    return try AuditStore.open(at: path)
  }
}

/// The lines of a file of records, by their conversation.
private struct Lines: Sendable {
  /// The conversations in the order of the file.
  private(set) var order: [String] = []
  private var texts: [String: String] = [:]

  init(_ bytes: [UInt8]) throws {
    struct Record: Decodable {
      var id: String?
      var conversation: String?
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let record = try JSONDecoder().decode(Record.self, from: Data(line))
      let id = record.conversation ?? record.id ?? ""
      if texts[id] == nil { order.append(id) }
      texts[id, default: ""] += String(decoding: line, as: UTF8.self) + "\n"
    }
  }

  func text(of conversations: ArraySlice<String>) -> String { conversations.map { texts[$0] ?? "" }.joined() }
}
