import JSON
import Yams

/// Nodes of YAML as JSON, up to a depth and a number: aliases could make more of a file than there is memory.
struct YAMLValues {
  let place: String
  private static let deepest = 32
  private var left = 20_000

  init(place: String) { self.place = place }

  mutating func json(_ node: Node, depth: Int = 0) throws(DefinitionError) -> JSONValue {
    left -= 1
    guard left > 0, depth < YAMLValues.deepest else {
      throw DefinitionError(
        place: spot(node), problem: "is deeper or larger than a definition may be",
        remedy: "write less, without aliases")
    }
    switch node {
    case .scalar(let scalar):
      let value = YAMLValues.value(of: scalar, node)
      // JSON has no such numbers: they would be sent as if nothing had been said.
      if value == .null, node.null == nil {
        throw DefinitionError(
          place: spot(node), problem: "holds “\(scalar.string)”, which is no finite number",
          remedy: "write a number, or put it into quotes")
      }
      return value
    case .sequence(let items):
      var elements: [JSONValue] = []
      for item in items { elements.append(try json(item, depth: depth + 1)) }
      return .array(elements)
    case .mapping(let mapping):
      var members: [JSONValue.Member] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string, !members.contains(where: { $0.key == name }) else {
          throw DefinitionError(
            place: spot(key), problem: "has a key that is no text or is there twice",
            remedy: "correct it; what stands in {{ }} needs quotes around it")
        }
        members.append(.init(name, try json(value, depth: depth + 1)))
      }
      return .object(members)
    default: return .null
    }
  }

  private static func value(of scalar: Node.Scalar, _ node: Node) -> JSONValue {
    // Quoted scalars and blocks are texts, whatever they look like.
    if scalar.style != .plain, scalar.style != .any { return .string(scalar.string) }
    if node.null != nil { return .null }
    if let value = node.int { return .integer(value) }
    if let value = node.bool { return .bool(value) }
    if let value = node.float { return .number(value) }
    return .string(scalar.string)
  }

  private func spot(_ node: Node) -> String { place + (node.mark.map { ":\($0.line)" } ?? "") }
}
