internal import AuditStore
internal import Cases
internal import Digest
public import Probing

/// The probe points of an audit, for people, and as lines for whoever answers them elsewhere.
public struct ProbeListing {
  private let session: ProbeSession
  private let works: [ProbeWork]
  private let scope: ProbeScope
  private var probes: [PlannedProbe] { scope.points }

  /// - Parameter works: The simulators whose answers are missing; every probe is meant where there is none.
  public init(session: ProbeSession, works: [ProbeWork], scope: ProbeScope) {
    self.session = session
    self.works = works
    self.scope = scope
  }

  /// Writes one line of JSON for every answer that is missing.
  ///
  /// - Returns: How many there are.
  @discardableResult
  public func writeLines(_ write: ([UInt8]) throws -> Void) throws -> Int {
    try session.lines(of: works, at: scope, write)
  }

  /// One line a probe, with the conversation and the turn that its name stands for.
  public func writeText(_ write: ([UInt8]) throws -> Void) throws {
    try session.forEachPlace(of: probes) { probe, conversation in
      let name = ProbeName.of(conversation: conversation.id, turn: probe.turn)
      let place = probe.isExit ? "behind the last turn" : "turn \(probe.turn)"
      try write(Array("\(name)  \(shown(conversation.id)), \(place)\n".utf8))
    }
    let exits = probes.count { $0.isExit }
    try write(Array("\(probes.count) probe points, \(exits) of them where somebody never answered\n".utf8))
  }
}
