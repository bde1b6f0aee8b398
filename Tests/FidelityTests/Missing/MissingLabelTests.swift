import Cases
import Figures
import Statistics
import Testing

@testable import Fidelity

/// Labels that are missing: bounds, and whether they are missing alike.
struct MissingLabelTests {
  /// Turns 1 and 3 of two conversations a side, made of records: the second label of some is missing.
  ///
  /// - Parameter unanswered: Whether turns without a simulated label are turns that the simulator never wrote.
  private func table(
    conversations: Int = 2, unanswered: Bool = false, without: (Int, Int) -> (real: Bool, simulated: Bool)
  ) throws -> CaseTable {
    let description = TestTable(instruments: ["i", "k"]).table.description
    let sources: [LabelSource] = [.real, .simulator(id: "s", draw: 0)]
    let series = [
      LabelSeries(source: 0, instrument: 0), LabelSeries(source: 1, instrument: 0),
      LabelSeries(source: 0, instrument: 1), LabelSeries(source: 1, instrument: 1),
    ]
    var builder = try CaseTableBuilder(
      description: description, sources: sources, labelSeries: series, fields: [])
    for conversation in 0..<2 * conversations {
      let key = UInt32(conversation + 1)
      func label(_ turn: Int, _ series: Int, _ stage: UInt8) -> ConversationFacts.Labelled {
        let none = Code.missing
        let codes = LabelCodes(stage: stage, emotion: none, blocker: none, exit: none, action: none)
        return .init(key: RecordKey.pack(conversation: key, turn: turn, code: series), codes: codes)
      }
      var labels: [ConversationFacts.Labelled] = []
      for turn in [1, 3] {
        let isWithout = without(conversation, turn)
        if !isWithout.real { labels.append(label(turn, 0, 1)) }
        if !isWithout.simulated { labels.append(label(turn, 1, 2)) }
        labels.append(label(turn, 2, 1))
        if !unanswered || !isWithout.simulated { labels.append(label(turn, 3, 2)) }
      }
      let open = unanswered ? [1, 3].filter { without(conversation, $0).simulated } : []
      var facts = ConversationFacts(
        key: key, stratum: UInt8(conversation % 2), customer: nil,
        profile: UnsafeRawBufferPointer(start: nil, count: 0), roles: [.agent, .user, .agent, .user],
        simulations: [1, 3].filter { !open.contains($0) }.map {
          .init(key: RecordKey.pack(conversation: key, turn: $0, code: 1), isSilent: false)
        }, labels: labels)
      facts.unanswered = open.map { RecordKey.pack(conversation: key, turn: $0, code: 1) }
      builder.add(facts)
    }
    var pairs = builder.takePairs()
    let summary = builder.finish()
    pairs.series = pairs.series.map { summary.seriesNumbers[Int($0)] }
    var table = CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes), series: summary.series,
      conversations: summary.conversations, pairs: pairs)
    table.loneLabels = summary.loneLabels
    table.unlabelledProbes = summary.unlabelledProbes
    return table
  }

  private func report(_ table: CaseTable, filter: String? = nil) async throws -> FidelityReport {
    var options = AnalysisOptions(simulator: "s", instrument: "i", parts: [.strata, .contrast, .instruments])
    options.filterText = filter
    return try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
  }

  @Test func whatIsMissingLiesBetweenTheEndsOfTheScale() async throws {
    // Of the first conversation's two simulated labels one is missing: D̄ = (1 + (0…4) − 1)/2.
    let table = try table { conversation, turn in (false, conversation == 0 && turn == 3) }
    #expect(table.isSound && table.unlabelledProbes.count == 1)
    let missing = try #require(try await report(table).missing)
    let part = missing.strata[0]
    #expect(part.probes == 4 && part.missing == 1 && part.share.number == 0.25 && part.complete.number == 1)
    // Its mean over two conversations: ((1 − 1)/2 + 1)/2 and ((1 + 3)/2 + 1)/2.
    #expect(part.lower.number == 0.5 && part.upper.number == 1.5)
    #expect(missing.strata[1].missing == 0 && missing.strata[1].lower.number == 1)
    #expect(missing.contrast.lower.number == -0.5 && missing.contrast.upper.number == 0.5)
  }

  @Test func aTurnThatASimulatorNeverGaveIsMissingAsWell() async throws {
    let asked = try table(unanswered: true) { conversation, turn in (false, conversation == 0 && turn == 3) }
    #expect(asked.isSound && asked.unlabelledProbes.count == 2)
    let missing = try #require(try await report(asked).missing)
    #expect(missing.strata[0].missing == 1 && missing.strata[0].lower.number == 0.5)
    #expect(missing.strata[0].upper.number == 1.5)
  }

  @Test func aRealLabelThatIsMissingBoundsTheOtherWayRound() async throws {
    let table = try table { conversation, turn in (conversation == 1 && turn == 1, false) }
    let missing = try #require(try await report(table).missing)
    // D of that probe lies in 2 − 4 … 2 − 0.
    #expect(missing.strata[1].lower.number == 0.25)
    #expect(missing.strata[1].upper.number == 1.25)
    #expect(missing.contrast.lower.number == -0.25)
    #expect(missing.contrast.upper.number == 0.75)
  }

  @Test func missingOnOneSideAloneIsTold() async throws {
    let table = try table(conversations: 30) { conversation, turn in
      (false, conversation % 2 == 0 && turn == 3 && conversation % 3 > 0)
    }
    let missing = try #require(try await report(table).missing)
    #expect((missing.p.number ?? 1) < 0.001 && (missing.difference.number ?? 0) > 0.2)
    let remarks = FigureCatalogue.section(.missing).remarks(try await report(table), for: .text)
    #expect(remarks.first?.contains("not alike on both sides") == true)
    let alike = try self.table(conversations: 30) { conversation, turn in (false, turn == 3 && conversation % 5 == 0) }
    #expect((try await report(alike).missing?.p.number ?? 0) > 0.05)
  }

  @Test func nothingMissingSaysNothingAndAFilterHasNoBounds() async throws {
    let whole = try table { _, _ in (false, false) }
    #expect(try await report(whole).missing == nil)
    let some = try table { conversation, _ in (false, conversation == 0) }
    #expect(try await report(some, filter: "turn<9").missing?.reason?.contains("a filter selects pairs") == true)
  }

  /// Instruments are compared on every turn that both labelled.
  @Test func agreementNeedsNoCounterpart() async throws {
    let table = try table { conversation, turn in (conversation == 0 && turn == 1, conversation == 1 && turn == 3) }
    let pair = try #require(try await report(table).instruments?.pairs.first)
    #expect(pair.second == "k" && pair.real.turns == 7 && pair.simulated.turns == 7)
    let other = try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true),
      options: AnalysisOptions(simulator: "s", instrument: "k", parts: [.instruments])
    ).report()
    #expect(other.instruments?.pairs.first?.real.turns == 7 && other.instruments?.pairs.first?.simulated.turns == 7)
  }
}
