import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct RecLLMSimTests {
  private static let both = SampleFiles.root + "/recllmsim/both"

  @Test func foldersNameThePersonAndTheTask() throws {
    let log = try SampleFiles.read(Self.both)
    #expect((0..<2).map { log.value($0, "id") } == ["human/User_7/旅行规划/0", "simulated/travel planning/0"])
    #expect((0..<2).map { log.value($0, "customer") } == ["User_7", "persona 93"])
    #expect(
      log.profile(0) == [
        "half": "human", "person": "User_7", "task": "旅行规划", "task_type": "旅行规划", "chat_model": "m/x",
      ])
    #expect(log.profile(1) == ["half": "simulated", "task": "travel planning", "preference_id": "93"])
  }

  @Test func chineseIsPreferredWhereItIsNotEmpty() throws {
    let log = try SampleFiles.read(Self.both)
    #expect(log.turns(1) == ["user: 想去西安。", "agent: Gladly."])
  }

  @Test func satisfactionIsAnOutcomeOnlyByName() throws {
    #expect(try SampleFiles.read(Self.both).value(0, "outcome") == nil)
    var mapping = Mapping()
    mapping.outcome = try FieldPath("satisfaction>=4")
    let log = try SampleFiles.read(Self.both, mapping: mapping)
    #expect((0..<2).map { log.value($0, "outcome") } == ["no", nil])
    #expect(!log.reading.mapping.isModelsVerdict)
    mapping.outcome = try FieldPath("rating.satisfaction>=4")
    #expect(try SampleFiles.read(Self.both, mapping: mapping).reading.mapping.isModelsVerdict)
  }

  @Test(
    .enabled(if: SharedData.path("recllmsim-zh") != nil, "../shared/data/recllmsim-zh is not there"),
    arguments: [("human", 460, 2238, 29), ("simulated", 464, 1743, nil), ("", 924, 3981, nil)]
      as [(
        String, Int, Int, Int?
      )])
  func bothHalvesComeIn(_ half: String, _ count: Int, _ userTurns: Int, _ people: Int?) throws {
    let log = try SampleFiles.read(try #require(SharedData.path("recllmsim-zh/\(half)")))
    #expect(log.conversations.count == count)
    #expect(log.turnCount("user") == userTurns)
    #expect(log.refusals.isEmpty)
    #expect(log.reading.simulatorCounts["recllmsim"] ?? 0 == (half == "human" ? 0 : 464))
    #expect(Set(log.conversations.compactMap { $0.record["id"]?.string }).count == count)
    if let people { #expect(log.customers == people) }
  }
}

struct DialoguesByIDTests {
  private static let sample = SampleFiles.root + "/dialogues-by-id/dialogues.json"

  @Test func membersAreConversationsUnderTheirKeys() throws {
    let log = try SampleFiles.read(Self.sample)
    #expect((0..<2).map { log.value($0, "id") } == ["23", "7"])
    #expect(log.turns(0) == ["user: 你好", "agent: 您好"])
    #expect(log.profile(1) == ["type": "景点"])
  }

  @Test func oneThatIsNoneIsRefused() throws {
    let files = try WrittenFiles([
      "a.json": #"{"1": {"messages": [{"role": "user", "content": "a"}]}, "2": {"messages": 1}, "3": {"messages": []}}"#
    ])
    let log = try SampleFiles.read(files.folder)
    #expect(log.conversations.count == 1)
    #expect(log.refusals.count == 2)
  }

  @Test(.enabled(if: SharedData.path("crosswoz-zh") != nil, "../shared/data/crosswoz-zh is not there"))
  func allDialoguesOfTheRealFileComeIn() throws {
    let log = try SampleFiles.read(try #require(SharedData.path("crosswoz-zh/crosswoz_val_slim.json")))
    #expect(log.reading.recognition?.format.id == "dialogues-by-id")
    #expect(log.conversations.count == 500)
    #expect(log.refusals.isEmpty)
  }
}

struct BundleConversationsTests {
  @Test func everythingHasItsPlace() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/bundle-conversations/conversations.jsonl")
    #expect(log.turns(0) == ["agent: Shall the box come again?", "user: busy"])
    #expect(log.value(0, "customer") == "p-1")
    #expect(log.value(0, "outcome_at") == "2026-03-01T09:10:00Z")
    #expect(log.profile(0) == ["city": "成都", "age": "41"])
    #expect(log.value(0, "split") == "test")
  }

  @Test func theOutcomeIsTakenByName() throws {
    let path = SampleFiles.root + "/bundle-conversations/conversations.jsonl"
    #expect(try SampleFiles.read(path).value(0, "outcome") == nil)
    var mapping = Mapping()
    mapping.outcome = try FieldPath("outcome")
    mapping.committed = ["bought"]
    #expect(try SampleFiles.read(path, mapping: mapping).value(1, "outcome") == "bought")
  }

  @Test(.enabled(if: SharedData.path("persuasion-audit") != nil, "../shared/data/persuasion-audit is not there"))
  func theConversationsOfARealBundleComeIn() throws {
    let log = try SampleFiles.read(try #require(SharedData.path("persuasion-audit/conversations.jsonl")))
    #expect(log.conversations.count == 300)
    #expect(log.refusals.isEmpty)
  }
}
