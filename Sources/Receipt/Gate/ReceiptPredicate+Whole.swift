internal import Cases

extension ReceiptPredicate {
  /// What a rule of whole conversations looks at, all strata together, or why there is no such number.
  func figureOfWhole(_ quantity: Policy.Quantity) -> ReceiptFigure {
    func none(_ reason: String) -> ReceiptFigure { ReceiptFigure(estimate: nil, n: 0, reason: reason) }
    guard let whole = wholeConversations else { return none("the simulator carried on no whole conversation") }
    guard let all = whole.all else { return none(whole.reason ?? "nothing is compared") }
    switch quantity {
    case .endingClosing:
      return all.lastActs.first { $0.id == LastAct.closing.rawValue }?.beyondFloor ?? none("no user turn is known")
    case .leaves:
      return all.endedBy.first { $0.id == EndedBy.user.rawValue }?.simulated
        ?? none("what ended the simulated conversations is not recorded")
    case .faults: return all.anyFault.simulated
    case .faultyTurns: return all.faultyTurns.simulated
    default: return none("\(quantity.rawValue) is not of whole conversations")
    }
  }
}
