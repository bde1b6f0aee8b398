/// How a command ends that could not do its work, after sysexits(3).
public enum ExitStatus: Int32, Sendable, Hashable {
  case usage = 64
  case badData = 65
  case noInput = 66
  case endpoint = 69
  case inputOutput = 74
  /// A model's answers cannot be used.
  case invalidAnswers = 76
  /// As shells state it for Ctrl-C.
  case interrupted = 130
}

/// A failure that a person can act on: what happened, and what to do.
public struct CommandFailure: Error, Sendable, Hashable {
  public var status: ExitStatus
  public var message: String
  public var remedy: String?

  public init(_ status: ExitStatus, _ message: String, remedy: String? = nil) {
    self.status = status
    self.message = message
    self.remedy = remedy
  }

  /// The same where somebody named a log and nothing else: options that say what it is are those of `import`.
  func sayingHowToImport(_ paths: [String]) -> CommandFailure {
    guard "\(message) \(remedy ?? "")".contains(" --") else { return self }
    var failure = self
    let files = paths.joined(separator: " ")
    let command = shown("options are those of import: walkaway import \(files) … --into STORE, then walkaway STORE")
    failure.remedy = remedy.map { "\($0); \(command)" } ?? command
    return failure
  }
}
