/// A JSON value in memory, as it stands in a text: members keep their order, and those of one key are all kept; numbers
/// keep their digits, so that no integer and no digest changes by being read.
///
/// There are two forms of what was read. ``JSONView`` points into the text and lives as long as the parser's buffers:
/// bundles of a million lines are checked with it and nothing is copied. This one owns what it holds, and is also what
/// JSON is made of.
public enum JSONValue: Sendable, Hashable {
  /// One key of an object and what it holds.
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  case object([Member])
  case array([JSONValue])
  case string(String)
  /// A number's own text, such as "0.50": what JSON's grammar allows and nothing else.
  case number(String)
  case bool(Bool)
  case null

  /// The shortest text that reads back the same, whole numbers without a point, no negative zero; what is not finite is
  /// null.
  public static func number(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    return .number(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)")
  }

  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// The keys keep their order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension JSONValue {
  /// The value of a key of an object, as most readers have it: the last of several.
  ///
  /// A value that is set takes the place of the old ones or comes last; `nil` removes them. What is no object becomes
  /// one.
  public subscript(key: String) -> JSONValue? {
    get { members?.last { $0.key == key }?.value }
    set {
      var members = members ?? []
      let place = members.firstIndex { $0.key == key } ?? members.endIndex
      members.removeAll { $0.key == key }
      if let newValue { members.insert(Member(key, newValue), at: place) }
      self = .object(members)
    }
  }

  /// An element of an array.
  public subscript(index: Int) -> JSONValue? {
    guard let elements, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The nearest number; `nil` for one that is too large, such as 1e400.
  public var double: Double? {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// A whole number, however it is written: 12, 12.0, 1.2e1.
  public var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text) ?? double.flatMap { $0.magnitude < 1e15 ? Int(exactly: $0) : nil }
  }
}

extension JSONValue {
  /// Whether two values say the same: whatever the order of the keys and the spelling of the numbers, the last of several
  /// members of one key.
  public func means(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.object(let left), .object(let right)):
      let keys = Set(left.map(\.key))
      return keys == Set(right.map(\.key))
        && keys.allSatisfy { key in
          guard let left = self[key], let right = other[key] else { return false }
          return left.means(right)
        }
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.means($1) }
    case (.number(let left), .number(let right)):
      if let first = integer, let second = other.integer { return first == second }
      return left == right || (double != nil && double == other.double)
    default: return self == other
    }
  }
}

extension JSONValue {
  /// A key that an object in it holds more than once, so that nobody knows what it says; `nil` where there is none.
  public var repeatedKey: String? {
    switch self {
    case .object(let members):
      var keys: Set<String> = []
      for member in members {
        if !keys.insert(member.key).inserted { return member.key }
        if let key = member.value.repeatedKey { return key }
      }
      return nil
    case .array(let elements): return elements.lazy.compactMap(\.repeatedKey).first
    case .string, .number, .bool, .null: return nil
    }
  }
}
