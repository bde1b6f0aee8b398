import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct BatchFilesTests {
  @Test(arguments: ["openai-batch", "anthropic-batch"])
  func aRequestIsAConversation(_ id: String) throws {
    let log = try SampleFiles.read(SampleFiles.root + "/\(id)/requests.jsonl")
    #expect((0..<2).map { log.value($0, "id") } == ["r-1", "r-2"])
    #expect(log.turns(0).suffix(3) == ["user: Hello", "agent: Again?", "user: No."])
    #expect(log.profile(0) == ["model": "m/x"])
  }

  /// By the name of the request, whatever file and line they stand in.
  @Test(arguments: ["openai-batch", "anthropic-batch"])
  func answersJoinTheirRequests(_ id: String) throws {
    let log = try SampleFiles.read(SampleFiles.root + "/\(id)/answered")
    let places = Dictionary(uniqueKeysWithValues: log.conversations.indices.map { (log.value($0, "id") ?? "", $0) })
    #expect(log.conversations.count == 2)
    #expect(log.turns(try #require(places["r-1"])).last == "user: No.")
    #expect(log.turns(try #require(places["r-2"])).suffix(2) == ["user: Yes.", "agent: Gladly."])
    #expect(log.leftOut["requests that failed"] == 1)
    if id == "openai-batch" {
      #expect(log.leftOut["answers without their request"] == 1)
      #expect(log.leftOut["further choices of an answer"] == 1)
    }
  }

  @Test(arguments: [
    #"{"id": "b", "custom_id": "r", "response": {"status_code": 200, "body": {"choices": []}}, "error": null}"#,
    #"{"custom_id": "r", "result": {"type": "succeeded", "message": {"content": []}}}"#,
  ])
  func answersAloneAreNoConversation(_ line: String) throws {
    let files = try WrittenFiles(["results.jsonl": "\(line)\n\(line)\n"])
    let error = #expect(throws: ImportError.self) { try SampleFiles.read(files.folder) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains("holds answers alone, and no conversation"))
    #expect(text.contains("walkaway simulate --batch read"))
  }

  @Test func aNameThatIsGivenTwiceIsRefused() throws {
    let line = #"{"custom_id": "r", "body": {"messages": [{"role": "user", "content": "a"}]}}"#
    let files = try WrittenFiles(["a.jsonl": "\(line)\n\(line)\n{\"custom_id\": \"s\"}\n"])
    let log = try SampleFiles.read(files.folder, format: "openai-batch")
    #expect(log.conversations.isEmpty)
    #expect(log.refusals.map(\.reason) == [.missingKey, .duplicateConversation])
  }

  @Test func requestsOfTheOtherEndpointAreRead() throws {
    let files = try WrittenFiles([
      "a.jsonl": """
      {"custom_id": "r", "url": "/v1/responses", "body": {"model": "m", "instructions": "Sell.", "input": "Hello"}}
      {"custom_id": "s", "url": "/v1/responses", "body": {"model": "m", "input": [{"role": "user", "content": "Hi"}]}}
      """
    ])
    let log = try SampleFiles.read(files.folder)
    #expect(log.turns(0) == ["system: Sell.", "user: Hello"])
    #expect(log.turns(1) == ["user: Hi"])
  }
}
