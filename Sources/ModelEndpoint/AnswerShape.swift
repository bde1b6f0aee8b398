public import JSON

/// How the body of an endpoint's answer is read.
public enum AnswerShape: Sendable, Hashable {
  /// A chat completion.
  case chat
  /// A text completion, of `/completions`.
  case text
  /// A service's own JSON.
  case service(ServiceShape)

  func read(_ body: [UInt8]) throws(ChatFailure) -> ChatAnswer {
    switch self {
    case .chat, .text: try ChatAnswer(completion: body)
    case .service(let shape): try shape.read(body)
    }
  }
}

/// A place in JSON: keys of objects and numbers of elements, such as `a.b.0.c`.
public struct ValuePath: Sendable, Hashable {
  public let text: String
  private let steps: [String]

  /// `nil` where a step is empty.
  public init?(_ text: String) {
    steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !steps.contains("") else { return nil }
    self.text = text
  }

  /// `nil` where there is no such place.
  func value(in json: JSONValue) -> JSONValue? {
    steps.reduce(json) { value, step in
      guard let value else { return nil }
      return value.elements == nil ? value[step] : Int(step).flatMap { value[$0] }
    }
  }
}

/// Where a service's JSON holds the words of its answer, and what means that there are none.
public struct ServiceShape: Sendable, Hashable {
  public struct Silence: Sendable, Hashable {
    public var path: ValuePath
    public var values: [JSONValue]

    public init(path: ValuePath, values: [JSONValue]) {
      self.path = path
      self.values = values
    }
  }

  public var answer: ValuePath
  public var silence: Silence?

  public init(answer: ValuePath, silence: Silence? = nil) {
    self.answer = answer
    self.silence = silence
  }

  func read(_ body: [UInt8]) throws(ChatFailure) -> ChatAnswer {
    guard let (json, replaced) = try? JSONValue.mending(body) else {
      throw .malformed("the answer is no JSON: \(ChatFailure.excerpt(body))")
    }
    if let key = json.repeatedKey {
      throw .malformed("the answer holds “\(key.prefix(40))” twice: \(ChatFailure.excerpt(body))")
    }
    if let silence, let value = silence.path.value(in: json), silence.values.contains(where: { $0.means(value) }) {
      var answer = ChatAnswer(text: nil)
      answer.isSilence = true
      return answer
    }
    switch answer.value(in: json) {
    case .string(let text):
      var answer = ChatAnswer(text: text)
      answer.replaced = replaced
      return answer
    case .null: return ChatAnswer(text: nil)
    case nil: throw .malformed("the answer has nothing at \(answer.text): \(ChatFailure.excerpt(body))")
    default: throw .malformed("the answer holds no text at \(answer.text): \(ChatFailure.excerpt(body))")
    }
  }
}
