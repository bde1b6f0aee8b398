internal import Text
internal import Yams

/// Values of YAML nodes, or what is wrong with them.
enum PolicyReader {
  /// The largest file that is read, in bytes.
  private static let largestSize = 1 << 20

  /// - Parameter kind: "policy" or "plan".
  static func root(_ text: String, of kind: String) throws(PolicyProblem) -> Node {
    guard text.utf8.count <= largestSize else { throw PolicyProblem(line: nil, "larger than any \(kind)") }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw PolicyProblem(line: line(of: error), "no YAML, or one key twice")
    } catch {
      throw PolicyProblem(line: nil, "no YAML")
    }
    guard let root else { throw PolicyProblem(line: nil, "the file is empty; --example-\(kind) prints a whole one") }
    return root
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

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
      let high = NumberText.brief(range.upperBound)
      let isAlmostZero = range.lowerBound > 0 && range.lowerBound < 0.001
      let words = isAlmostZero ? "above 0, at most \(high)," : "from \(NumberText.brief(range.lowerBound)) to \(high)"
      throw problem(node, "a number \(words) should stand here")
    }
    return number
  }

  /// A word that is not empty.
  static func name(_ node: Node) throws(PolicyProblem) -> String {
    let text = try text(node)
    guard text.contains(where: { !$0.isWhitespace }) else { throw problem(node, "a name should stand here") }
    return text
  }

  static func choice(_ node: Node, _ known: [String]) throws(PolicyProblem) -> String {
    let text = try text(node)
    guard known.contains(text) else { throw problem(node, "one of \(known.joined(separator: ", ")) should stand here") }
    return text
  }

  static func resamples(_ node: Node) throws(PolicyProblem) -> Int {
    let number = try integer(node)
    guard (2...ReceiptMethod.largestResamples).contains(number) else {
      throw problem(node, "resamples lie between 2 and \(ReceiptMethod.largestResamples)")
    }
    return number
  }
}
