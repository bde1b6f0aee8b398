import ArgumentParser
import AuditStore
import Cases
import Foundation
import Interchange
import ModelEndpoint
import Probing

/// The argument that every command shares.
struct AuditArgument: ParsableArguments {
  @Argument(help: "A store file, or a bundle folder (imported once into a store).", completion: .file())
  var audit: String

  /// Opens the store; an import shows its progress, and then its report, on standard error.
  func open() throws -> AuditStore { try AuditArgument.open(audit) }

  /// The same for an audit that was named otherwise.
  static func open(_ path: String) throws -> AuditStore {
    let progress = ProgressLine("import", unit: .bytes)
    let opened = try OpenAudit.open(path) { progress.update(done: $0.bytesDone, total: $0.bytesTotal) }
    progress.finish()
    if let imported = opened.imported {
      StandardError.write(imported.report.text(from: imported.folder, into: opened.store.path))
    }
    return opened.store
  }
}

/// Which cases a command speaks of.
struct CaseArguments: ParsableArguments {
  @Option(name: .long, help: "A filter in the filter language, such as 'outcome:non-buyer real:resisting severity>=2'.")
  var `where`: String = ""

  @Option(name: .long, help: "The simulator; the first of the audit where it is not said.")
  var simulator: String?

  @Option(name: .long, help: "The instrument; the first of the audit that labelled it where it is not said.")
  var instrument: String?

  @Option(name: .long, help: "The draw.")
  var draw: Int?

  /// The series that the options mean.
  func series(in table: CaseTable) throws -> CaseTable.Series {
    let all = table.series
    guard !all.isEmpty else {
      throw CommandFailure(
        ExitStatus.badData, "the audit has no case: no simulated turn is labelled",
        remedy: "import simulations and labels, or run walkaway simulate and walkaway label")
    }
    let found = all.first { series in
      (simulator ?? series.simulator) == series.simulator && (instrument ?? series.instrument) == series.instrument
        && (draw ?? series.draw) == series.draw
    }
    guard let found else {
      let known = all.map { "\($0.simulator) / \($0.instrument) / draw \($0.draw)" }.joined(separator: ", ")
      throw CommandFailure(
        ExitStatus.usage, "no case has this simulator, instrument and draw", remedy: "choose one of \(known)")
    }
    return found
  }

  /// The rows of the table that the options mean.
  func rows(of loaded: LoadedAudit, anySeries: Bool = false) throws -> RowSet {
    var rows = try loaded.rows(reading: `where`)
    if anySeries, simulator == nil, instrument == nil, draw == nil { return rows }
    if let number = loaded.number(of: try series(in: loaded.table)) {
      rows.formIntersection(loaded.table.rows(ofSeries: number))
    }
    return rows
  }
}

extension LoadedAudit {
  /// The rows that a filter on the command line means.
  func rows(reading filter: String) throws -> RowSet {
    do throws(FilterError) {
      return try rows(matching: filter)
    } catch {
      throw CommandFailure(ExitStatus.usage, "the filter cannot be read\n\(error.rendering)")
    }
  }
}

/// Runs a command's work and turns what it throws into a sentence and an exit status.
func reportingFailures(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch {
    throw failure(of: error).report()
  }
}

func failure(of error: any Error) -> CommandFailure {
  switch error {
  case let failure as CommandFailure: failure
  case let error as StoreError: CommandFailure(error.exitStatus, error.description)
  case let error as ImportError: CommandFailure(error.exitStatus, error.description)
  case let error as OutputError: CommandFailure(ExitStatus.inputOutput, error.description)
  // Their words may be a stranger's.
  case is DefinitionConflict, is DefinitionError: CommandFailure(ExitStatus.usage, shown("\(error)"))
  case is ChatFailure: CommandFailure(ExitStatus.endpoint, shown("\(error)"))
  case is CancellationError: CommandFailure(ExitCode(130), "interrupted; nothing was changed")
  default: CommandFailure(ExitStatus.inputOutput, "\(error)")
  }
}

extension StoreError {
  var exitStatus: ExitCode {
    switch self {
    case .noSuchFile: ExitStatus.noInput
    case .notAStore, .newerVersion, .truncated, .damaged, .otherAudit, .noSuchCase, .unusable: ExitStatus.badData
    case .alreadyExists: ExitStatus.usage
    case .busy, .readOnly, .diskFull, .inaccessible: ExitStatus.inputOutput
    }
  }
}
