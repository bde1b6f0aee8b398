internal import JSON

/// Where a value stands beside the turns: `metadata.outcome`, `tags[0]`, and perhaps a question that makes it yes or no:
/// `reward_info.reward>=1`.
public struct FieldPath: Sendable, Hashable {
  enum Test: String, Sendable, CaseIterable {
    case atLeast = ">=", atMost = "<=", unequal = "!=", equal = "==", above = ">", below = "<"

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .atLeast: left >= right
      case .atMost: left <= right
      case .unequal: left != right
      case .equal: left == right
      case .above: left > right
      case .below: left < right
      }
    }
  }

  /// As it was written.
  public let text: String
  let path: String
  let test: Test?
  let limit: Double?

  /// - Throws: ``MappingProblem`` where what is compared with is no number.
  public init(_ text: String) throws(MappingProblem) {
    self.text = text
    for test in Test.allCases {
      guard let range = text.firstRange(of: test.rawValue) else { continue }
      let (left, right) = (text[..<range.lowerBound], text[range.upperBound...])
      guard let limit = Double(right.trimmed) else {
        throw MappingProblem("“\(text)”: “\(right.trimmed)” is no number; compare with one, or name the field alone")
      }
      (path, self.test, self.limit) = (left.trimmed, test, limit)
      return
    }
    (path, test, limit) = (text.trimmed, nil, nil)
  }

  /// Of a format's own defaults.
  init(known path: String, _ test: Test? = nil, _ limit: Double? = nil) {
    self.path = path
    self.test = test
    self.limit = limit
    text = path + (test?.rawValue ?? "") + (limit.map { JSONValue.number($0).json(indented: false) } ?? "")
  }

  /// Its answers, where it asks a question.
  static let answers = (yes: "yes", no: "no")

  /// What the field is called in a profile: the last part of its path.
  var profileName: String { path.split(separator: ".").last.map(String.init) ?? path }

  /// The value as a text; `nil` where there is none, or it is a list or an object.
  func text(in conversation: borrowing LogConversation) -> String? {
    guard let value = value(in: conversation) else { return nil }
    guard let test, let limit else { return value.scalar?.trimmed }
    // What is no number has no answer: neither yes nor no.
    let number = value.double ?? value.string.flatMap { Double($0.trimmed) }
    return number.flatMap { $0.isFinite ? $0 : nil }.map {
      test.holds($0, limit) ? FieldPath.answers.yes : FieldPath.answers.no
    }
  }

  /// The value as it stands there.
  func json(in conversation: borrowing LogConversation) -> JSONValue? { value(in: conversation) }

  private func value(in conversation: borrowing LogConversation) -> JSONValue? {
    for side in conversation.sides {
      if side.name == path { return side.json }
      guard path.hasPrefix(side.name) else { continue }
      let rest = path.dropFirst(side.name.count)
      guard rest.first == "." || rest.first == "[" else { continue }
      if let found = side.json.value(at: rest.first == "." ? rest.dropFirst() : rest) { return found }
    }
    // A name alone may stand one level further in, where profiles show it.
    for side in conversation.sides where FieldPath.openObjects.contains(side.name.lowercased()) {
      if let found = side.json.value(at: path[...]) { return found }
    }
    return nil
  }

  /// Objects whose members count as if they stood beside the turns.
  static let openObjects: Set<String> = ["metadata", "meta", "profile", "extra", "attributes", "info"]
}

extension FieldPath {
  /// The paths at which a value stands whose name is this path's last one, however it is written.
  func near(in conversation: borrowing LogConversation) -> [String] {
    let wanted = FieldPath.plain(path.split(separator: ".").last.map(String.init) ?? path)
    var found: [String] = []
    func look(_ path: String, _ name: String, _ value: JSONValue, depth: Int) {
      if FieldPath.plain(name) == wanted, value.scalar != nil, path != self.path { found.append(path) }
      guard depth < 5, found.count < 5 else { return }
      for member in value.members ?? [] { look("\(path).\(member.key)", member.key, member.value, depth: depth + 1) }
    }
    for side in conversation.sides { look(side.name, side.name, side.json, depth: 0) }
    return found
  }

  private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

/// What is wrong with how fields are to be read.
public struct MappingProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

extension JSONValue {
  /// The value at a path of keys and places; keys may hold dots themselves.
  func value(at path: Substring) -> JSONValue? {
    if path.isEmpty { return self }
    if path.first == "[" {
      guard let end = path.firstIndex(of: "]"), let place = Int(path[path.index(after: path.startIndex)..<end]) else {
        return nil
      }
      return self[place]?.value(at: path[path.index(after: end)...].dropDot)
    }
    for member in members ?? [] where path.hasPrefix(member.key) && !member.key.isEmpty {
      let rest = path.dropFirst(member.key.count)
      if rest.isEmpty { return member.value }
      guard rest.first == "." || rest.first == "[" else { continue }
      if let found = member.value.value(at: rest.dropDot) { return found }
    }
    return nil
  }

  var scalar: String? {
    switch self {
    case .string(let text): text
    case .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .array, .object, .null: nil
    }
  }
}

extension Substring {
  fileprivate var dropDot: Substring { first == "." ? dropFirst() : self }
}
