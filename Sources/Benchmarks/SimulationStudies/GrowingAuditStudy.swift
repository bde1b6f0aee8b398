import AuditStore
import Desk
import Foundation
import Interchange
import Receipt
import SyntheticAudit

/// Lets a null audit grow in a store, holds a gate against it after every import, and prints, as Markdown, how often any of
/// the looks says “not trusted”: with `looks:` in the policy, and as if every look were the only one.
///
/// The simulator knows position, previous stage and action and not the outcome; the limit is the excess that was planted,
/// so that every alarm is a false one.
///
/// - Parameters:
///   - audits: Each grows from nothing to `conversations` in `looks` imports of equal size.
///   - seed: Of the first audit.
func runGrowingAuditStudy(
  audits: Int, looks: Int, conversations: Int, narrowestAt: Int, resamples: Int, seed: UInt64 = 20_260_620
) async throws {
  let population = GeneratedAudits(simulator: .perfect())
  let truth = try population.truth()
  let limit = truth.contrast - (truth.floors["action"] ?? 0)
  func policy(_ looks: String) throws -> Policy {
    try Policy(
      yaml: "version: 1\n\(looks)rules:\n  excess_contrast: {at_most: \(limit), reference: action}\n")
  }
  let policies = [try policy("looks: {narrowest_at: \(narrowestAt)}\n"), try policy("")]
  let study = GrowingAudits(
    population: population, policies: policies, looks: looks, conversations: conversations, resamples: resamples)
  var alarms = Array(repeating: 0, count: policies.count)
  for start in stride(from: 0, to: audits, by: 2) {
    try await withThrowingTaskGroup(of: [Bool].self) { group in
      for audit in start..<min(start + 2, audits) {
        group.addTask { try await study.alarms(seed: seed + UInt64(audit)) }
      }
      for try await raised in group {
        for (place, isRaised) in raised.enumerated() where isRaised { alarms[place] += 1 }
      }
    }
  }
  print(
    "\(audits) null audits, seeds from \(seed); \(looks) looks at each while it grows to \(conversations) conversations, "
      + "\(resamples) resamples; planted excess \(String(format: "%.3f", limit)). 95 % intervals: 2.5 % is what one look at "
      + "a limit may err.\n")
  print("| bounds of the gate | audits with a false alarm | Monte-Carlo error |")
  print("|---|---:|---:|")
  for (name, count) in zip(["`looks: {narrowest_at: \(narrowestAt)}`", "of a single look"], alarms) {
    let share = Double(count) / Double(audits)
    let error = (share * (1 - share) / Double(audits)).squareRoot()
    print(String(format: "| \(name) | %.1f %% | %.1f |", share * 100, error * 100))
  }
}

/// Audits that grow in their stores, and what a gate says meanwhile.
private struct GrowingAudits: Sendable {
  let population: GeneratedAudits
  let policies: [Policy]
  let looks: Int
  let conversations: Int
  let resamples: Int

  /// Whether any look at one audit says “not trusted”, a policy each.
  func alarms(seed: UInt64) async throws -> [Bool] {
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
      let receipt = try await receipt(of: store, seed: seed)
      for (place, policy) in policies.enumerated() where GateReport(policy, receipt, look: look).verdict == .notTrusted
      {
        alarms[place] = true
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

  private func receipt(of store: AuditStore, seed: UInt64) async throws -> Receipt {
    let audit = try LoadedAudit(store)
    var settings = MethodSettings()
    (settings.seed, settings.resamples, settings.permutationDraws) = (seed, resamples, 2)
    return try await ReceiptMaking(audit: audit).receipt(
      try settings.method(CaseChoice(), in: audit), issuedAt: "2026-01-01T00:00:00Z", hasDigests: false)
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
