public import Cases

/// What was looked at, and what was found.
public struct LintCounts: Sendable, Equatable {
  /// Simulated turns; a silent one says nothing that could be looked at.
  public internal(set) var turns = 0
  public internal(set) var conversations = 0
  /// Of UTF-8: simulated turns, and everything that was said before them.
  public internal(set) var bytes = 0
  /// Probes with two draws or more.
  public internal(set) var drawnProbes = 0
  /// Simulators of whole conversations.
  public internal(set) var simulators = 0
  /// Turns with a fault.
  public internal(set) var faultyTurns = 0
  public internal(set) var findings: [Fault: Int] = [:]
  /// Conversations of a log in which people spoke, where it tells them from simulators.
  public internal(set) var ofPeople = 0
  /// Rows of a log that are no conversations.
  public internal(set) var refused = 0

  public var found: Int { findings.values.reduce(0, +) }

  /// What a fault is counted among.
  public func all(of fault: Fault) -> (count: Int, of: String) {
    switch fault {
    case .identicalDraws: (drawnProbes, "probes of several draws")
    case .impossibleExit: (simulators, "simulators")
    default: (turns, "turns")
    }
  }
}
