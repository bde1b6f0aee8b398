import Foundation
import Testing

/// A tree of values that a script of Tests/Oracles wrote.
enum OracleValue: Decodable {
  case object([String: OracleValue])
  case array([OracleValue])
  case number(Double)
  case text(String)
  case flag(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let array = try? container.decode([OracleValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: OracleValue].self))
    }
  }

  static func read(_ name: String) throws -> OracleValue {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<2 { folder.deleteLastPathComponent() }
    return try JSONDecoder().decode(
      OracleValue.self, from: Data(contentsOf: folder.appending(path: "Oracles/\(name)")))
  }

  subscript(key: String) -> OracleValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  subscript(index: Int) -> OracleValue? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  var elements: [OracleValue] { if case .array(let elements) = self { elements } else { [] } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var numbers: [Double] { elements.compactMap(\.number) }
}

/// Expects a number that is computed exactly.
func expectNear(
  _ value: Double?, _ oracle: OracleValue?, tolerance: Double = 1e-10, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let value, let expected = oracle?.number else {
    Issue.record(
      "a number is missing: \(String(describing: value)), \(String(describing: oracle))", sourceLocation: sourceLocation
    )
    return
  }
  #expect(
    abs(value - expected) <= tolerance * max(1, abs(expected)), comment ?? "\(value) is not \(expected)",
    sourceLocation: sourceLocation)
}

/// Expects an interval that is computed exactly.
func expectNear(
  _ bounds: (lower: Double, upper: Double)?, _ oracle: OracleValue?, tolerance: Double = 1e-10,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectNear(bounds?.lower, oracle?[0], tolerance: tolerance, sourceLocation: sourceLocation)
  expectNear(bounds?.upper, oracle?[1], tolerance: tolerance, sourceLocation: sourceLocation)
}
