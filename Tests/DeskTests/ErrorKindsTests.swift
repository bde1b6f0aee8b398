import Cases
import Testing

@testable import Desk

/// Which cases stand for all where only a few are shown.
@Suite struct ErrorKindsTests {
  /// Rows by their stages, each in a conversation of its own unless `conversations` says otherwise.
  private func kinds(_ stages: [(real: UInt8, simulated: UInt8)], conversations: [UInt32]? = nil) -> ErrorKinds {
    var pairs = PairColumns()
    pairs.realStage = stages.map(\.real)
    pairs.simulatedStage = stages.map(\.simulated)
    pairs.conversation = conversations ?? stages.indices.map { UInt32($0) }
    let stages = ["no", "maybe", "yes"].enumerated().map { StateSchema.Stage(id: $1, depth: Double($0)) }
    return ErrorKinds(pairs, StateSchema(id: "s", stages: stages, resistance: ["no"]))
  }

  @Test func kindsAreToldApart() {
    let none = Code.noReply
    let kinds = kinds([(0, 2), (none, 1), (1, none), (1, 0), (1, 2), (2, 1), (1, 1), (none, none)])
    #expect(
      (0..<8).map(kinds.kind) == [
        .resistanceMissed, .answered, .silent, .resistanceInvented, .tooDeep, .tooShallow, .same, .same,
      ])
  }

  @Test func everyKindHasItsTurnTheCommonestFirst() {
    let kinds = kinds([(1, 2), (0, 2), (1, 2), (1, 1), (0, 1), (1, 2)])
    let chosen = kinds.chosen(4, of: [0, 1, 2, 3, 4, 5])
    #expect(chosen.rows == [0, 1, 2, 4])
    #expect(chosen.words == "3 too deep otherwise, 2 where the person resisted and the simulator did not")
    #expect(kinds.chosen(6, of: [0, 1, 2, 3, 4, 5]).rows.last == 3)
    #expect(kinds.chosen(9, of: [0, 1]).rows == [1, 0] && kinds.chosen(0, of: [0]).rows.isEmpty)
  }

  @Test func aConversationComesOnceBeforeAnyComesTwice() {
    let kinds = kinds([(1, 2), (1, 2), (1, 2)], conversations: [7, 7, 8])
    #expect(kinds.chosen(2, of: [0, 1, 2]).rows == [0, 2])
    #expect(kinds.chosen(3, of: [0, 1, 2]).rows == [0, 2, 1])
  }
}
