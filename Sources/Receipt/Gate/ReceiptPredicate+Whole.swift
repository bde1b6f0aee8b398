internal import Cases

extension ReceiptPredicate {
  /// What a rule of whole conversations looks at, all strata together, or why there is no such number.
  ///
  /// - Parameter looks: What widens differences before their floor is subtracted.
  func figureOfWhole(_ quantity: Policy.Quantity, _ looks: RepeatedLooks?) -> ReceiptFigure {
    guard let whole = wholeConversations else { return .none("the simulator carried on no whole conversation") }
    guard let all = whole.all else { return .none(whole.reason ?? "nothing is compared") }
    switch quantity {
    case .endingClosing:
      return all.lastActs.first { $0.id == LastAct.closing.rawValue }?.beyondFloor(looks)
        ?? .none("no user turn is known")
    case .leaves:
      return all.endedBy.first { $0.id == EndedBy.user.rawValue }?.simulated
        ?? .none("what ended the simulated conversations is not recorded")
    case .faults: return all.anyFault.simulated
    case .faultyTurns: return all.faultyTurns.simulated
    case .lengthDifference: return all.lengths?.restrictedMean?.beyondFloor(looks) ?? .none(unstated)
    case .speechAUCExcess: return whole.told?.beyondFloor ?? .none(unstated)
    case .everResists: return ever("resists", all, looks)
    case .everLeaves: return ever("leaves", all, looks)
    default: return .none("\(quantity.rawValue) is not of whole conversations")
    }
  }

  /// Said of a receipt of an earlier program.
  private var unstated: String { "the receipt does not state it" }

  /// Only where labels cover both sides alike: who is labelled in more turns has more chances to do a thing in any.
  private func ever(_ id: String, _ all: ReceiptWhole.Group, _ looks: RepeatedLooks?) -> ReceiptFigure {
    guard let stages = all.stages, let own = stages.ever.first(where: { $0.id == id }) else {
      return .none("no user turn of a simulated conversation is labelled")
    }
    guard !["higher", "lower"].contains(stages.labelled.finding) else {
      return .none("labels cover more of one side’s user turns than of the other’s")
    }
    return own.beyondFloor(looks)
  }
}

extension ReceiptFigure {
  fileprivate static func none(_ reason: String) -> ReceiptFigure { ReceiptFigure(estimate: nil, n: 0, reason: reason) }
}

extension ReceiptWhole.Comparison {
  /// How far the absolute difference goes beyond the floor, with the bounds that its interval leaves: 0 within the floor.
  fileprivate func beyondFloor(_ looks: RepeatedLooks?) -> ReceiptFigure {
    let difference = looks?.figure(difference) ?? difference
    guard let estimate = difference.estimate, let bounds = difference.interval, bounds.count == 2,
      let floor = difference.floor
    else { return .none(difference.reason ?? "there is no floor for it") }
    guard finding != "withheld" else { return .none("a side has too few customers or conversations") }
    let (low, high) = (min(abs(bounds[0]), abs(bounds[1])), max(abs(bounds[0]), abs(bounds[1])))
    let least = bounds[0] <= 0 && bounds[1] >= 0 ? 0 : low
    func beyond(_ distance: Double) -> Double { rounded(max(0, distance - floor)) }
    return ReceiptFigure(estimate: beyond(abs(estimate)), interval: [beyond(least), beyond(high)], n: difference.n)
  }
}

extension ReceiptWhole.Told {
  /// The AUC beyond its floor, below 0 where speech tells simulated people no better than halves of the real ones.
  fileprivate var beyondFloor: ReceiptFigure {
    guard let estimate = auc.estimate, let bounds = auc.interval, bounds.count == 2, let floor = auc.floor else {
      return .none(auc.reason ?? "there is no floor for it")
    }
    guard finding != "withheld" else { return .none("a side has too few customers or conversations") }
    return ReceiptFigure(
      estimate: rounded(estimate - floor), interval: bounds.map { rounded($0 - floor) }, n: auc.n)
  }
}
