import Foundation

/// One call of a reference implementation: what it was given, what it gave.
struct ReferenceCase: Decodable, Sendable {
  let function: String
  let call: String
  let given: Given
  let expected: [String: Double]
}

/// The reference values that `Tests/Oracles/statistics/make_references.py` wrote.
struct ReferenceTopic: Decodable, Sendable {
  let cases: [ReferenceCase]

  static let names = [
    "agreement", "clusters", "distributions", "draws", "groups", "intervals", "power", "prediction", "regression",
    "samples", "survival", "tables", "whole",
  ]

  static func load(_ name: String) throws -> ReferenceTopic {
    let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Oracles/statistics/references/\(name).json")
    return try JSONDecoder().decode(ReferenceTopic.self, from: try Data(contentsOf: file))
  }
}

/// A JSON value with the accessors that the checks need; a value that is not there or of another kind is an error.
enum Given: Decodable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([Given])
  case object([String: Given])

  struct Mismatch: Error {
    let expected: String
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([Given].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: Given].self))
    }
  }

  subscript(key: String) -> Given {
    get throws {
      guard case .object(let members) = self, let member = members[key] else { throw Mismatch(expected: key) }
      return member
    }
  }

  var double: Double {
    get throws {
      guard case .number(let value) = self else { throw Mismatch(expected: "a number") }
      return value
    }
  }

  var int: Int { get throws { Int(try double) } }

  var bool: Bool {
    get throws {
      guard case .flag(let value) = self else { throw Mismatch(expected: "true or false") }
      return value
    }
  }

  var string: String {
    get throws {
      guard case .text(let value) = self else { throw Mismatch(expected: "a text") }
      return value
    }
  }

  var items: [Given] {
    get throws {
      guard case .list(let values) = self else { throw Mismatch(expected: "a list") }
      return values
    }
  }

  var doubles: [Double] { get throws { try items.map { try $0.double } } }
  var ints: [Int] { get throws { try items.map { try $0.int } } }

  /// The number, `nil` for null.
  var label: Double? {
    get throws {
      if case .null = self { return nil }
      return try double
    }
  }
}
