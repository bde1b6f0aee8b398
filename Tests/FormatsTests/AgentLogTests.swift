import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct ATIFTests {
  @Test func stepsAreTurnsAndTheRestIsCounted() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/atif/run")
    #expect(log.turns(0) == ["system: Sell boxes.", "user: What does it cost?", "tool: 20", "agent: 20 a week."])
    #expect(log.turns(1) == ["user: Too much.", "agent: As you wish."])
    #expect((0..<2).map { log.value($0, "id") } == ["t-1", "t-1-2"])
    #expect((0..<2).map { log.value($0, "customer") } == ["run-1", "run-1"])
    #expect(log.profile(0) == ["name": "seller", "version": "1.0", "model_name": "m/x"])
    #expect(
      log.leftOut == [
        "calls of tools without a word": 1, "thoughts of the agent": 1, "parts of the type image": 1,
        "links to trajectories of sub-agents": 1, "trajectories of sub-agents": 1,
        "links to a file in which a trajectory goes on": 1, "steps copied from an earlier trajectory": 1,
      ])
  }

  @Test func theFirstVersionIsReadByItsSession() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/atif/first-version.json")
    #expect(log.value(0, "id") == "run-9")
    #expect(log.reading.recognition?.evidence == "it says that it is ATIF-v1.0")
  }

  @Test func stepsThatAreMissingAreTold() throws {
    let files = try WrittenFiles([
      "a.json": """
      {"schema_version": "ATIF-v1.7", "trajectory_id": "x", "steps": [{"step_id": 1, "source": "user", "message": "a"},
      {"step_id": 3, "source": "agent", "message": "b"}]}
      """, "b.json": #"{"config": 1}"#,
    ])
    let log = try SampleFiles.read(files.folder)
    #expect(log.conversations.isEmpty)
    #expect(log.refusals.first?.explanation.contains("the step in place 2 has the number 3") == true)
    #expect(log.refusals.first?.reason == .otherShape)
    #expect(log.leftOut["files that are no trajectories"] == 1)
  }
}

struct DeepEvalTests {
  @Test func turnsMayBeAListAStringOrALineEach() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/deepeval/dataset.json")
    #expect(log.turns(0) == ["user: I want to leave.", "agent: May I ask why?"])
    #expect(log.turns(1) == ["user: A box.", "agent: Gladly."])
    #expect(log.turns(2) == ["user: A box,\nplease.", "agent: Gladly."])
    #expect(log.leftOut == ["goldens without turns": 1])
    #expect(log.profile(0) == ["name": "leave", "city": "Leeds"])
  }

  @Test func tablesAreReadToo() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/deepeval/dataset.csv")
    #expect(log.turns(0) == ["user: A box.", "agent: Gladly."])
    #expect(log.leftOut == ["goldens without turns": 1])
  }

  @Test func theExpectedOutcomeIsAWish() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/deepeval/dataset.json")
    #expect(log.value(0, "outcome") == nil)
    var mapping = Mapping()
    mapping.outcome = try FieldPath("expected_outcome")
    mapping.committed = ["buys"]
    let named = try SampleFiles.read(SampleFiles.root + "/deepeval/dataset.json", mapping: mapping)
    #expect(named.value(0, "outcome") == "stays")
    #expect(named.reading.mapping.isModelsVerdict)
  }
}

struct ScoutTranscriptsTests {
  private static let sample = SampleFiles.root + "/scout/transcripts.jsonl"

  @Test func messagesMayBeJSONInAString() throws {
    let log = try SampleFiles.read(Self.sample)
    #expect(log.turns(0) == ["user: What does it cost?", "agent: 20 a week."])
    #expect(log.turns(1) == ["user: Go away", "agent: As you wish."])
    #expect((0..<2).map { log.value($0, "id") } == ["t-1", "t-2"])
    #expect((0..<2).map { log.profile($0)["city"] } == ["Leeds", "York"])
    #expect(log.profile(0)["agent"] == "react")
  }

  @Test func scoresAreNoOutcomeUnlessTheyAreNamed() throws {
    #expect(try SampleFiles.read(Self.sample).value(0, "outcome") == nil)
    var mapping = Mapping()
    mapping.outcome = try FieldPath("success")
    mapping.committed = ["true"]
    let log = try SampleFiles.read(Self.sample, mapping: mapping)
    #expect((0..<2).map { log.value($0, "outcome") } == ["true", "false"])
  }

  @Test func messagesThatAreNoneAreRefused() throws {
    let files = try WrittenFiles([
      "a.jsonl": """
      {"transcript_id": "1", "source_type": "x", "messages": "[{"}
      {"transcript_id": "2", "source_type": "x", "messages": null}
      """
    ])
    let log = try SampleFiles.read(files.folder)
    #expect(log.refusals.map(\.reason) == [.mistypedKey, .missingKey])
  }
}
