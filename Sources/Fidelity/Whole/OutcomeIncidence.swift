import Cases
import Statistics

/// What became of conversations, and by which user turn, where it is known of both sides: committed, left, met a limit.
///
/// A real conversation commits or leaves by its outcome. A simulated one does by its own: what became of the real one that
/// it replays is not what the simulated user did, and such a conversation does not count. One without a commitment leaves
/// where user or agent ended it, or where nobody wrote down what did; a limit competes with both, and an error or an
/// unknown end cuts it off.
struct OutcomeIncidence {
  private let timed: TimedConversations
  private let level: Double
  private let hasCommitment: Bool
  private var outcomes = WholeReport.Outcomes()

  private enum End: UInt8, CaseIterable {
    case committed, left, limit, cutOff, unknown
  }

  private static let events: [TimedConversations.Event] = [.cause(0), .cause(1), .cause(2), .censored, .unobserved]

  init(_ kinds: WholeKinds, level: Double) {
    self.level = level
    let (whole, strata) = (kinds.table.whole, kinds.table.description.outcome.strata)
    hasCommitment = strata.contains(where: \.committed)
    let real = kinds.table.conversations.count
    let (stratum, endedBy, inherits) = (kinds.stratum.span, whole.endedBy.span, whole.inherits.span)
    let ends = kinds.stratum.indices.map { place in
      let own = Int(stratum[place])
      guard own < strata.count, place < real || inherits[place - real] == 0 else { return End.unknown }
      if strata[own].committed { return .committed }
      guard place >= real else { return .left }
      return switch EndedBy(code: endedBy[place - real]) {
      case nil, .user, .agent: .left
      case .limit: .limit
      case .error, .unknown: .cutOff
      }
    }
    for (index, place) in kinds.sides.places.enumerated() {
      let isKnown = ends[Int(place)] != .unknown
      if index < kinds.sides.realCount {
        outcomes.knownReal += isKnown ? 1 : 0
      } else {
        outcomes.knownSimulated += isKnown ? 1 : 0
        outcomes.inherited += inherits[Int(place) - real] != 0 ? 1 : 0
      }
    }
    timed = TimedConversations(
      kinds, turns: kinds.userTurns, ends: ends.map(\.rawValue), endCount: End.allCases.count)
  }

  /// Why nothing can be compared.
  private var reason: String? {
    if !hasCommitment { return "no outcome that audit.json names is a commitment" }
    if outcomes.knownReal == 0 { return "the outcome of no real conversation is known" }
    if outcomes.knownSimulated > 0 { return nil }
    return outcomes.inherited > 0
      ? "the outcomes of simulated conversations are those of the real ones that they replay: what the simulated user did "
        + "is not recorded" : "the outcome of no simulated conversation is known"
  }

  /// Of all conversations: those of one outcome all have it.
  func report() -> WholeReport.Outcomes {
    let sides = TimedSides(timed, Self.events, stratum: nil, level: level)
    var report = outcomes
    report.horizon = Int(sides.horizon)
    report.causes = [(WholeReport.Outcomes.Name.committed, End.committed), (.left, .left)].map { name, end in
      let cause = Int(end.rawValue)
      if let reason {
        return WholeReport.Outcomes.Cause(
          name: name, incidence: .unavailable(name.rawValue, reason), p: .reason(reason))
      }
      return WholeReport.Outcomes.Cause(
        name: name, incidence: sides.incidence(name.rawValue, of: cause, until: sides.horizon),
        p: Quantity { () throws(StatisticsError) in
          let curves = try sides.curves()
          return try timed.test(
            try curves.real.grayScores(of: cause, against: curves.simulated), stratum: nil, Self.events
          ).pValue
        })
    }
    return report
  }
}
