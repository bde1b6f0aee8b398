import JSON
import Testing

@testable import Formats
@testable import Interchange

/// Conversations of a bundle without its audit.
@Suite struct BundleConversationTests {
  @Test func simulatedOnesAreNotTakenForRealOnes() throws {
    let log = try WrittenLog.read(
      """
      {"id":"c-1","turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"No"}]}
      {"id":"s-1","simulator":"persona","turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"Yes"}]}

      """, format: "bundle-conversations")
    #expect(log.ids == ["c-1"])
    #expect(log.refusals.map(\.reason) == [.simulatedInFormat1])
    #expect(log.refusals[0].description.contains("“persona” spoke as the user"))
  }

  @Test func aLogMaySayWhichSimulatorSpokeAsTheUser() throws {
    let log = try WrittenLog.read(
      """
      {"id":"a","messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"No"}]}
      {"id":"b","simulator":"x","ended_by":"limit","messages":[{"role":"assistant","content":"Hi"},{"role":"user","content":"No"}]}
      {"id":"c","simulator":3,"messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"No"}]}

      """, format: "openai-messages")
    #expect((0..<3).map { log.value($0, "simulator") } == [nil, "x", nil])
    #expect((0..<3).map { log.value($0, "ended_by") } == [nil, "limit", nil])
    #expect(log.reading.simulatorCounts == ["x": 1])
    let named = try WrittenLog.read(
      #"{"messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"No"}],"metadata":{"by":"y"}}"#,
      format: "openai-messages", mapping: try MappingText.read("simulated_by: metadata.by").mapping)
    #expect(named.value(0, "simulator") == "y")
  }

  /// What is named behind those that were looked at first is no person's, and no simulator's that the audit knows.
  @Test func aSimulatorThatIsNamedLateIsRefusedWithARemedy() throws {
    let turns = #""messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"No"}]"#
    let people = (0..<100).map { #"{"id":"\#($0)",\#(turns)}"# + "\n" }.joined()
    let log = people + #"{"id":"late","simulator":"x",\#(turns)}"# + "\n"
    let late = try WrittenLog.read(log, format: "openai-messages")
    #expect(late.conversations.count == 100 && late.refusals.map(\.reason) == [.unnamedSimulator])
    #expect(late.refusals[0].remedy.contains("--simulated-by"))
    var mapping = Mapping()
    mapping.simulator = try FieldPath("simulator")
    let named = try WrittenLog.read(log, format: "openai-messages", mapping: mapping)
    #expect(named.refusals.isEmpty && named.reading.simulatorCounts == ["x": 1])
    mapping.simulator = try FieldPath("simulater")
    #expect(throws: MappingProblem.self) { try WrittenLog.read(people, format: "openai-messages", mapping: mapping) }
  }

  /// Where users are people, a field that is called so makes no simulated conversation.
  @Test func aFieldOfALogThatIsCalledSimulatorIsKeptUnderAnotherName() throws {
    var mapping = Mapping()
    mapping.profile = []
    mapping.takesUsersForPeople = true
    let log = try WrittenLog.read(
      """
      {"simulator":"x","messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"No"}]}

      """, format: "openai-messages", mapping: mapping)
    #expect(log.refusals.isEmpty && log.conversations.count == 1)
    #expect(log.conversations[0].record["simulator"] == nil)
    #expect(log.value(0, "log_simulator") == "x")
  }

  @Test func everyFormatSaysWhatItIsToldBy() {
    let text = FormatGuide.text
    for format in LogFormats.all {
      #expect(text.contains("| `\(format.id)` | \(format.title)") && text.contains("| \(format.signature) |"))
    }
  }
}
