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

  /// Whatever a log calls so, its rows are not simulated conversations because of it.
  @Test func aFieldOfALogThatIsCalledSimulatorIsKeptUnderAnotherName() throws {
    var mapping = Mapping()
    mapping.profile = []
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
      #expect(text.contains("  \(format.id) ") && text.contains(format.title) && text.contains(format.signature))
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
  }
}
