import Cases
import Statistics

/// The user turn at which conversations with labels first resist.
///
/// A conversation that ends without resisting never does: its end competes, and is no end of being watched. One that a
/// limit, an error or an unknown end cut off is watched up to there, and taken to go on as the others do. A user turn
/// without a label is taken not to resist.
struct FirstResistance {
  private let timed: TimedConversations
  private let namesStages: Bool
  private let level: Double

  private enum End: UInt8, CaseIterable {
    case resisted, ended, cutOff, unlabelled
  }

  private static let events: [TimedConversations.Event] = [.cause(0), .cause(1), .censored, .unobserved]

  init(_ kinds: WholeKinds, level: Double) {
    self.level = level
    let (whole, schema) = (kinds.table.whole, kinds.table.description.schema)
    namesStages = !schema.resistance.isEmpty
    let resists = schema.stages.map { schema.resistance.contains($0.id) }
    let real = kinds.table.conversations.count
    let (stages, labelled, endedBy) = (whole.labels.stages.span, whole.labels.turns.span, whole.endedBy.span)
    var (turns, ends) = ([UInt32](), [UInt8]())
    turns.reserveCapacity(kinds.userTurns.count)
    ends.reserveCapacity(kinds.userTurns.count)
    var start = 0
    for (place, count) in kinds.userTurns.enumerated() {
      let next = start + Int(count)
      var first = start
      while first < next, stages[first] == Code.missing || !resists[Int(stages[first])] { first += 1 }
      let end: End =
        if labelled[place] == 0 {
          .unlabelled
        } else if first < next {
          .resisted
        } else if place >= real, FirstResistance.isCutOff(endedBy[place - real]) {
          .cutOff
        } else {
          .ended
        }
      turns.append(end == .resisted ? UInt32(first - start + 1) : count)
      ends.append(end.rawValue)
      start = next
    }
    timed = TimedConversations(kinds, turns: turns, ends: ends, endCount: End.allCases.count)
  }

  /// Whether something else than user and agent ended it, or nobody knows what did.
  private static func isCutOff(_ code: UInt8) -> Bool {
    switch EndedBy(code: code) {
    case nil, .user, .agent: false
    case .limit, .error, .unknown: true
    }
  }

  func report(stratum: Int?) -> WholeReport.Stages.Resistance {
    let sides = TimedSides(timed, Self.events, stratum: stratum, level: level)
    let horizon = Int(sides.horizon)
    guard namesStages, horizon > 0 else {
      let reason = namesStages ? "no user turn is labelled" : StateSchema.reason(without: "resistance")
      return .init(byTurn: [], mean: .unavailable("mean", reason), horizon: horizon)
    }
    return WholeReport.Stages.Resistance(
      byTurn: (Array(1...TurnTable.numbered).filter { $0 < horizon } + [horizon]).map {
        sides.incidence("\($0)", of: 0, until: Double($0))
      }, mean: sides.restrictedMean("mean", of: 0, limit: Double(horizon)), horizon: horizon)
  }
}
