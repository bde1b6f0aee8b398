internal import AuditStore
internal import Files
internal import Foundation
internal import Interchange
internal import JSON
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
      case let error as KindsProblem: CommandFailure(.badData, shown(error.description))
      case let contradiction as BundleContradiction: contradiction.failure
      case let nothing as NothingTaken: nothing.failure
      case let error as OutputError: CommandFailure(.inputOutput, error.description)
      // Their words may be a stranger's.
      case is DefinitionConflict, is DefinitionError, is PlanNameTaken: CommandFailure(.usage, shown("\(error)"))
      case is ChatFailure: CommandFailure(.endpoint, shown("\(error)"))
      case is CancellationError: CommandFailure(.interrupted, "interrupted; nothing was changed")
      // The words of libraries speak of what only the program knows.
      case is DecodingError, is EncodingError, is JSONProblem: CommandFailure(.badData, "a text of JSON cannot be read")
      case let error as CocoaError:
        CommandFailure(.inputOutput, "\(error.filePath ?? "a file"): cannot be read or written")
      default: CommandFailure(.inputOutput, "\(error)")
      }
  }
}

extension CommandFailure {
  init(_ problem: NamedFile.Problem, path: String, remedy: String) {
    self.init(problem.isClosed ? .noInput : .badData, "\(path): \(problem)", remedy: remedy)
  }

  /// The text of a file that an option names.
  static func text(of path: String, remedy: String) throws -> String {
    do throws(NamedFile.Problem) {
      return try NamedFile.text(of: path)
    } catch {
      throw CommandFailure(error, path: path, remedy: remedy)
    }
  }
}

extension StoreError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .noSuchFile: .noInput
    case .notAStore, .newerVersion, .truncated, .damaged, .foreignSchema, .otherAudit, .noSuchCase, .unusable: .badData
    case .alreadyExists: .usage
    case .busy, .readOnly, .olderVersion, .gone, .replaced, .diskFull, .inaccessible: .inputOutput
    }
  }
}

extension ImportError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .noSuchFolder, .notAFolder, .missingFile: .noInput
    case .ambiguousFile, .notAFile, .brokenGzip, .tooLarge, .notJSONLines, .unmapped, .description, .nothingTaken,
      .refused, .contradicts:
      .badData
    case .unreadable: .inputOutput
    case .cancelled: .interrupted
    }
  }
}
