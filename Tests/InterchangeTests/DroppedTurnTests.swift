import AuditStore
import Cases
import Foundation
import Interchange
import Testing

@Suite struct DroppedTurnTests {
  private static let conversation = """
    {"id":"c-1","outcome":"bought","outcome_at":"2026-03-01T10:00:00+08:00","turns":[\
    {"role":"agent","text":"a","at":"2026-03-01T01:00:00Z"},{"role":"user","text":"b"},\
    {"role":"agent","text":"c","at":"2026-03-01T02:00:00Z"},{"role":"user","text":"d","at":"2026-03-01T02:00:00.001Z"},\
    {"role":"agent","text":"e"},{"role":"user","text":"f","at":"2026-03-01T01:30:00Z"}]}
    """

  @Test func turnsFromTheFirstOneAfterTheOutcomeOnAreDroppedAndCounted() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations = [DroppedTurnTests.conversation]
    bundle.simulations = [1, 3, 5, 6].map {
      #"{"conversation":"c-1","turn":\#($0),"simulator":"persona","draw":0,"text":"s"}"#
    }
    bundle.labels = [1, 3, 5].map {
      #"{"conversation":"c-1","turn":\#($0),"source":"real","instrument":"judge","stage":"deciding"}"#
    }
    bundle.labels?.append(#"{"conversation":"c-1","turn":4,"source":"agent","instrument":"judge","action":"pitch"}"#)
    let (store, report) = try bundle.imported(in: folder)
    #expect(report.refused == 0)
    #expect(report.droppedTurns == 3)
    #expect(report.cutConversations == 1)
    #expect(report.simulations.stored == 1)
    #expect(report.simulations.dropped == 3)
    #expect(report.labels.stored == 1)
    #expect(report.labels.dropped == 3)
    let key = try #require(store.conversationKeys(of: ConversationQuery(name: .id, text: "c-1", isPart: false)).first)
    let detail = try store.detail(
      of: CaseKey(conversation: key, turn: 1, simulator: "persona", draw: 0, instrument: "judge"))
    #expect(detail.conversation.turns.map(\.text) == ["a", "b", "c"])
  }

  @Test func aTurnAtTheMomentOfTheOutcomeStays() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations = [
      """
      {"id":"c-1","outcome":"bought","outcome_at":"2026-03-01T00:00:00Z","turns":[\
      {"role":"user","text":"b","at":"2026-03-01T00:00:00.000Z"}]}
      """
    ]
    bundle.simulations = nil
    bundle.labels = nil
    let (_, report) = try bundle.imported(in: folder)
    #expect(report.droppedTurns == 0)
  }
}
