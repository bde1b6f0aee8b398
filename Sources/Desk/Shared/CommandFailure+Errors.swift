internal import AuditStore
internal import Files
internal import Interchange
internal import ModelEndpoint
internal import Probing

extension CommandFailure {
  /// What any error means to the person who gave the command.
  public init(_ error: any Error) {
    self =
      switch error {
      case let failure as CommandFailure: failure
      case let error as StoreError: CommandFailure(error.exitStatus, error.description)
      case let error as ImportError: CommandFailure(error.exitStatus, error.description)
      case let error as OutputError: CommandFailure(.inputOutput, error.description)
      // Their words may be a stranger's.
      case is DefinitionConflict, is DefinitionError: CommandFailure(.usage, shown("\(error)"))
      case is ChatFailure: CommandFailure(.endpoint, shown("\(error)"))
      case is CancellationError: CommandFailure(.interrupted, "interrupted; nothing was changed")
      default: CommandFailure(.inputOutput, "\(error)")
      }
  }
}

extension StoreError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .noSuchFile: .noInput
    case .notAStore, .newerVersion, .truncated, .damaged, .otherAudit, .noSuchCase, .unusable: .badData
    case .alreadyExists: .usage
    case .busy, .readOnly, .olderVersion, .gone, .replaced, .diskFull, .inaccessible: .inputOutput
    }
  }
}

extension ImportError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .noSuchFolder, .missingFile: .noInput
    case .ambiguousFile, .brokenGzip, .description, .refused: .badData
    case .unreadable: .inputOutput
    case .cancelled: .interrupted
    }
  }
}
