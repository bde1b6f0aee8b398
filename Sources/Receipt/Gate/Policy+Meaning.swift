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
