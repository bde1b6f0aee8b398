internal import Cases
internal import JSON

extension JSONOutput {
  mutating func string(_ key: StaticString, _ text: UnsafeRawBufferPointer?) {
    guard let text else { return }
    self.key(key)
    string(text)
  }

  mutating func string(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    self.key(key)
    string(text)
  }

  mutating func integer(_ key: StaticString, _ number: Int) {
    self.key(key)
    integer(number)
  }

  mutating func number(_ key: StaticString, _ number: Double?) {
    guard let number else { return }
    self.key(key)
    self.number(number)
  }

  mutating func array(_ texts: [String]) {
    open("[")
    for text in texts {
      next()
      string(text)
    }
    close("]")
  }

  /// A packed profile as an object.
  mutating func appendProfile(_ packed: UnsafeRawBufferPointer, fields: [String]) {
    open("{")
    PackedProfile.forEach(in: packed) { field, kind, value in
      guard field < fields.count else { return }
      key(fields[field])
      switch kind {
      case .string: string(value)
      case .json: raw(value)
      case .null: null()
      }
    }
    close("}")
  }

  /// A turn as an object, with the keys that the program does not know.
  mutating func appendTurn(
    _ item: PackedTurns.Item, packed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer, parser: borrowing JSONParser
  ) {
    open("{")
    key("role")
    switch item.role {
    case .agent: raw("\"agent\"")
    case .user: raw("\"user\"")
    case .system: raw("\"system\"")
    case .tool: raw("\"tool\"")
    }
    key("text")
    string(text.clamped(item.text))
    switch item.time {
    case .absent: break
    case .null:
      key("at")
      null()
    case .at(let range):
      key("at")
      string(packed.clamped(range))
    }
    if let extra = item.extra { unknownMembers(of: packed.clamped(extra), parser: parser) }
    close("}")
  }

  /// The members of an object that the program does not know, without credentials.
  mutating func unknownMembers(of object: UnsafeRawBufferPointer, parser: borrowing JSONParser) {
    if let cleaned = parser.withoutCredentials(object) {
      cleaned.text.withUnsafeBytes { members(of: $0) }
    } else {
      members(of: object)
    }
  }
}
