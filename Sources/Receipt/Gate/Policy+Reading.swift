internal import Fidelity
internal import Text
internal import Yams

extension Policy {
  /// The largest file that is read as a policy, in bytes.
  public static let largestSize = 1 << 20

  /// Reads a policy (YAML 1.1). A key that does not belong there is a problem, not ignored: a misspelt limit would
  /// otherwise trust everything.
  public init(yaml text: String) throws(PolicyProblem) {
    guard text.utf8.count <= Policy.largestSize else { throw PolicyProblem(line: nil, "larger than any policy") }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw PolicyProblem(line: nil, "no YAML: \(error)")
    }
    guard let root else { throw PolicyProblem(line: nil, "the file is empty; --example-policy prints a whole one") }
    self.init(rules: [], requiredFields: [])
    var version: Int?
    for (key, value) in try PolicyReader.members(of: root) {
      switch try PolicyReader.text(key) {
      case "version": version = try PolicyReader.integer(value)
      case "simulator": simulator = try PolicyReader.text(value)
      case "instrument": instrument = try PolicyReader.text(value)
      case "where": filter = try PolicyReader.text(value)
      case "level": level = try PolicyReader.number(value, in: 0.5...0.9999)
      case "seed": seed = UInt64(clamping: try PolicyReader.integer(value))
      case "resamples":
        let number = try PolicyReader.integer(value)
        guard (2...ReceiptMethod.largestResamples).contains(number) else {
          throw PolicyReader.problem(value, "resamples lie between 2 and \(ReceiptMethod.largestResamples)")
        }
        resamples = number
      case "looks": try readLooks(value)
      case "rules": try readRules(value)
      case let other:
        throw PolicyReader.problem(
          key,
          "“\(other)” is no key of a policy; there are version, simulator, instrument, where, level, seed, "
            + "resamples, looks and rules")
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
        for field in requiredFields where !ReceiptCompleteness.fields.contains(field) {
          throw PolicyReader.problem(
            value, "“\(field)” is no fact of a receipt; there are \(ReceiptCompleteness.fields.joined(separator: ", "))"
          )
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
      case "reference" where quantity == .excessContrast:
        rule.reference = FloorReport.Reference(rawValue: try PolicyReader.text(value))
        if rule.reference == nil {
          let known = FloorReport.Reference.allCases.map(\.rawValue).joined(separator: ", ")
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
    case .excessContrast, .falseLeaving, .falseLeavingExcess, .invalidRate: "at_most"
    case .exitProbeRecall, .exitProbeRecallExcess, .conversations, .completeness: "at_least"
    case .depthBias, .depthBiasExcess: "margin"
    }
  }

  var range: ClosedRange<Double> {
    switch self {
    case .exitProbeRecall, .falseLeaving, .invalidRate: 0...1
    case .exitProbeRecallExcess, .falseLeavingExcess: -1...1
    case .depthBias, .depthBiasExcess: 1e-6...1e6
    case .excessContrast: -1e6...1e6
    case .conversations, .completeness: 0...1e9
    }
  }

  var isPerStratum: Bool {
    switch self {
    case .exitProbeRecall, .falseLeaving, .depthBias, .conversations, .exitProbeRecallExcess, .falseLeavingExcess,
      .depthBiasExcess:
      true
    case .excessContrast, .invalidRate, .completeness: false
    }
  }
}

/// Values of YAML nodes, or what is wrong with them.
private enum PolicyReader {
  static func problem(_ node: Node, _ explanation: String) -> PolicyProblem {
    PolicyProblem(line: node.mark?.line, explanation)
  }

  static func members(of node: Node) throws(PolicyProblem) -> [(key: Node, value: Node)] {
    guard let mapping = node.mapping else { throw problem(node, "keys and values should stand here") }
    return mapping.map { ($0.key, $0.value) }
  }

  static func text(_ node: Node) throws(PolicyProblem) -> String {
    guard let text = node.scalar?.string else { throw problem(node, "a word should stand here") }
    return text
  }

  static func texts(_ node: Node) throws(PolicyProblem) -> [String] {
    guard let sequence = node.sequence else { throw problem(node, "a list should stand here") }
    var texts: [String] = []
    for element in sequence { texts.append(try text(element)) }
    return texts
  }

  static func integer(_ node: Node) throws(PolicyProblem) -> Int {
    guard let text = node.scalar?.string, let number = Int(text), number >= 0 else {
      throw problem(node, "a whole number should stand here")
    }
    return number
  }

  static func number(_ node: Node, in range: ClosedRange<Double>) throws(PolicyProblem) -> Double {
    guard let text = node.scalar?.string, let number = Double(text), range.contains(number) else {
      let (low, high) = (NumberText.brief(range.lowerBound), NumberText.brief(range.upperBound))
      throw problem(node, "a number from \(low) to \(high) should stand here")
    }
    return number
  }
}
