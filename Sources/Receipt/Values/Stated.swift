/// A fact of a receipt that the audit may not know. What is not known is written as the text "not stated", never left
/// out, and is counted in ``ReceiptCompleteness``.
public enum Stated<Value: Codable & Sendable & Hashable>: Sendable, Hashable {
  case stated(Value)
  case notStated

  /// The value where there is one.
  public init(_ value: Value?) { self = value.map(Self.stated) ?? .notStated }

  public var value: Value? {
    if case .stated(let value) = self { value } else { nil }
  }

  public var isStated: Bool { value != nil }
}

extension Stated where Value == String {
  /// A text; one that is empty says nothing.
  public init(text: String?) {
    self.init(text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil })
  }
}

/// The text that stands where a receipt knows nothing.
public let notStatedText = "not stated"

extension Stated: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self), text == notStatedText {
      self = .notStated
    } else {
      self = .stated(try container.decode(Value.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .stated(let value): try container.encode(value)
    case .notStated: try container.encode(notStatedText)
    }
  }
}
