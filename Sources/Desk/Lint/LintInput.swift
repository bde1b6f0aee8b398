public import AuditStore
internal import Interchange

/// Where simulated turns are looked for.
public enum LintInput {
  case store(AuditStore)
  case log(LogOpening)

  /// A log of another program, its control words left in the texts.
  ///
  /// - Throws: ``CommandFailure`` where the file, or what is said of its fields, cannot be taken.
  public static func log(at path: String, options: LogOptions) throws -> LogOpening {
    var options = options
    options.keepsControlWords = true
    return try LogOpening([path], options: options, reading: ImportOptions())
  }

  /// - Parameter found: Takes one finding after the other.
  public func findings(_ choice: LintChoice, found: (LintFinding) throws -> Void) throws -> LintCounts {
    try withoutActuallyEscaping(found) { found in
      var linting = Linting(choice, found: found)
      return switch self {
      case .store(let store): try linting.look(at: store)
      case .log(let log): try linting.look(at: log)
      }
    }
  }
}
