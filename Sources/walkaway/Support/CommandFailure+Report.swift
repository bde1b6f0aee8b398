import ArgumentParser
import Desk

extension CommandFailure {
  /// Says it on standard error and gives the status to leave with.
  func report() -> ExitCode {
    StandardError.write("walkaway: \(message)\n")
    if let remedy { StandardError.write("  remedy: \(remedy)\n") }
    return ExitCode(status.rawValue)
  }
}

/// Runs a command's work and turns what it throws into a sentence and an exit status.
func reportingFailures(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch {
    throw CommandFailure(error).report()
  }
}
