internal import CJSON

/// Checks and takes apart one JSON text after the other, keeping its buffers.
struct JSONParser: ~Copyable {
  /// Bytes that must be readable behind a text.
  static let padding = Int(CJSON_PADDING)
  /// How deep a text may nest.
  static let maximumDepth: UInt32 = 256

  private let parser: OpaquePointer

  init() throws(ImportError) {
    guard let parser = cjson_parser_create() else { throw .outOfMemory }
    self.parser = parser
  }

  deinit { cjson_parser_destroy(parser) }

  /// The value that `bytes` are, which lives until the next call.
  ///
  /// - Parameter bytes: Any bytes; ``padding`` more must be readable behind them.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) -> JSONValue {
    guard let start = bytes.baseAddress, bytes.count > 0 else {
      throw JSONSyntaxError(code: UInt32(CJSON_EMPTY), offset: 0)
    }
    let result = cjson_parse(parser, start, bytes.count, JSONParser.maximumDepth)
    guard result.error == CJSON_OK, let nodes = result.nodes, result.count > 0 else {
      throw JSONSyntaxError(code: result.error, offset: Int(result.offset))
    }
    return JSONValue(bytes: start, nodes: nodes, index: 0)
  }
}

/// Why a text is not JSON.
struct JSONSyntaxError: Error {
  let code: UInt32
  /// In bytes.
  let offset: Int

  var reason: Refusal.Reason {
    switch Int(code) {
    case Int(CJSON_BROKEN_UTF8), Int(CJSON_LONE_SURROGATE): .brokenText
    case Int(CJSON_NUL): .nul
    default: .brokenJSON
    }
  }

  /// What is wrong, without where.
  var explanation: String {
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
    case Int(CJSON_OUT_OF_MEMORY): "memory is short"
    default: "an unexpected character"
    }
  }
}
