extension FilterField {
  /// Whether the field is known only by what was measured at the probe: a label, the words of a turn, what a reviewer made
  /// of it. A selection by it selects on the outcome of the measurement.
  public var isMeasured: Bool {
    switch self {
    case .profile: false
    case .builtIn(let field): field.isMeasured
    }
  }
}

extension FilterField.BuiltIn {
  fileprivate var isMeasured: Bool {
    switch self {
    case .real, .simulated, .stage, .severity, .shift, .miss, .disengagement: true
    case .realEmotion, .simulatedEmotion, .emotion, .realBlocker, .simulatedBlocker, .blocker: true
    case .realExit, .simulatedExit, .exit: true
    case .flag, .seen, .tag, .note, .reviewer, .blind: true
    case .text, .realText, .simulatedText, .conversationText: true
    // What people did at the end of the record is what exit probes measure.
    case .silences, .ended, .endedBy, .end, .fault: true
    case .outcome, .committed, .outcomeSource, .position, .turn, .action, .conversation, .customer: false
    case .turns, .userTurns, .agentTurns: false
    case .simulator, .instrument, .draw: false
    }
  }
}

extension Filter {
  /// The names of the fields by which it selects on what was measured, wherever in it they stand.
  public var measuredFields: [String] { Set(terms.flatMap(\.fields)).filter(\.isMeasured).map(\.name).sorted() }

  /// Why no floor, verdict or gate holds for what it selects; `nil` where one may.
  public var reasonToWithhold: String? {
    let fields = measuredFields
    if fields.isEmpty { return nil }
    let names = fields.map { "“\($0)”" }.joined(separator: ", ")
    return "the filter selects by \(names), which is part of what is measured"
  }
}
