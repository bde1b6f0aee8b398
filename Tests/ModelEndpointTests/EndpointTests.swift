import Foundation
import JSON
import ScriptedEndpoint
import Synchronization
import Testing

@testable import ModelEndpoint

/// What deployed endpoints want beside a key: headers, a query, certificates, a proxy.
@Suite struct EndpointTests {
  private func client(
    _ endpoint: Endpoint, environment: [String: String] = [:]
  ) throws -> ChatClient {
    try ChatClient(
      pool: HTTPPool(connections: 1), endpoint: endpoint, retries: RetryPolicy(tries: 1), environment: environment)
  }

  private let answer = Array(#"{"choices":[{"message":{"content":"hi"}}]}"#.utf8)
  private let request = ChatRequest(model: "m", messages: [])

  @Test func headersAndQueryAreSent() async throws {
    let seen = Mutex<ScriptedServer.Request?>(nil)
    let server = try ScriptedServer { [answer] request in
      seen.withLock { $0 = request }
      return .reply(status: 200, body: answer)
    }
    defer { server.stop() }
    var endpoint = Endpoint(baseURL: server.baseURL)
    endpoint.headers = [.init(name: "api-key", variable: "AZURE"), .init(name: "X-Team", variable: "TEAM")]
    endpoint.query = [.init(name: "api-version", value: "2024-10-21"), .init(name: "a b", value: "ü&=")]
    let client = try client(endpoint, environment: ["AZURE": "a-secret-value-long", "TEAM": "two words"])
    #expect(try await client.complete(request).text == "hi")
    let arrived = try #require(seen.withLock { $0 })
    #expect(arrived.path == "/v1/chat/completions?api-version=2024-10-21&a%20b=%C3%BC%26%3D")
    #expect(arrived.headers["api-key"] == "a-secret-value-long")
    #expect(arrived.headers["x-team"] == "two words")
  }

  @Test(arguments: ["", "line\nbreak: x", "bell\u{7}"]) func aHeaderWithoutAValueIsTold(_ value: String) {
    var endpoint = Endpoint(baseURL: "http://127.0.0.1:1/v1")
    endpoint.headers = [.init(name: "api-key", variable: "AZURE")]
    let failure = #expect(throws: ChatFailure.noHeader(name: "api-key", variable: "AZURE")) {
      try client(endpoint, environment: ["AZURE": value])
    }
    #expect(failure?.isFatal == true)
    #expect(failure?.description.contains("AZURE should hold the header api-key") == true)
  }

  @Test func theValueOfAHeaderIsNeverShown() async throws {
    let server = try ScriptedServer { request in
      .reply(status: 500, body: Array("you said \(request.headers["api-key"] ?? "")".utf8))
    }
    defer { server.stop() }
    var endpoint = Endpoint(baseURL: server.baseURL)
    endpoint.headers = [.init(name: "api-key", variable: "AZURE")]
    let client = try client(endpoint, environment: ["AZURE": "a-very-secret-value-long"])
    let failure = await #expect(throws: ChatFailure.self) { try await client.complete(request) }
    #expect(failure?.description.contains("very-secret") == false)
  }

  @Test func certificatesAreTakenFromTheDefinitionThenFromTheEnvironment() throws {
    let folder = NSTemporaryDirectory() + "walkaway-trust-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = "\(folder)/ca.pem"
    try Data().write(to: URL(fileURLWithPath: file))
    #expect(try Trust.of(file: nil, environment: [:]) == .system)
    #expect(try Trust.of(file: nil, environment: ["SSL_CERT_FILE": ""]) == .system)
    for variable in ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"] {
      #expect(try Trust.of(file: nil, environment: [variable: file]) == .file(file))
      #expect(try Trust.of(file: nil, environment: [variable: folder]) == .folder(folder))
      #expect(try Trust.of(file: file, environment: [variable: "/nowhere"]) == .file(file))
      let failure = #expect(throws: ChatFailure.self) { try Trust.of(file: nil, environment: [variable: "/nowhere"]) }
      #expect(failure?.description == "\(variable) names /nowhere, which cannot be read")
    }
    // Whoever any of them names is trusted, and a file that two of them name is one.
    let second = "\(folder)/second.pem"
    try Data("two".utf8).write(to: URL(fileURLWithPath: second))
    let both = ["SSL_CERT_FILE": file, "CURL_CA_BUNDLE": second, "REQUESTS_CA_BUNDLE": file]
    #expect(try Trust.of(file: nil, environment: both) == .certificates(Array("\ntwo\n".utf8)))
    #expect(try Trust.of(file: nil, environment: ["SSL_CERT_FILE": file, "CURL_CA_BUNDLE": file]) == .file(file))
    // An endpoint without TLS asks for no certificates.
    _ = try client(Endpoint(baseURL: "http://127.0.0.1:1/v1"), environment: ["SSL_CERT_FILE": "/nowhere"])
    #expect(throws: ChatFailure.self) {
      try client(Endpoint(baseURL: "https://127.0.0.1:1/v1"), environment: ["SSL_CERT_FILE": "/nowhere"])
    }
  }

  @Test func aProxyIsAskedInThePlaceOfTheEndpoint() async throws {
    let path = Mutex("")
    let proxy = try ScriptedServer { [answer] request in
      path.withLock { $0 = request.path }
      return .reply(status: 200, body: answer)
    }
    defer { proxy.stop() }
    var endpoint = Endpoint(baseURL: "http://model.invalid/v1")
    endpoint.proxy = "http://127.0.0.1:\(proxy.port)"
    #expect(try await client(endpoint).complete(request).text == "hi")
    #expect(path.withLock { $0 } == "http://model.invalid/v1/chat/completions")
  }

  @Test(arguments: [
    (#"{"a":[{"b":"words"}]}"#, "a.0.b", "words"), (#"{"0":"x"}"#, "0", "x"), (#"["x","y"]"#, "1", "y"),
  ])
  func aPathFindsTheWords(_ body: String, _ path: String, _ words: String) throws {
    let shape = ServiceShape(answer: try #require(ValuePath(path)))
    #expect(try shape.read(Array(body.utf8)).text == words)
  }

  @Test(arguments: ["{}", #"{"a":1}"#, #"{"a":{"text":"x"}}"#, "[]", "no JSON", ""])
  func anAnswerWithoutWordsIsNone(_ body: String) throws {
    let shape = ServiceShape(answer: try #require(ValuePath("a")))
    let failure = #expect(throws: ChatFailure.self) { try shape.read(Array(body.utf8)) }
    #expect(failure?.isTransient == true)
  }

  @Test func silenceIsAValueThatIsNamed() throws {
    let path = try #require(ValuePath("done"))
    let shape = ServiceShape(
      answer: try #require(ValuePath("a")), silence: .init(path: path, values: [.bool(true), .integer(1)]))
    for body in [#"{"done":true,"a":"x"}"#, #"{"done":1.0}"#] {
      let answer = try shape.read(Array(body.utf8))
      #expect(answer.isSilence && answer.text == nil)
    }
    #expect(try shape.read(Array(#"{"done":false,"a":null}"#.utf8)).isSilence == false)
    #expect(try shape.read(Array(#"{"done":"true","a":"x"}"#.utf8)).text == "x")
  }
}
