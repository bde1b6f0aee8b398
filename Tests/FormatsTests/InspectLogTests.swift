import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct InspectLogTests {
  private static let folder = SampleFiles.root + "/inspect"

  @Test func samplesOfALogAreConversations() throws {
    let log = try SampleFiles.read(Self.folder + "/log.json")
    #expect(log.turns(0) == ["user: What does it cost?", "agent: It is 20 a week."])
    #expect((0..<2).map { log.value($0, "id") } == ["a_epoch_1", "b_epoch_1"])
    #expect((0..<2).map { log.value($0, "customer") } == ["a", "b"])
    #expect(log.profile(0) == ["task": "boxes", "model": "m/y", "epoch": "1", "city": "Leeds"])
    #expect(log.leftOut == ["parts of the type image": 1, "parts of the type reasoning": 1])
  }

  @Test func aReferenceToNothingIsLeftAsItStands() throws {
    let log = try SampleFiles.read(Self.folder + "/log.json")
    #expect(log.turns(1) == ["user: Go away", "agent: attachment://not-there"])
  }

  /// With deflate, and with zstd, which Inspect writes since it can.
  @Test(arguments: ["packed.eval", "zstd.eval"])
  func onlyTheSamplesOfAnArchiveAreConversations(_ name: String) throws {
    let log = try SampleFiles.read(Self.folder + "/" + name)
    #expect(log.conversations.count == 2)
    #expect(log.refusals.isEmpty)
    #expect(log.leftOut.isEmpty)
    #expect(log.value(1, "id") == "1_epoch_2")
    #expect(log.value(1, "customer") == "1")
    #expect(log.turns(0)[1] == "user: What is in the box, and what does it cost a week?")
  }

  @Test func noScoreIsAnOutcomeUnlessItIsNamed() throws {
    let log = try SampleFiles.read(Self.folder + "/log.json")
    #expect(log.value(0, "outcome") == nil)
    #expect(log.reading.audit.description.outcome.strata.isEmpty)
    var mapping = Mapping()
    mapping.outcome = try FieldPath("scores.asks.value")
    mapping.committed = ["C"]
    let named = try SampleFiles.read(Self.folder + "/log.json", mapping: mapping)
    #expect((0..<2).map { named.value($0, "outcome") } == ["C", "I"])
    #expect(!named.reading.mapping.isModelsVerdict)
  }

  @Test func aModelsGradeIsAModelsVerdict() throws {
    var mapping = Mapping()
    mapping.outcome = try FieldPath("scores.model_graded_qa.value")
    mapping.committed = ["I"]
    let log = try SampleFiles.read(Self.folder + "/log.json", mapping: mapping)
    #expect(log.reading.mapping.isModelsVerdict)
  }

  @Test func logsOfSeveralRunsKeepTheirSamplesApart() throws {
    let log = try SampleFiles.read(Self.folder)
    let ids = log.conversations.compactMap { $0.record["id"]?.string }
    #expect(Set(ids) == ["e1/1_epoch_1", "e1/1_epoch_2", "e2/a_epoch_1", "e2/b_epoch_1"])
    // The archives are of one run.
    #expect(log.refusals.map(\.reason) == [.duplicateConversation, .duplicateConversation])
    #expect(log.leftOut == ["parts of the type image": 1, "parts of the type reasoning": 1])
  }

  @Test func theTextsOfOldLogsStandInTheirTranscript() throws {
    let files = try WrittenFiles([
      "log.json": """
      {"version": 1, "eval": {"task": "t"}, "samples": [{"id": 1, "epoch": 1, "messages": [{"role": "user",
      "content": "tc://ab"}], "transcript": {"events": [], "content": {"ab": "a long text"}}}]}
      """
    ])
    #expect(try SampleFiles.read(files.folder).turns(0) == ["user: a long text"])
  }

  @Test(
    .enabled(if: SharedData.path("inspect-logs") != nil, "../shared/data/inspect-logs is not there"),
    arguments: [
      ("2025-02-11T15-18-04-05-00_popularity_mj7khqpMM4GBCfVQozKgzB.eval", 10, 30),
      ("2025-05-12T20-27-36-04-00_browser.json", 1, 6), ("2025-05-12T20-28-26-04-00_security-guide.json", 3, 9),
      ("2025-09-23T08-09-58-04-00_security-guide_LuxZJVwvymC3S3SyoJczxB.eval", 16, 48),
      ("2025-09-23T08-09-58-04-00_theory-of-mind_bbB4eRCx2rFJLyPH42Cj9r.eval", 100, 200),
    ])
  func realLogsAreRead(_ name: String, _ count: Int, _ turns: Int) throws {
    let log = try SampleFiles.read(try #require(SharedData.path("inspect-logs/\(name)")))
    #expect(log.reading.recognition?.format.id == "inspect")
    #expect(log.conversations.count == count)
    #expect(log.turnCount() == turns)
    #expect(log.refusals.isEmpty)
    #expect(!log.conversations.contains { $0.record["turns"]?.json().contains("attachment://") == true })
  }

  @Test(.enabled(if: SharedData.path("inspect-logs") != nil, "../shared/data/inspect-logs is not there"))
  func samplesWithToolsAreRead() throws {
    let log = try SampleFiles.read(try #require(SharedData.path("inspect-logs/docent-sample_intercode-ctf.eval")))
    #expect(log.conversations.count == 14)
    #expect(log.refusals.count == 1)
    #expect(log.leftOut["calls of tools without a word"] ?? 0 > 20)
  }

  @Test(.enabled(if: SharedData.path("inspect-logs") != nil, "../shared/data/inspect-logs is not there"))
  func aTrajectoryAmongThemIsNoLog() throws {
    let path = try #require(SharedData.path("inspect-logs/docent-sample_tau-bench-airline.json"))
    let log = try SampleFiles.read(path)
    #expect(log.reading.recognition?.format.id == "tau-bench")
    #expect(log.value(0, "id") == "0-0")
    #expect(log.value(0, "outcome") == "no")
  }
}
