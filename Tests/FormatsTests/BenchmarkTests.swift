import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

struct TauBenchTests {
  private static let sample = SampleFiles.root + "/tau-bench/results.json"

  @Test func theRewardIsTheOutcomeAndIsCalledSo() throws {
    let log = try SampleFiles.read(Self.sample)
    #expect((0..<2).map { log.value($0, "outcome") } == ["no", "yes"])
    let outcome = log.reading.audit.description.outcome
    #expect(outcome.name == "task reward")
    #expect(outcome.strata.map(\.committed) == [false, true])
    #expect(log.reading.mapping.isModelsVerdict == false)
  }

  @Test func runsOfATaskAreConversationsOfOneCustomer() throws {
    let log = try SampleFiles.read(Self.sample)
    #expect((0..<2).map { log.value($0, "id") } == ["0-0", "0-1"])
    #expect((0..<2).map { log.value($0, "customer") } == ["0", "0"])
    #expect(log.profile(0) == ["trial": "0", "user_id": "mia_1"])
  }

  @Test func whatASimulatorWroteStaysAsItIs() throws {
    let log = try SampleFiles.read(Self.sample)
    #expect(
      log.turns(0) == [
        "system: # Policy", "user: Hello, I want my money back.", "tool: {\"paid\": 20}", "agent: I cannot do that.",
        "user: ###STOP###",
      ])
    #expect(log.turns(1).last == "user: Thanks! ###STOP###")
    for place in 0..<2 {
      #expect(log.value(place, "simulator") == "user-simulator")
      #expect(log.value(place, "end_word") == "###STOP###")
      #expect(log.value(place, "ended_by") == "user")
    }
    #expect(log.leftOut == ["calls of tools without a word": 1])
    #expect(log.reading.audit.description.hasSimulatedConversations)
    #expect(log.reading.audit.description.simulators.map(\.id) == ["user-simulator"])
  }

  @Test func usersAreTakenForPeopleWhereSomebodySaysSo() throws {
    var mapping = Mapping()
    mapping.takesUsersForPeople = true
    let log = try SampleFiles.read(Self.sample, mapping: mapping)
    #expect(log.turns(0).last == "agent: I cannot do that.")
    #expect(log.turns(1).last == "user: Thanks!")
    #expect(log.leftOut == ["control words ###STOP###": 2, "calls of tools without a word": 1])
    #expect(log.value(0, "simulator") == nil && !log.reading.audit.description.hasSimulatedConversations)
  }

  @Test func aPersonsOutcomeTakesItsPlace() throws {
    var mapping = Mapping()
    mapping.outcome = try FieldPath("info.source")
    mapping.committed = ["user"]
    let log = try SampleFiles.read(Self.sample, mapping: mapping)
    #expect(log.value(0, "outcome") == "user")
    #expect(log.value(1, "outcome") == nil)
    #expect(log.reading.audit.description.outcome.name == "info.source")
  }

  @Test func aSecondFileTakesItsPlaceToo() throws {
    var table = OutcomeTable()
    table.add("0-0", "left")
    var mapping = Mapping()
    mapping.committed = ["left"]
    let log = try SampleFiles.read(Self.sample, mapping: mapping, outcomes: table)
    #expect((0..<2).map { log.value($0, "outcome") } == ["left", nil])
    #expect(log.reading.audit.description.outcome.strata.map(\.id) == ["left"])
  }

  @Test func filesOfSeveralModelsKeepTheirRunsApart() throws {
    let record = #"[{"task_id": 0, "reward": 1, "traj": [{"role": "user", "content": "Hi"}], "trial": 0}]"#
    let files = try WrittenFiles(["a-model.json": record, "b-model.json": record])
    let log = try SampleFiles.read(files.folder)
    #expect((0..<2).map { log.value($0, "id") } == ["a-model-0-0", "b-model-0-0"])
  }

  @Test func whatHasNoTrajectoryIsRefused() throws {
    let files = try WrittenFiles([
      "a.json": #"[{"task_id": 0, "traj": [{"role": "user", "content": "Hi"}]}, {"task_id": 1, "traj": "x"}, 3]"#
    ])
    let log = try SampleFiles.read(files.folder, format: "tau-bench")
    #expect(log.conversations.count == 1)
    #expect(log.refusals.map(\.reason) == [.missingKey, .notAnObject])
    // No reward: the outcome is not known, and nothing is wrong.
    #expect(log.value(0, "outcome") == nil)
  }

  @Test(.enabled(if: SharedData.path("tau-bench") != nil, "../shared/data/tau-bench is not there"))
  func allTrajectoriesOfTheRealFileComeIn() throws {
    let log = try SampleFiles.read(try #require(SharedData.path("tau-bench/gpt-4o-airline.json")))
    #expect(log.conversations.count == 200)
    #expect(log.refusals.isEmpty)
    #expect(log.customers == 50)
    #expect(log.outcomes("yes") == 84)
    #expect(log.ends == ["user ###STOP###": 147, " ": 53])
    #expect(log.leftOut["calls of tools without a word"] == 1074)
    #expect(log.turnCount("system") == 200)
  }
}

