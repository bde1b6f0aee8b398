import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct ConvoKitTests {
  private static let folder = SampleFiles.root + "/convokit"

  @Test func utterancesOfAConversationComeTogether() throws {
    let log = try SampleFiles.read(Self.folder + "/corpus")
    #expect(log.conversations.count == 2)
    #expect(log.turns(0) == ["agent: Shall the box come again?", "user: busy"])
    #expect(log.value(0, "id") == "u-0")
    #expect(log.value(0, "customer") == "customer")
    #expect(log.profile(0) == ["age": "41", "open": "5.5"])
  }

  @Test func whatIsKnownOfAConversationMayBeItsOutcome() throws {
    var mapping = Mapping()
    mapping.outcome = try FieldPath("meta.outcome")
    mapping.committed = ["bought"]
    let log = try SampleFiles.read(Self.folder + "/corpus", mapping: mapping)
    #expect((0..<2).map { log.value($0, "outcome") } == ["left", "bought"])
  }

  @Test func withoutTimesRepliesGiveTheOrder() throws {
    let log = try SampleFiles.read(Self.folder + "/older")
    #expect(log.turns(0) == ["user: Hello", "agent: Again?", "user: No."])
    #expect(log.value(0, "customer") == "customer")
    #expect(log.profile(0) == ["city": "York"])
  }

  @Test func timesGiveTheOrderWhereTheyAreThere() throws {
    let log = try SampleFiles.read(Self.folder + "/utterances-alone.jsonl")
    #expect(log.turns(0) == ["agent: Hello", "agent: Again?", "user: No."])
    #expect(log.conversations[0].record["turns"]?[0]?["at"]?.string == "2026-03-01T09:00:00Z")
  }

  private static func corpus() throws -> WrittenFiles {
    try WrittenFiles([
      "utterances.jsonl": """
      {"id": "a", "conversation_id": "a", "text": "Give?", "speaker": "s1", "meta": {"side": "er"}, "reply-to": null, "timestamp": null}
      {"id": "b", "conversation_id": "a", "text": "No.", "speaker": "s2", "meta": {"side": "ee"}, "reply-to": "a", "timestamp": null}
      """,
      "speakers.json": #"{"s1": {"meta": {"team": "red"}}, "s2": {"meta": {"team": "blue", "age": 30}}}"#,
    ])
  }

  @Test func aValueThatIsUsuallyTheUsersIsTheExample() throws {
    let files = try WrittenFiles([
      "utterances.jsonl": """
      {"id": "a", "conversation_id": "a", "text": "Hi.", "speaker": "s1", "meta": {}, "reply-to": null, "timestamp": null}
      {"id": "b", "conversation_id": "a", "text": "No.", "speaker": "s2", "meta": {}, "reply-to": "a", "timestamp": null}
      """,
      "speakers.json": #"{"s1": {"meta": {"role": "agent", "a": "x"}}, "s2": {"meta": {"role": "user", "a": "y"}}}"#,
    ])
    let error = #expect(throws: ImportError.self) { try SampleFiles.read(files.folder) }
    #expect(error.map { "\($0)".contains("--columns role=speaker.meta.role --user 'user'") } == true)
  }

  @Test func nobodyIsGuessedToBeTheUser() throws {
    let files = try Self.corpus()
    let error = #expect(throws: ImportError.self) { try SampleFiles.read(files.folder) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains("does not say who of the speakers is the user"))
    #expect(text.contains("--columns role=meta.side --user VALUE"))
    #expect(text.contains("“meta.side” is ee, er"))
    #expect(text.contains("“speaker.meta.team” is blue, red"))
  }

  @Test(arguments: [("meta.side", "ee"), ("speaker.meta.team", "blue"), ("speaker", "s2")])
  func theUserIsNamedByAnyField(_ field: String, _ value: String) throws {
    let files = try Self.corpus()
    var mapping = Mapping()
    if field != "speaker" { mapping.columns = [.role: field] }
    mapping.roles = [value: .user]
    mapping.namesUser = true
    let log = try SampleFiles.read(files.folder, mapping: mapping)
    #expect(log.turns(0) == ["agent: Give?", "user: No."])
    #expect(log.value(0, "customer") == "s2")
    #expect(log.profile(0)["age"] == "30")
  }

  @Test func aUserThatDoesNotOccurIsToldWithThoseThatDo() throws {
    let files = try Self.corpus()
    var mapping = Mapping()
    mapping.columns = [.role: "meta.side"]
    mapping.roles = ["eee": .user]
    mapping.namesUser = true
    let error = #expect(throws: ImportError.self) { try SampleFiles.read(files.folder, mapping: mapping) }
    #expect(error.map { "\($0)".contains("“meta.side” is ee, er") } == true)
  }

  @Test func repliesInACircleEnd() throws {
    let files = try WrittenFiles([
      "utterances.jsonl": """
      {"id": "a", "conversation_id": "a", "text": "1", "speaker": "user", "meta": {}, "reply-to": "b", "timestamp": null}
      {"id": "b", "conversation_id": "a", "text": "2", "speaker": "agent", "meta": {}, "reply-to": "a", "timestamp": null}
      {"id": "c", "conversation_id": "a", "text": null, "speaker": "agent", "meta": {}, "reply-to": "c", "timestamp": null}
      {"id": "d", "text": "3", "speaker": "agent", "meta": {}, "reply-to": "d", "timestamp": null}
      """,
      "corpus.json": "{}",
    ])
    let log = try SampleFiles.read(files.folder)
    #expect(log.turns(0) == ["agent: 2", "user: 1"])
    #expect(log.leftOut["utterances without a text"] == 1)
    #expect(log.refusals.map(\.key) == ["conversation_id"])
  }

  @Test(.enabled(if: SharedData.path("casino-convokit") != nil, "../shared/data/casino-convokit is not there"))
  func allUtterancesOfTheRealCorpusComeIn() throws {
    let path = try #require(SharedData.path("casino-convokit"))
    let error = #expect(throws: ImportError.self) { try SampleFiles.read(path) }
    #expect(
      error.map { "\($0)".contains("--columns role=meta.speaker_internal_id --user VALUE") } == true)
    var mapping = Mapping()
    mapping.columns = [.role: "meta.speaker_internal_id"]
    mapping.roles = ["mturk_agent_1": .user]
    mapping.namesUser = true
    let log = try SampleFiles.read(path, mapping: mapping)
    #expect(log.conversations.count == 1030)
    #expect(log.turnCount() == 14297)
    #expect(log.refusals.isEmpty)
    #expect(log.profile(0)["gender"] == "male")
  }
}
