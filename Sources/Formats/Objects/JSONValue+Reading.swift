internal import JSON

extension JSONValue {
  /// The member of a key; `nil` where it is null or there is none.
  func filled(_ key: String) -> JSONValue? {
    guard let value = self[key], value != .null else { return nil }
    return value
  }

  /// The first of these members that is there.
  func first(of keys: String...) -> JSONValue? { keys.lazy.compactMap { self.filled($0) }.first }

  /// The value at nested keys.
  func at(_ keys: String...) -> JSONValue? {
    var value: JSONValue? = self
    for key in keys { value = value?.filled(key) }
    return value
  }

  /// Its text, where it is a string, a number or a truth value that says something.
  var words: String? { scalar.flatMap { $0.isEmpty ? nil : $0 } }

  /// What a string of JSON says; every other value itself.
  var opened: JSONValue {
    guard case .string(let text) = self, let first = text.utf8.first(where: { $0 > 32 }), first == 123 || first == 91
    else { return self }
    return (try? JSONValue(parsing: text)) ?? self
  }

  /// Whether it is a text that begins as JSON and is none: tools cut long values off.
  var isCutOff: Bool {
    guard case .string(let text) = self, ["[{\"", "{\"", "[[{\""].contains(where: text.hasPrefix) else { return false }
    if case .string = opened { return true }
    return false
  }

  /// Whether it is true, in whichever way it is written.
  var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .string(let text): ["true", "t", "1", "yes"].contains(text.lowercased())
    case .number(let text): text == "1"
    case .object, .array, .null: false
    }
  }

  var isEmptyList: Bool { elements?.isEmpty == true || members?.isEmpty == true }
}

extension LogConversation {
  /// Adds the members of an object that are there, by their names.
  mutating func sides(_ names: [String], of object: JSONValue) {
    for name in names {
      if let value = object.filled(name) { side(name, value) }
    }
  }
}
