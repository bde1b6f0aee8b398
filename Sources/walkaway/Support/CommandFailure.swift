import ArgumentParser

/// How a command ends that could not do its work, after sysexits(3).
enum ExitStatus {
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let noInput = ExitCode(66)
  static let endpoint = ExitCode(69)
  static let inputOutput = ExitCode(74)
}

/// A failure that a person can act on: what happened, and what to do.
struct CommandFailure: Error {
  var status: ExitCode
  var message: String
  var remedy: String?

  init(_ status: ExitCode, _ message: String, remedy: String? = nil) {
    self.status = status
    self.message = message
    self.remedy = remedy
  }

  /// Says it on standard error and gives the status to leave with.
  func report() -> ExitCode {
    StandardError.write("walkaway: \(message)\n")
    if let remedy { StandardError.write("  remedy: \(remedy)\n") }
    return status
  }
}
