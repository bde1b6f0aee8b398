import Cases
import Fidelity
import Figures
import Testing

/// Where the variance of the excess comes from, and what further requests make of it.
@Suite struct ExcessComponentTests {
  private let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]

  private func report(_ table: TestTable) async throws -> ComponentsReport {
    let options = AnalysisOptions(
      simulator: "s", instrument: "i", parts: [.contrast, .floors, .draws])
    let report = try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
    return try #require(report.repeated).components
  }

  /// One probe a conversation; real stages 1 … 3 in turn. Draws and instruments as `simulated` says.
  private func table(
    instruments: [String] = ["i", "j"], draws: Int, conversations: Int = 24, labelledBySecond: Int = .max,
    _ simulated: (_ conversation: Int, _ draw: Int, _ instrument: Int) -> Int
  ) -> TestTable {
    var table = TestTable(instruments: instruments)
    for conversation in 0..<conversations {
      let row = table.addConversation(stratum: conversation % 2)
      for (place, instrument) in instruments.enumerated() where place == 0 || conversation < labelledBySecond {
        for draw in 0..<draws {
          table.addPair(
            row, turn: 1, place: 3, instrument: instrument, draw: draw, real: stages[1 + conversation / 2 % 3],
            simulated: stages[simulated(conversation, draw, place)])
        }
      }
    }
    return table
  }

  private func part(_ report: ComponentsReport, _ source: ComponentsReport.Source) throws -> ComponentsReport.Part {
    try #require(report.parts.first { $0.source == source })
  }

  @Test func drawsThatDifferAreTheDraws() async throws {
    // Draws 1 and 3 everywhere: their variance is 2, whatever the conversation.
    let found = try await report(table(instruments: ["i"], draws: 2) { _, draw, _ in 1 + 2 * draw })
    let draws = try part(found, .draws)
    #expect(draws.standardDeviation.number == 2.0.squareRoot() && draws.count == 2)
    #expect(found.overInstruments.value.reason?.hasPrefix("one instrument") == true)
    #expect(try part(found, .instruments).share.reason?.hasPrefix("one instrument") == true)
    #expect(found.purchases.first { $0.source == .instruments }?.standardError.reason != nil)
  }

  @Test func anInstrumentThatReadsDeclinersDeeperMakesTheExcessLessSure() async throws {
    // The second reads every simulated turn of decliners one step deeper: Δ differs by 1, the variance of the two is 1/2.
    let found = try await report(
      table(draws: 2) { conversation, draw, instrument in
        (conversation / 3 + draw) % 3 + (conversation % 2 == 0 ? instrument : 0)
      })
    let judges = try part(found, .instruments)
    #expect(abs(try #require(judges.standardDeviation.number) - 0.5.squareRoot()) < 1e-9)
    let (narrow, wide) = (
      try #require(found.overDraws.interval.bounds), try #require(found.overInstruments.interval.bounds)
    )
    #expect(wide.upper - wide.lower > 2 * (narrow.upper - narrow.lower))
    // Half a step more than by the first instrument alone.
    let difference = try #require(found.overInstruments.number) - (try #require(found.overDraws.number))
    #expect(abs(difference - 0.5) < 1e-9)
    let shares = found.parts.compactMap(\.share.number)
    #expect(shares.count == 3 && abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func instrumentsThatAgreeAddNothing() async throws {
    let found = try await report(table(draws: 1) { conversation, _, _ in conversation % 5 })
    #expect(try part(found, .instruments).share.number == 0)
    #expect(try part(found, .draws).share.reason?.hasPrefix("one draw") == true)
    #expect(found.overDraws.value.reason?.hasPrefix("one draw") == true)
    #expect(found.overInstruments.interval.bounds != nil)
  }

  @Test func furtherRequestsHelpWhereTheVarianceIs() async throws {
    let found = try await report(
      table(draws: 2) { conversation, draw, instrument in
        (conversation * 7 + draw * 3 + (conversation % 4 == 0 ? instrument : 0)) % 5
      })
    let now = try #require(found.purchases.first?.standardError.number)
    for purchase in found.purchases.dropFirst() {
      #expect(try #require(purchase.standardError.number) <= now)
    }
    // One probe a conversation, two draws, two instruments: 2 + 2 × 3 requests a conversation, 24 × 3 a draw and as many an
    // instrument.
    let bought = found.purchases.map(\.bought.number)
    #expect(bought == [0, 125, 1000.0 / 72, 13])
  }

  @Test func anInstrumentThatLabelledLittleIsLeftOutByName() async throws {
    let found = try await report(
      table(draws: 2, labelledBySecond: 10) { conversation, draw, _ in (conversation + draw) % 5 })
    #expect(found.instruments == ["i"] && found.leftOut == ["j"])
    #expect(found.sentence?.contains("left out, for labelling too little of the same: j") == true)
  }

  @Test func anInstrumentDearerThanTheRequestsIsAReason() async throws {
    let found = try await report(
      table(draws: 2, conversations: 400) { conversation, draw, instrument in (conversation + draw + instrument) % 5 })
    let purchase = try #require(found.purchases.first { $0.source == .instruments })
    #expect(purchase.standardError.reason == "a further instrument takes 1200 requests")
  }
}
