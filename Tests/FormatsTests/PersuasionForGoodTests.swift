import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// The same real conversations in several formats.
@Suite(.enabled(if: SharedData.path("persuasionforgood") != nil, "../shared/data/persuasionforgood is not there"))
struct PersuasionForGoodTests {
  private static func mapping() -> Mapping {
    var mapping = Mapping()
    mapping.columns = [.conversation: "B2", .role: "B4", .text: "Unit"]
    mapping.roles = ["1": .user]
    mapping.namesUser = true
    return mapping
  }

  @Test(arguments: [("full_dialog.csv", 1017, 20932), ("300_dialog.csv", 300, 10864)])
  func everyRowIsATurn(_ name: String, _ count: Int, _ turns: Int) throws {
    let log = try SampleFiles.read(
      try #require(SharedData.path("persuasionforgood/\(name)")), mapping: Self.mapping())
    #expect(log.conversations.count == count)
    #expect(log.turnCount() == turns)
    #expect(log.refusals.isEmpty)
    #expect(log.turns(0)[0].hasPrefix("agent: "))
  }

  @Test(
    .enabled(if: SharedData.path("derived") != nil, "../shared/data/derived is not there"),
    arguments: [
      ("p4g_300.openai-messages.jsonl", "openai-messages", "metadata.outcome", "donated"),
      ("p4g_300.sharegpt.jsonl", "sharegpt", "outcome", "donated"),
    ])
  func theDerivedFilesHoldTheSame(_ name: String, _ format: String, _ outcome: String, _ committed: String) throws {
    let path = try #require(SharedData.path("derived/\(name)"))
    let plain = try SampleFiles.read(path)
    #expect(plain.reading.recognition?.format.id == format)
    #expect(plain.value(0, "outcome") == nil)
    var mapping = Mapping()
    mapping.outcome = try FieldPath(outcome)
    mapping.committed = [committed]
    let log = try SampleFiles.read(path, mapping: mapping)
    #expect(log.conversations.count == 300)
    #expect(log.outcomes(committed) == 148)
    #expect(log.refusals.isEmpty)
  }
}
