public import AuditStore
public import Cases
import JSON

extension ProbeSession {
  /// Hands out what a program would get, a line of JSON at a time, for work that is done elsewhere.
  ///
  /// - Parameter works: The simulators whose answers are missing; where there is none, every probe once, with the whole
  ///   profile.
  /// - Returns: How many lines there are.
  public func lines(
    of works: [ProbeWork], at scope: ProbeScope, _ write: (_ line: [UInt8]) throws -> Void
  ) throws -> Int {
    var count = 0
    func hand(_ line: ProbeLine) throws {
      try write(line.json.canonicalBytes + [UInt8(ascii: "\n")])
      count += 1
    }
    if works.isEmpty {
      try forEachPlace(of: scope.points) { probe, conversation in
        try hand(
          ProbeLine(
            place: (conversation.id, probe.turn),
            view: ProbeView(of: conversation, before: probe.turn, fields: nil)))
      }
    }
    for work in works {
      let stored = try store.answerKeys(work.answerKind).stored
      for job in try everything(of: work, at: scope) where !stored.contains(job.key) {
        try hand(try work.line(of: job))
      }
    }
    return count
  }

  /// Every probe with its conversation.
  public func forEachPlace(
    of probes: [PlannedProbe], _ body: (_ probe: PlannedProbe, _ conversation: Conversation) throws -> Void
  ) throws {
    for probe in probes {
      guard let conversation = try store.conversation(probe.conversation) else { continue }
      try body(probe, conversation)
    }
  }
}
