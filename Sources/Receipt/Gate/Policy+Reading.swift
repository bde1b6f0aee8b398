internal import Fidelity
internal import Text
internal import Yams

extension Policy {
  /// Reads a policy (YAML 1.1). A key that does not belong there is a problem, not ignored: a misspelt limit would
  /// otherwise trust everything.
  public init(yaml text: String) throws(PolicyProblem) {
    let root = try PolicyReader.root(text, of: "policy")
    self.init(rules: [], requiredFields: [])
    var version: Int?
    for (key, value) in try PolicyReader.members(of: root) {
      switch try PolicyReader.text(key) {
      case "version": version = try PolicyReader.integer(value)
      case "simulator", "simulators":
        guard simulators.isEmpty else { throw PolicyReader.problem(key, "say simulator or simulators, once") }
        simulators = value.scalar == nil ? try PolicyReader.texts(value) : [try PolicyReader.text(value)]
        guard !simulators.isEmpty, Set(simulators).count == simulators.count else {
          throw PolicyReader.problem(value, "name one simulator or more, each once")
        }
      case "instrument": instrument = try PolicyReader.text(value)
      case "where": filter = try PolicyReader.text(value)
      case "level": level = try PolicyReader.number(value, in: 0.5...0.9999)
      case "seed": seed = UInt64(clamping: try PolicyReader.integer(value))
      case "resamples": resamples = try PolicyReader.resamples(value)
      case "excess_margin": excessMargin = try PolicyReader.number(value, in: 1e-6...1e6)
      case "looks": try readLooks(value)
      case "rules": try readRules(value)
      case let other:
        throw PolicyReader.problem(
          key,
          "“\(other)” is no key of a policy; there are version, simulator, simulators, instrument, where, level, seed, "
            + "resamples, excess_margin, looks and rules")
      }
    }
    guard version == 1 else { throw PolicyProblem(line: nil, "say version: 1, the version that this program reads") }
    guard !rules.isEmpty || !requiredFields.isEmpty else {
      throw PolicyProblem(line: nil, "there is no rule, so that nothing would be checked; add rules")
    }
  }

  private mutating func readLooks(_ node: Node) throws(PolicyProblem) {
    for (key, value) in try PolicyReader.members(of: node) {
      let name = try PolicyReader.text(key)
      guard name == "narrowest_at" else {
        throw PolicyReader.problem(key, "“\(name)” does not belong to looks, which has narrowest_at")
      }
      let count = try PolicyReader.integer(value)
      guard (RepeatedLooks.fewest...RepeatedLooks.most).contains(count) else {
        let (fewest, most) = (NumberText.grouped(RepeatedLooks.fewest), NumberText.grouped(RepeatedLooks.most))
        throw PolicyReader.problem(value, "narrowest_at lies between \(fewest) and \(most) conversations")
      }
      narrowestAt = count
    }
    guard narrowestAt != nil else { throw PolicyReader.problem(node, "looks needs narrowest_at") }
  }

  private mutating func readRules(_ node: Node) throws(PolicyProblem) {
    for (key, value) in try PolicyReader.members(of: node) {
      let name = try PolicyReader.text(key)
      if name == "receipt_fields" {
        requiredFields = try PolicyReader.texts(value)
        let known = ReceiptCompleteness.fields + ReceiptCompleteness.fieldsOfWhole
        for field in requiredFields where !known.contains(field) {
          throw PolicyReader.problem(
            value, "“\(field)” is no fact of a receipt; there are \(known.joined(separator: ", "))")
        }
        continue
      }
      guard let quantity = Quantity(name: name) else {
        let known = Quantity.allCases.map(\.rawValue) + ["receipt_fields"]
        throw PolicyReader.problem(key, "“\(name)” is no rule; there are \(known.joined(separator: ", "))")
      }
      rules.append(try rule(quantity, value, key))
    }
  }

  private func rule(_ quantity: Quantity, _ node: Node, _ key: Node) throws(PolicyProblem) -> Rule {
    var rule = Rule(quantity: quantity, limit: .atMost(0))
    var limits = 0
    let wanted = quantity.limitKey
    for (name, value) in try PolicyReader.members(of: node) {
      let text = try PolicyReader.text(name)
      switch text {
      case wanted:
        let number = try PolicyReader.number(value, in: quantity.range)
        rule.limit = wanted == "at_most" ? .atMost(number) : wanted == "at_least" ? .atLeast(number) : .margin(number)
        limits += 1
      case "strata" where quantity.isPerStratum: rule.strata = try PolicyReader.texts(value)
      case "reference" where !quantity.references.isEmpty:
        let name = try PolicyReader.text(value)
        rule.reference = quantity.references.first { $0.rawValue == name }
        if rule.reference == nil {
          let known = quantity.references.map(\.rawValue).joined(separator: ", ")
          throw PolicyReader.problem(value, "the reference is one of \(known)")
        }
      default:
        throw PolicyReader.problem(name, "“\(text)” does not belong to \(quantity.rawValue), which has \(wanted)")
      }
    }
    guard limits == 1 else { throw PolicyReader.problem(key, "\(quantity.rawValue) needs \(wanted)") }
    return rule
  }
}

extension Policy.Quantity {
  /// The key of its limit.
  var limitKey: String {
    switch self {
    case .excessContrast, .falseLeaving, .falseLeavingExcess, .invalidRate, .endingClosing, .faults, .faultyTurns,
      .lengthDifference, .speechAUCExcess, .everResists, .everLeaves:
      "at_most"
    case .exitProbeRecall, .exitProbeRecallExcess, .conversations, .completeness, .leaves, .skill: "at_least"
    case .depthBias, .depthBiasExcess: "margin"
    }
  }

  var range: ClosedRange<Double> {
    switch self {
    case .exitProbeRecall, .falseLeaving, .invalidRate, .endingClosing, .leaves, .faults, .faultyTurns, .everResists,
      .everLeaves:
      0...1
    case .speechAUCExcess: 0...0.5
    case .lengthDifference: 0...1e6
    case .exitProbeRecallExcess, .falseLeavingExcess: -1...1
    case .depthBias, .depthBiasExcess: 1e-6...1e6
    case .excessContrast: -1e6...1e6
    case .skill: -1e6...1
    case .conversations, .completeness: 0...1e9
    }
  }

  /// Those that a rule may name.
  var references: [FloorReport.Reference] {
    switch self {
    case .excessContrast: FloorReport.Reference.allCases
    // Real turns of other people are no law of stages.
    case .skill: FloorReport.Reference.ofVerdicts
    default: []
    }
  }

  var isPerStratum: Bool {
    switch self {
    case .exitProbeRecall, .falseLeaving, .depthBias, .conversations, .exitProbeRecallExcess, .falseLeavingExcess,
      .depthBiasExcess:
      true
    case .excessContrast, .skill, .invalidRate, .completeness, .endingClosing, .leaves, .faults, .faultyTurns,
      .lengthDifference, .speechAUCExcess, .everResists, .everLeaves:
      false
    }
  }
}
