import Foundation
internal import JSON

/// Which batch engine's files are written.
public enum BatchFormat: String, Sendable, CaseIterable {
  /// OpenAI Batch, which vLLM's `run-batch` reads too.
  case openAI = "openai"
  /// Anthropic Message Batches.
  case anthropic
}

/// One request of a batch file.
public struct BatchRequest: Sendable, Hashable {
  /// What the result is matched by.
  public var customID: String
  public var request: ChatRequest

  public init(customID: String, request: ChatRequest) {
    self.customID = customID
    self.request = request
  }

  /// The request as one line of a batch file, newline included.
  public func line(_ format: BatchFormat) -> [UInt8] {
    var object: JSONValue = ["custom_id": .string(customID)]
    switch format {
    case .openAI:
      object["method"] = .string("POST")
      object["url"] = .string("/v1/chat/completions")
      object["body"] = request.body(in: format)
    case .anthropic: object["params"] = request.body(in: format)
    }
    return object.canonicalBytes(keepingOrderUnder: ChatRequest.schemaKey) + [UInt8(ascii: "\n")]
  }
}

extension ChatRequest {
  /// The bytes of the request as an engine gets it: what the digest of a request is of.
  public func bytes(in format: BatchFormat) -> [UInt8] {
    body(in: format).canonicalBytes(keepingOrderUnder: ChatRequest.schemaKey)
  }

  fileprivate func body(in format: BatchFormat) -> JSONValue {
    switch format {
    case .openAI: body
    case .anthropic: anthropicParameters
    }
  }

  /// Anthropic's Messages API: the system prompt stands apart, `max_tokens` is required, a schema is told in the prompt.
  private var anthropicParameters: JSONValue {
    var parameters: JSONValue = [
      "model": .string(model),
      "max_tokens": .integer(sampling.maxTokens ?? sampling.maxCompletionTokens ?? 1024),
      "messages": .array(
        messages.filter { $0.role != .system }
          .map { ["role": .string($0.role.rawValue), "content": .string($0.content)] }),
    ]
    let system = messages.filter { $0.role == .system }.map(\.content).joined(separator: "\n\n")
    if !system.isEmpty { parameters["system"] = .string(system) }
    parameters["temperature"] = sampling.temperature.map(JSONValue.number)
    parameters["top_p"] = sampling.topP.map(JSONValue.number)
    parameters["stop_sequences"] = sampling.stop.map { .array($0.map(JSONValue.string)) }
    for member in extra { parameters[member.key] = member.value }
    return parameters
  }
}

/// Cuts a stream of request lines into files that an engine accepts.
public struct BatchSplitter: Sendable {
  public var largestCount: Int
  public var largestSize: Int
  private var count = 0
  private var size = 0
  /// The number of the current file, from 0.
  public private(set) var file = 0

  public init(largestCount: Int = 50_000, largestSize: Int = 200_000_000) {
    self.largestCount = largestCount
    self.largestSize = largestSize
  }

  /// The number of the file that a line of `bytes` bytes belongs to.
  public mutating func place(bytes: Int) -> Int {
    if count > 0, count == largestCount || size + bytes > largestSize {
      file += 1
      count = 0
      size = 0
    }
    count += 1
    size += bytes
    return file
  }
}
