import Foundation

/// `Tests/Oracles/instant_server.c` as a process of its own: it answers every request alike, at once or after a delay.
struct InstantServer {
  /// What it saw of one client.
  struct Served: Decodable {
    var requests: Int
    /// From the first request to the last answer.
    var seconds: Double
    /// Of all requests' bodies.
    var bytes: Int
    /// The server's own time of the processor.
    var cpu: Double
    /// While at least nine tenths of the connections waited for their answers.
    var fullRequests: Int
    var fullSeconds: Double
    /// How long it took until they did.
    var fullAfter: Double
  }

  let url: String
  private let process: Process
  private let input: FileHandle
  private let output: FileHandle

  /// - Parameters:
  ///   - program: The compiled server.
  ///   - content: The message of every answer.
  init(_ program: String, load: EndpointLoad, content: String) throws {
    let (input, output) = (Pipe(), Pipe())
    process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["\(load.delay)", "\(load.connections)"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    (self.input, self.output) = (input.fileHandleForWriting, output.fileHandleForReading)
    let answer: [String: Any] = [
      "id": "chatcmpl-1", "object": "chat.completion", "created": 1_760_000_000, "model": "instant",
      "choices": [
        ["index": 0, "message": ["role": "assistant", "content": content], "finish_reason": "stop"] as [String: Any]
      ],
      "usage": ["prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940],
    ]
    let body = try JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys])
    try self.input.write(contentsOf: body + Data("\n".utf8))
    var line = ""
    while !line.hasSuffix("\n") {
      let more = self.output.availableData
      if more.isEmpty { throw Tool.Failure(command: "instant_server") }
      line += String(decoding: more, as: UTF8.self)
    }
    url = "http://127.0.0.1:\(line.dropLast())/v1"
  }

  /// Ends it.
  func stop() throws -> Served {
    try input.close()
    let text = try output.readToEnd() ?? Data()
    process.waitUntilExit()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Served.self, from: text)
  }
}

/// How an endpoint is asked: by how many at once, and how long it takes.
struct EndpointLoad: Hashable {
  var connections: Int
  /// Milliseconds.
  var delay: Int

  /// Requests a second that the delay leaves; `nil` without one.
  var possible: Double? { delay > 0 ? Double(connections) * 1000 / Double(delay) : nil }
}
