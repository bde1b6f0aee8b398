internal import Cases
internal import Fidelity

extension ReceiptWhole {
  /// `nil` where the simulator carried on no whole conversation.
  init?(_ report: FidelityReport) {
    guard let whole = report.whole else { return nil }
    guard let speaker = whole.speakers.first(where: { $0.id == report.simulator }) else {
      guard report.filterText != nil, let reason = whole.reason else { return nil }
      self.init(real: 0, simulated: 0, replayed: 0, groups: [], reason: reason)
      return
    }
    self.init(
      real: speaker.real, simulated: speaker.simulated, replayed: speaker.replayed,
      groups: speaker.groups.compactMap(Group.init))
  }

  /// That of all strata together.
  var all: Group? { groups.first }

  /// Whether anybody wrote down what ended the simulated conversations.
  var statesEnds: Bool { !(all?.endedBy.isEmpty ?? true) }
}

extension ReceiptWhole.Group {
  init?(_ group: WholeReport.Group) {
    guard let endings = group.endings, let faults = group.faults else { return nil }
    self.init(
      stratum: group.stratum?.id, lastActs: endings.lastActs.map(ReceiptWhole.Share.init),
      spokeLast: endings.spokeLast.map(ReceiptWhole.Share.init),
      endedBy: endings.endedBy.filter { $0.simulated.of > 0 }.map {
        ReceiptWhole.Cause(id: $0.id, simulated: ReceiptFigure($0.simulated.share))
      },
      faults: faults.conversations.filter { $0.real.count + $0.simulated.count > 0 }.map(ReceiptWhole.Share.init),
      anyFault: ReceiptWhole.Share(faults.any), faultyTurns: ReceiptWhole.Share(faults.turns))
  }
}

extension ReceiptWhole.Share {
  init(_ share: WholeShare) {
    var difference = ReceiptFigure(share.comparison.difference)
    difference.floor = share.comparison.floor.number.map(rounded)
    self.init(
      id: share.id, real: ReceiptFigure(share.real.share), simulated: ReceiptFigure(share.simulated.share),
      difference: difference, finding: share.comparison.finding.rawValue)
  }

  /// How far the absolute difference goes beyond the floor, with the bounds that its interval leaves: 0 within the floor.
  var beyondFloor: ReceiptFigure {
    guard let estimate = difference.estimate, let bounds = difference.interval, bounds.count == 2,
      let floor = difference.floor
    else {
      return ReceiptFigure(estimate: nil, n: difference.n, reason: difference.reason ?? "there is no floor for it")
    }
    guard finding != "withheld" else {
      return ReceiptFigure(estimate: nil, n: difference.n, reason: "a side has too few customers or conversations")
    }
    let (low, high) = (min(abs(bounds[0]), abs(bounds[1])), max(abs(bounds[0]), abs(bounds[1])))
    let least = bounds[0] <= 0 && bounds[1] >= 0 ? 0 : low
    func beyond(_ distance: Double) -> Double { rounded(max(0, distance - floor)) }
    return ReceiptFigure(estimate: beyond(abs(estimate)), interval: [beyond(least), beyond(high)], n: difference.n)
  }
}
