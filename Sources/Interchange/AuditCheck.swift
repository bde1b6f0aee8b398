internal import Cases
internal import JSON

/// Looks over a whole `audit.json`: every problem at once, and a text in which what is wrong is replaced by an example,
/// so that the rest can be read.
struct AuditCheck {
  private(set) var problems: [DescriptionProblem] = []

  /// The value with examples in the place of what is wrong.
  mutating func repaired(_ value: JSONValue) -> JSONValue {
    object(value, AuditShape.audit, path: "")
  }

  private mutating func object(_ value: JSONValue, _ shape: [AuditShape], path: String) -> JSONValue {
    guard let members = value.members else { return value }
    var result = value
    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    var seen: Set<String> = []
    for member in members where !seen.insert(member.key).inserted {
      problems.append(DescriptionProblem(path: place(member.key), explanation: "is there twice; keep one of them"))
    }
    let absent = shape.filter { !seen.contains($0.name) }
    var meant: Set<String> = []
    for key in members.map(\.key) where !shape.contains(where: { $0.name == key }) {
      guard let name = key.misspelt(absent.map(\.name)), let known = absent.first(where: { $0.name == name }) else {
        continue
      }
      meant.insert(name)
      problems.append(
        DescriptionProblem(
          path: place(key), explanation: "did you mean “\(name)”? Rename it, or add “\(name)” beside it",
          example: known.line))
    }
    for key in shape {
      guard let held = value[key.name], held != .null || key.isNeeded else {
        // Names must differ from one another, so that no second problem follows from the first.
        if key.isNeeded { result[key.name] = key.name == "id" ? .string(place("id")) : stand(in: key) }
        if key.isNeeded, !meant.contains(key.name) {
          let hint = key.isList ? "is missing; add it, or say [] where nothing is meant" : "is missing; add it"
          problems.append(DescriptionProblem(path: place(key.name), explanation: hint, example: key.line))
        }
        continue
      }
      result[key.name] = checked(held, key, path: place(key.name))
    }
    return result
  }

  private mutating func checked(_ value: JSONValue, _ key: AuditShape, path: String) -> JSONValue {
    switch key.kind {
    case .object(let shape) where value.members != nil: return object(value, shape, path: path)
    case .silence where value.members != nil: return object(value, AuditShape.depth, path: path)
    case .objects(let shape):
      guard let elements = value.elements else { break }
      return .array(
        elements.enumerated().map { index, element in
          guard element.members == nil else { return object(element, shape, path: "\(path)[\(index)]") }
          return wrong("\(path)[\(index)]", element, "an object", nil, stand(in: key)[0] ?? [:])
        })
    case .texts, .numbers:
      guard let elements = value.elements else { break }
      for (index, element) in elements.enumerated() where !element.fits(key.kind) {
        return wrong(
          "\(path)[\(index)]", element, key.kind.isOfTexts ? "a string" : "a number", key.line, stand(in: key))
      }
      return value
    default:
      if value.fits(key.kind) { return value }
    }
    return wrong(path, value, key.kind.words, key.line, stand(in: key))
  }

  private mutating func wrong(
    _ path: String, _ value: JSONValue, _ wanted: String, _ example: String?, _ stand: JSONValue
  ) -> JSONValue {
    problems.append(
      DescriptionProblem(path: path, explanation: "is \(value.kindName); it must be \(wanted)", example: example))
    return stand
  }

  private func stand(in key: AuditShape) -> JSONValue { (try? JSONValue(parsing: key.example)) ?? .null }

  /// The problems of the shape, and those of `others` that are not of what was replaced.
  func all(with others: [DescriptionProblem]) -> [DescriptionProblem] {
    let broken = problems.map(\.path)
    let stages = broken.contains { $0.hasPrefix("schema.stages") || $0 == "schema" }
    return problems
      + others.filter { other in
        !(stages && other.path.hasPrefix("schema."))
          && !broken.contains { other.path.hasPrefix($0) || $0.hasPrefix(other.path) }
      }
  }
}

extension AuditShape {
  /// `"key": example`
  fileprivate var line: String { "\"\(name)\": \(example)" }

  fileprivate var isList: Bool { kind.isOfTexts }
}

extension AuditShape.Kind {
  fileprivate var isOfTexts: Bool {
    if case .texts = self { true } else { false }
  }
}

extension JSONValue {
  /// Whether a value, or an element of a list, is what `kind` says.
  fileprivate func fits(_ kind: AuditShape.Kind) -> Bool {
    switch kind {
    case .text, .texts, .silence: string != nil
    case .number, .numbers: double != nil
    case .wholeNumber: integer != nil
    case .flag: bool != nil
    case .object: members != nil
    case .objects: elements != nil
    case .anything: true
    }
  }

  fileprivate var kindName: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
