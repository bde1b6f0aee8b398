import Cases
import Statistics
import Testing

@testable import Fidelity

/// How users speak, and whether they can be told by it.
struct SpeechTests {
  typealias Conversation = WholeTable.Conversation

  private func speaker(
    _ real: [Conversation], _ simulated: [Conversation], seed: UInt64 = 1
  ) async throws -> WholeReport.Speaker {
    let table = WholeTable(real, simulated: [("s", simulated)]).table
    let options = AnalysisOptions(simulator: "s", instrument: "i", seed: seed, parts: .speech)
    let report = try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
    return try #require(report.whole?.speakers.first)
  }

  /// Conversations whose turns have about so many characters.
  private func conversations(_ count: Int, characters: Double, seed: UInt64) -> [Conversation] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let turns = 2 + random.next(below: 6)
      let length = characters * (0.5 + random.nextUnit())
      return Conversation(
        userTurns: turns, characters: Int(length) * turns, shortTurns: random.next(below: 3),
        questions: random.next(below: 3), words: 10 * turns, distinctWords: 5 * turns + random.next(below: turns))
    }
  }

  @Test func ratiosAreOverTurnsAndWords() async throws {
    let real = [
      Conversation(userTurns: 4, characters: 40, shortTurns: 1, questions: 2, repeats: 1, words: 20, distinctWords: 15),
      Conversation(userTurns: 6, characters: 30, shortTurns: 3, questions: 0, words: 20, distinctWords: 10),
    ]
    let speech = try #require(
      try await speaker(real + real, conversations(4, characters: 20, seed: 3)).groups[0].speech)
    #expect(speech.characters.real.number == 7 && speech.characters.real.count == 20)
    #expect(speech.turns.map(\.id) == ["short", "questions", "repeats"])
    #expect(speech.turns.map(\.real.share.number) == [0.4, 0.2, 0.1])
    #expect(speech.distinctWords.real.share.number == 0.625 && speech.distinctWords.real.of == 80)
  }

  @Test func longerTurnsAreTold() async throws {
    let told = try #require(
      try await speaker(conversations(80, characters: 10, seed: 1), conversations(70, characters: 16, seed: 2)).told)
    #expect(try #require(told.auc.number) > 0.75 && told.finding == .higher && told.units == 70)
    #expect(try #require(told.floor.number) < 0.6)
  }

  @Test func peopleAreNotToldFromPeopleAndOneSeedGivesOneNumber() async throws {
    let (real, other) = (conversations(150, characters: 10, seed: 5), conversations(150, characters: 10, seed: 6))
    let told = try #require(try await speaker(real, other).told)
    #expect(abs(try #require(told.auc.number) - 0.5) < 0.12 && told.finding == .notShown)
    #expect(try await speaker(real, other).told == told)
  }

  @Test func runsOfOneTaskNeverTeachAndTestTogether() async throws {
    // Every task has its own length of turns, real or simulated: only who knows the task could tell.
    let real = (0..<60).map { Conversation(customer: "task \($0 / 3)", characters: 40 + 7 * ($0 / 3 * 7 % 20)) }
    let told = try #require(try await speaker(real, real).told)
    #expect(abs(try #require(told.auc.number) - 0.5) < 0.2 && told.units == 20)
  }

  @Test func tooFewPeopleAreAReason() async throws {
    let told = try #require(try await speaker([Conversation()], [Conversation()]).told)
    #expect(told.auc.number == nil && told.floor.number == nil && told.finding == .withheld)
  }
}
