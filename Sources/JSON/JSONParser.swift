internal import CJSON

/// Checks and takes apart one JSON text after the other, keeping its buffers.
public struct JSONParser: ~Copyable {
  /// Bytes that must be readable behind a text.
  public static let padding = Int(CJSON_PADDING)
  /// How deep a text may nest.
  public static let maximumDepth: UInt32 = 256
  /// How many values a text may hold, which bounds the memory that it takes.
  public static let maximumValues = Int(CJSON_MAXIMUM_VALUES)

  private let parser: OpaquePointer

  public init() {
    guard let parser = cjson_parser_create() else { fatalError("memory is short") }
    self.parser = parser
  }

  deinit { cjson_parser_destroy(parser) }

  /// The value that `bytes` are, which lives until the next call.
  ///
  /// - Parameters:
  ///   - bytes: Any bytes; ``padding`` more must be readable behind them.
  ///   - allowsNul: Whether strings may hold `\u0000`, which no column of a store can.
  public func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, allowsNul: Bool = false
  ) throws(JSONSyntaxError) -> JSONView {
    guard let start = bytes.baseAddress, bytes.count > 0 else {
      throw JSONSyntaxError(code: UInt32(CJSON_EMPTY), offset: 0)
    }
    let result = cjson_parse(parser, start, bytes.count, JSONParser.maximumDepth, allowsNul)
    guard result.error == CJSON_OK, let nodes = result.nodes, result.count > 0 else {
      throw JSONSyntaxError(code: result.error, offset: Int(result.offset))
    }
    return JSONView(bytes: start, nodes: nodes, index: 0)
  }

  /// A copy of the value that any bytes are.
  public func value(of text: UnsafeRawBufferPointer) throws(JSONProblem) -> JSONValue {
    let result = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count + JSONParser.padding) {
      padded -> Result<JSONValue, JSONProblem> in
      UnsafeMutableRawBufferPointer(padded).copyMemory(from: text)
      do throws(JSONSyntaxError) {
        return .success(JSONValue(try parse(UnsafeBufferPointer(rebasing: padded[..<text.count]), allowsNul: true)))
      } catch {
        return .failure(JSONProblem(error, in: text))
      }
    }
    return try result.get()
  }
}

/// Why a text is not JSON.
public struct JSONSyntaxError: Error {
  let code: UInt32
  /// In bytes.
  public let offset: Int

  /// Whether the text itself is broken: no UTF-8, or half of a surrogate pair.
  public var isBrokenText: Bool { code == CJSON_BROKEN_UTF8 || code == CJSON_LONE_SURROGATE }
  /// Whether the bytes are no UTF-8.
  public var isOtherEncoding: Bool { code == CJSON_BROKEN_UTF8 }
  public var isNul: Bool { code == CJSON_NUL }
  /// Whether it holds more values than are read at once.
  public var isTooLarge: Bool { code == CJSON_TOO_MANY }

  /// What is wrong, without where.
  public var explanation: String {
    switch Int(code) {
    case Int(CJSON_EMPTY): "nothing there"
    case Int(CJSON_BROKEN_UTF8): "a byte that is no UTF-8"
    case Int(CJSON_NUL): "the character U+0000"
    case Int(CJSON_CONTROL_CHARACTER): "a control character in a string"
    case Int(CJSON_UNCLOSED_STRING): "a string without an end"
    case Int(CJSON_INCOMPLETE): "the text ends too early"
    case Int(CJSON_TOO_DEEP): "nested deeper than \(JSONParser.maximumDepth) levels"
    case Int(CJSON_BAD_NUMBER): "a number that is none"
    case Int(CJSON_BAD_ESCAPE): "a backslash that escapes nothing"
    case Int(CJSON_LONE_SURROGATE): "half of a surrogate pair"
    case Int(CJSON_TOO_LARGE): "too long"
    case Int(CJSON_TOO_MANY): "more than \(JSONParser.maximumValues) values"
    case Int(CJSON_OUT_OF_MEMORY): "memory is short"
    default: "an unexpected character"
    }
  }
}
