internal import Text

extension Policy {
  /// What is to be said where the margin of the verdict is not the same in the policy, the receipt and the plan.
  func marginNotes(_ predicate: ReceiptPredicate) -> [String] {
    func words(_ margin: Double?) -> String { margin.map { "the margin \(NumberText.brief($0))" } ?? "no margin" }
    let own = predicate.method.excessMargin
    var notes: [String] = []
    if own != excessMargin {
      notes.append("the receipt was made with \(words(own)), this policy names \(words(excessMargin))")
    }
    if let declared = predicate.plan.declared, declared.excessMargin != own {
      notes.append("the plan declared \(words(declared.excessMargin)), this verdict is taken with \(words(own))")
    }
    return notes
  }

  /// What is to be said of a limit on the excess that is not the margin of the verdict.
  func marginNote(of rule: Rule) -> String? {
    guard let excessMargin, rule.quantity == .excessContrast, case .atMost(let limit) = rule.limit,
      limit != excessMargin
    else { return nil }
    return "the margin of the verdict is \(NumberText.brief(excessMargin)), and not this limit"
  }
}

extension Policy.Rule {
  /// Whether it is the rule of this name and its number is made of the instrument's labels.
  func restsOnLabels(_ name: String) -> Bool {
    guard quantity.rawValue == name else { return false }
    return switch quantity {
    case .excessContrast, .exitProbeRecall, .falseLeaving, .depthBias, .exitProbeRecallExcess, .falseLeavingExcess,
      .depthBiasExcess, .everResists, .everLeaves, .skill:
      true
    case .conversations, .invalidRate, .completeness, .endingClosing, .leaves, .faults, .faultyTurns, .lengthDifference,
      .speechAUCExcess:
      false
    }
  }
}

extension Policy.Quantity {
  /// Whether it is a distance between both sides of whole conversations, of which the floor is subtracted: repeated looks
  /// widen what it is taken of.
  var isBeyondFloor: Bool {
    switch self {
    case .endingClosing, .lengthDifference, .everResists, .everLeaves: true
    default: false
    }
  }

  /// Of a limit that does not ask what a simulator could know.
  var floorlessNote: String? {
    let name: String
    switch self {
    case .exitProbeRecall: name = Policy.Quantity.exitProbeRecallExcess.rawValue
    case .falseLeaving: name = Policy.Quantity.falseLeavingExcess.rawValue
    case .depthBias: name = Policy.Quantity.depthBiasExcess.rawValue
    default: return nil
    }
    return "this limit has no floor, and a perfect simulator may miss it: \(name) has"
  }
}
