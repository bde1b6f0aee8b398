import AuditStore
import Cases
import Foundation
import Interchange

/// A folder that is removed with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "walkaway-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of what lies in it.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// The files of a small bundle, written where a test wants them.
struct BundleText {
  var audit = BundleText.plainAudit
  var conversations = [
    #"{"id":"c-1","outcome":"left","outcome_at":null,"turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"How much?"},{"role":"agent","text":"Ten"},{"role":"user","text":"No"},{"role":"agent","text":"Why?"}]}"#
  ]
  var simulations: [String]? = [
    #"{"conversation":"c-1","turn":3,"simulator":"persona","draw":0,"text":"Fine, I take it"}"#
  ]
  var labels: [String]? = [
    #"{"conversation":"c-1","turn":3,"source":"real","instrument":"judge","stage":"resisting"}"#,
    #"{"conversation":"c-1","turn":3,"source":"persona","draw":0,"instrument":"judge","stage":"deciding"}"#,
  ]
  var reviews: [String]?

  static let plainAudit = """
    {"format":"walkaway-audit/1","name":"small","outcome":{"name":"purchase","strata":[
      {"id":"left","committed":false},{"id":"bought","committed":true}]},
     "schema":{"id":"s","stages":[{"id":"resisting","depth":0},{"id":"exploring","depth":1},{"id":"deciding","depth":2}],
       "resistance":["resisting"],"deliberation":[],"commitment":["deciding"],"emotions":["calm","angry"],"blockers":["none","price"],
       "exits":["none","refusal","silence","abandonment"],"actions":["pitch","probe"]},
     "probes":{"fractions":[0.5],"exit_probe":true},
     "simulators":[{"id":"persona"},{"id":"other"}],"instruments":[{"id":"judge"},{"id":"judge-b"}]}
    """

  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(audit.utf8).write(to: URL(fileURLWithPath: "\(folder)/audit.json"))
    for (name, lines) in [
      ("conversations", conversations as [String]?), ("simulations", simulations), ("labels", labels),
      ("reviews", reviews),
    ] {
      guard let lines else { continue }
      let text = lines.map { $0 + "\n" }.joined()
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).jsonl"))
    }
  }
}

/// Imports a bundle folder into a new store.
func importBundle(
  _ folder: String, into path: String, options: ImportOptions = ImportOptions(),
  progress: (ImportProgress) throws -> Void = { _ in }
) throws -> ImportReport {
  let reader = try BundleReader(folder: folder, options: options)
  return try AuditStore.create(
    at: path, source: folder, digest: nil, describe: { (_: ImportReport) in nil },
    { try reader.read(into: $0, progress: progress) })
}

/// Imports a bundle folder into the store that is there.
@discardableResult
func importBundle(
  _ folder: String, into store: AuditStore, choice: ContradictionChoice = .ask
) throws -> ImportReport {
  var reader = try BundleReader(folder: folder)
  reader.options.terms.choice = choice
  return try store.importing(
    source: folder, digest: nil, describe: { (_: ImportReport) in nil }, { try reader.read(into: $0) })
}

extension BundleText {
  /// Writes and imports the bundle, and opens the store.
  func imported(in folder: TemporaryFolder) throws -> (store: AuditStore, report: ImportReport) {
    try write(to: folder.path("bundle"))
    let report = try importBundle(folder.path("bundle"), into: folder.path("a.walkaway"))
    return (try AuditStore.open(at: folder.path("a.walkaway")), report)
  }
}
