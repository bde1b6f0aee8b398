import ArgumentParser
import AuditStore
import Desk
import Foundation
import Interchange

/// The argument that every command shares.
struct AuditArgument: ParsableArguments {
  @Argument(help: "A store file, or a bundle folder (imported once into a store).", completion: .file())
  var audit: String

  /// Opens the store; an import shows its progress, and then its report, on standard error.
  func open() throws -> AuditStore { try AuditArgument.open(audit) }

  /// The same, with its cases in memory; those of the records alone must be the kept ones, where these are whole.
  func load(from source: AuditStore.CaseTableSource = .columns) throws -> LoadedAudit {
    try AuditArgument.load(audit, from: source)
  }

  /// The same for an audit that was named otherwise.
  static func load(_ path: String, from source: AuditStore.CaseTableSource) throws -> LoadedAudit {
    let loaded = try LoadedAudit(try open(path), from: source)
    if source == .records { try loaded.store.checkColumns(against: loaded.table) }
    if let note = loaded.note { StandardError.write("walkaway: \(note)\n") }
    return loaded
  }

  /// The same for an audit that was named otherwise.
  static func open(_ path: String) throws -> AuditStore {
    let progress = ProgressLine("import", unit: .bytes)
    let opened = try OpenAudit.open(path, environment: ProcessInfo.processInfo.environment) {
      progress.update(done: $0.bytesDone, total: $0.bytesTotal)
    }
    progress.finish()
    if let imported = opened.imported {
      StandardError.write(imported.report.text(from: imported.folder, into: opened.store.path))
    }
    return opened.store
  }
}