struct Tau2BenchTests {
  private static let object = SampleFiles.root + "/tau2-bench/object.json"

  @Test func simulationsAreTakenOutOfTheObject() throws {
    let log = try SampleFiles.read(Self.object)
    #expect((0..<3).map { log.value($0, "id") } == ["s-1", "s-2", "s-3"])
    #expect((0..<3).map { log.value($0, "customer") } == ["0", "1", "2"])
    #expect(
      log.profile(1) == [
        "domain": "airline", "agent": "m/agent", "termination_reason": "max_steps", "trial": "0",
      ])
    #expect((0..<3).map { log.value($0, "simulator") } == ["m/user", "m/user", "m/user"])
    #expect((0..<3).map { log.value($0, "ended_by") } == ["user", "limit", "user"])
  }

  @Test func messagesAreSortedByTheirNumber() throws {
    let log = try SampleFiles.read(Self.object)
    #expect(
      log.turns(0) == [
        "agent: Hi! How can I help?", "user: My flight.", "tool: {}", "agent: A person will take over.",
        "user: ###TRANSFER###",
      ])
    #expect(log.conversations[0].record["turns"]?[0]?["at"]?.string == "2026-01-02T09:59:00.000000Z")
  }

  @Test func theWordThatEndedItIsKept() throws {
    let log = try SampleFiles.read(Self.object)
    #expect(log.turns(1).last == "user: What is the weather? ###OUT-OF-SCOPE###")
    #expect((0..<3).map { log.value($0, "end_word") } == ["###TRANSFER###", "###OUT-OF-SCOPE###", "###STOP###"])
    #expect(log.leftOut["calls of tools without a word"] == 1)
  }

  @Test func aSimulationWithoutARewardHasNoOutcome() throws {
    let log = try SampleFiles.read(Self.object)
    #expect((0..<3).map { log.value($0, "outcome") } == ["yes", nil, "no"])
  }

  @Test func howModelsWereCalledIsNotTaken() throws {
    let log = try SampleFiles.read(Self.object)
    for row in log.conversations {
      let text = row.record.json()
      #expect(!text.contains("llm_args") && !text.contains("sk-0123"))
    }
  }

  @Test func aReviewIsAModelsVerdict() throws {
    var mapping = Mapping()
    mapping.outcome = try FieldPath("review.verdict")
    mapping.committed = ["good"]
    let log = try SampleFiles.read(Self.object, mapping: mapping)
    #expect(log.reading.mapping.isModelsVerdict)
    #expect(log.reading.audit.description.outcome.evidence?.contains("a model wrote") == true)
  }

  @Test func theBareListAndAFileASimulationAreReadToo() throws {
    let list = try SampleFiles.read(SampleFiles.root + "/tau2-bench/list.json")
    #expect(list.turns(0) == ["agent: Hi!", "user: Bye. ###STOP###"])
    #expect(list.profile(0) == ["termination_reason": "user_stop", "trial": "0", "mode": "half_duplex"])
    let folder = try SampleFiles.read(SampleFiles.root + "/tau2-bench/one-a-file")
    #expect(folder.value(0, "id") == "s-4")
    #expect(folder.leftOut == ["records that are no simulations": 1])
  }

  @Test(
    .enabled(if: SharedData.path("tau2-bench") != nil, "../shared/data/tau2-bench is not there"),
    arguments: [
      ("adaptive-agent_airline_claude-opus-4-6_1trial.list-shape.json", 50, 49, [33, 17], 1322 - 232),
      ("toolorchestra_retail_gpt-5_1trial.json", 114, 96, [84, 30], 1141 + 873 + 520 - 621),
    ])
  func allSimulationsOfTheRealFilesComeIn(
    _ name: String, _ count: Int, _ successes: Int, _ words: [Int], _ turns: Int
  ) throws {
    let log = try SampleFiles.read(try #require(SharedData.path("tau2-bench/\(name)")))
    #expect(log.conversations.count == count)
    #expect(log.refusals.isEmpty)
    #expect(log.outcomes("yes") == successes)
    #expect(log.ends == ["user ###STOP###": words[0], "user ###TRANSFER###": words[1]])
    #expect(log.turnCount() == turns)
    #expect(log.customers == count)
  }
}
