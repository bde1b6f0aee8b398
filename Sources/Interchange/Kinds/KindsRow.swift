internal import Cases
internal import JSON

/// What is wrong with a row, wherever it stands.
struct KindsFault: Error {
  let explanation: String

  init(_ explanation: String) { self.explanation = explanation }
}

/// The members of one line, which live as long as its text.
struct KindsRow {
  private var members: [String: JSONView] = [:]

  init(_ value: JSONView) throws(KindsFault) {
    guard value.kind == .object else { throw KindsFault("is no object") }
    var children = value.firstChild
    while let key = children.next(), let member = children.next() {
      guard let name = key.string, members.updateValue(member, forKey: name) == nil else {
        throw KindsFault("has a key twice")
      }
    }
  }

  subscript(_ key: String) -> JSONView? { members[key] }

  func string(_ key: String) throws(KindsFault) -> String {
    guard let text = members[key]?.string else { throw KindsFault("“\(key)” is no text") }
    return text
  }

  func integer(_ key: String) throws(KindsFault) -> Int {
    guard let number = members[key]?.integer else { throw KindsFault("“\(key)” is no whole number") }
    return number
  }

  func number<Value: FixedWidthInteger>(_ key: String, as type: Value.Type) throws(KindsFault) -> Value {
    guard let value = Value(exactly: try integer(key)) else { throw KindsFault("“\(key)” is out of range") }
    return value
  }

  func code(_ key: String) throws(KindsFault) -> UInt8 { try number(key, as: UInt8.self) }

  func digest(_ key: String) throws(KindsFault) -> KindsDigest {
    guard let digest = KindsDigest(try string(key)) else { throw KindsFault("“\(key)” is no digest") }
    return digest
  }

  func optionalDigest(_ key: String) throws(KindsFault) -> KindsDigest? {
    members[key] == nil ? nil : try digest(key)
  }

  func object(_ key: String) throws(KindsFault) -> KindsRow {
    guard let value = members[key] else { throw KindsFault("“\(key)” is missing") }
    return try KindsRow(value)
  }

  /// The elements of an array; none where the key is not there.
  func elements(_ key: String) throws(KindsFault) -> [JSONView] {
    guard let value = members[key] else { return [] }
    guard value.kind == .array else { throw KindsFault("“\(key)” is no list") }
    var elements: [JSONView] = []
    var children = value.firstChild
    while let element = children.next() { elements.append(element) }
    return elements
  }

  func strings(_ key: String) throws(KindsFault) -> [String] {
    var texts: [String] = []
    for element in try elements(key) {
      guard let text = element.string else { throw KindsFault("“\(key)” holds what is no text") }
      texts.append(text)
    }
    return texts
  }

  func list<Value>(
    _ key: String, _ body: (KindsRow) throws(KindsFault) -> Value
  ) throws(KindsFault) -> [Value] {
    var values: [Value] = []
    for element in try elements(key) { values.append(try body(try KindsRow(element))) }
    return values
  }

  /// Whole numbers; `nil` where the key is not there.
  func numbers(_ key: String, count: Int) throws(KindsFault) -> KindsNumbers? {
    guard let value = members[key] else { return nil }
    return try KindsNumbers(value, key, count: count)
  }

  /// Calls `body` with every row of whole numbers.
  func rows(
    _ key: String, width: Int, _ body: (KindsNumbers) throws(KindsFault) -> Void
  ) throws(KindsFault) {
    for element in try elements(key) { try body(try KindsNumbers(element, key, count: width)) }
  }
}

/// A row of whole numbers.
struct KindsNumbers {
  private var values: [Int] = []

  init(_ list: JSONView, _ key: String, count: Int) throws(KindsFault) {
    values.reserveCapacity(count)
    var children = list.firstChild
    while list.kind == .array, let child = children.next() {
      guard let value = child.integer else { throw KindsFault("“\(key)” holds what is no whole number") }
      values.append(value)
    }
    guard values.count == count else { throw KindsFault("“\(key)” has \(values.count) numbers, not \(count)") }
  }

  func number<Value: FixedWidthInteger>(
    _ place: Int, as type: Value.Type, _ name: String
  ) throws(KindsFault) -> Value {
    guard let value = Value(exactly: values[place]) else { throw KindsFault("“\(name)” is out of range") }
    return value
  }
}

extension ConductColumns {
  mutating func append(_ row: KindsNumbers) throws(KindsFault) {
    lastAct.append(try row.number(0, as: UInt8.self, "last.act"))
    characters.append(try row.number(1, as: UInt32.self, "characters"))
    shortTurns.append(try row.number(2, as: UInt16.self, "short.turns"))
    questions.append(try row.number(3, as: UInt16.self, "questions"))
    repeats.append(try row.number(4, as: UInt16.self, "repeats"))
    words.append(try row.number(5, as: UInt32.self, "words"))
    distinctWords.append(try row.number(6, as: UInt32.self, "distinct.words"))
    faultyTurns.append(try row.number(7, as: UInt16.self, "faulty.turns"))
    faults.append(FaultSet(rawValue: try row.number(8, as: UInt16.self, "faults")))
  }
}
