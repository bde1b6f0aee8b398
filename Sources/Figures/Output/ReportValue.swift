/// A report as a tree of plain values with keys in a fixed order: what JSON is written from.
public enum ReportValue: Sendable, Hashable {
  /// One key of an object and what it holds.
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: ReportValue

    public init(_ key: String, _ value: ReportValue) {
      self.key = key
      self.value = value
    }
  }

  case object([Member])
  case array([ReportValue])
  case text(String)
  /// Finite.
  case number(Double)
  case integer(Int)
  case flag(Bool)
  case null

  /// The value of a key of an object.
  public subscript(key: String) -> ReportValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// An element of an array.
  public subscript(index: Int) -> ReportValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// `{"reason": …}`, which stands where a number would.
  public static func reason(_ text: String) -> ReportValue { .object([Member("reason", .text(text))]) }

  public static let notComputed = reason("not computed")
}

extension ReportValue: ExpressibleByDictionaryLiteral {
  /// The keys keep their order.
  public init(dictionaryLiteral elements: (String, ReportValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension ReportValue: Encodable {
  private struct ValueKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: ValueKey.self)
      for member in members { try container.encode(member.value, forKey: ValueKey(member.key)) }
    case .array(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(element) }
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .number(let number):
      var container = encoder.singleValueContainer()
      if number.isFinite { try container.encode(number) } else { try container.encodeNil() }
    case .integer(let integer):
      var container = encoder.singleValueContainer()
      try container.encode(integer)
    case .flag(let flag):
      var container = encoder.singleValueContainer()
      try container.encode(flag)
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    }
  }
}
