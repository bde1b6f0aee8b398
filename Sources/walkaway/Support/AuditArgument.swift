import ArgumentParser
import AuditStore
import Cases
import Desk
import Foundation
import Interchange

/// The argument that every command shares.
struct AuditArgument: ParsableArguments {
  static let help: ArgumentHelp =
    "A store file, or a bundle folder or a log (taken into a store of its own, and again where it has changed)."

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: String

  /// Opens the store; an import shows its progress, and then its report, on standard error.
  func open() throws -> AuditStore { try AuditArgument.open(audit).store }

  /// The same, with its cases in memory; those of the records alone must be the kept ones, where these are whole.
  func load(from source: AuditStore.CaseTableSource = .columns) throws -> LoadedAudit {
    try AuditArgument.load(audit, from: source)
  }

  /// The same for an audit that was named otherwise.
  static func load(_ path: String, from source: AuditStore.CaseTableSource = .columns) throws -> LoadedAudit {
    let loaded = try LoadedAudit(try open(path).store, from: source)
    if source == .records { try loaded.store.checkColumns(against: loaded.table) }
    if let note = loaded.note { StandardError.write("walkaway: \(note)\n") }
    return loaded
  }

  /// The same for an audit that was named otherwise.
  static func open(
    _ path: String, and others: [String] = [], choice: ContradictionChoice = .ask
  ) throws -> OpenAudit {
    let progress = ProgressLine("import", unit: .bytes)
    defer { progress.finish() }
    let opened = try OpenAudit.open(
      path, and: others, choice: choice, environment: ProcessInfo.processInfo.environment
    ) { progress.update(done: $0.bytesDone, total: $0.bytesTotal) }
    if let imported = opened.imported {
      progress.finish()
      if let note = opened.note { StandardError.write(note + "\n") }
      StandardError.write(imported.report.text(from: imported.folder, into: opened.store.path))
      if let left = opened.leftBehind { StandardError.write("walkaway: \(left)\n") }
    }
    return opened
  }
}
