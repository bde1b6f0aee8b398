import Cases
import Testing

@testable import Fidelity

/// How whole conversations end, real against simulated.
struct EndingTests {
  typealias Conversation = WholeTable.Conversation

  private func report(
    _ table: CaseTable, simulator: String = "s", cluster: ClusterUnit = .customer, filter: String? = nil,
    faults: FaultTreatment = .keep
  ) async throws -> WholeReport {
    var options = AnalysisOptions(
      simulator: simulator, instrument: "i", cluster: cluster, parts: [.endings, .faults], filterText: filter)
    options.faults = faults
    let rows = RowSet(capacity: table.count, full: true)
    return try #require(try await FidelityAnalysis(table: table, rows: rows, options: options).report().whole)
  }

  private func closing(_ report: WholeReport) throws -> WholeShare {
    try #require(report.speakers.first?.groups.first?.endings).lastActs[Int(LastAct.closing.code)]
  }

  /// The counts of RecLLMSim's Chinese conversations. By statsmodels, the sizes less 1 as CR1 takes them:
  /// a = (28 * 459 / 460, 459), b = (448 * 463 / 464, 463); proportion_confint(*a, method="wilson"), the same of b,
  /// confint_proportions_2indep(*b, *a, method="newcomb").
  @Test func sharesAndDifferenceAreThoseOfStatsmodels() async throws {
    let table = WholeTable(
      WholeTable.conversations(460, holding: 28) { $0.lastAct = .closing },
      simulated: [("s", WholeTable.conversations(464, holding: 448) { $0.lastAct = .closing })]
    ).table
    let share = try closing(try await report(table))
    #expect(share.real.count == 28 && share.real.of == 460 && share.simulated.count == 448)
    let real = try #require(share.real.share.interval.bounds)
    #expect(abs(real.lower - 0.04242954810884496) < 1e-12 && abs(real.upper - 0.08659890980506658) < 1e-12)
    let simulated = try #require(share.simulated.share.interval.bounds)
    #expect(abs(simulated.lower - 0.9446974399692927) < 1e-12 && abs(simulated.upper - 0.9786759181000209) < 1e-12)
    let difference = try #require(share.comparison.difference.interval.bounds)
    #expect(abs(difference.lower - 0.8715498921928387) < 1e-12 && abs(difference.upper - 0.9273012631627375) < 1e-12)
    // 2 √(2/π) √(p (1 − p) / 459): CR1 of shares divides by n − 1.
    #expect(abs(try #require(share.comparison.floor.number) - 0.0178085) < 1e-6)
    #expect(share.comparison.finding == .higher && share.comparison.units == 460)
  }

  /// Two halves of 460 real people, 28 of whom close: the mean of |X − Y| / 230 where X of the 28 fall in one half, by
  /// scipy: h = hypergeom(460, 28, 230); sum(h.pmf(k) * abs(2 * k - 28) / 230 for k in range(29)).
  @Test func theFloorIsTheExpectedDistanceOfTwoHalves() async throws {
    let table = WholeTable(
      WholeTable.conversations(460, holding: 28) { $0.lastAct = .closing },
      simulated: [("s", WholeTable.conversations(10, holding: 1) { $0.lastAct = .closing })]
    ).table
    let floor = try #require(try closing(try await report(table)).comparison.floor.number)
    #expect(abs(floor / 0.017630397100414218 - 1) < 0.02)
  }

  @Test func whereNobodyAndEverybodyClosesThereIsStillAnInterval() async throws {
    let table = WholeTable(
      WholeTable.conversations(40, holding: 0) { _ in },
      simulated: [("s", WholeTable.conversations(40, holding: 40) { $0.lastAct = .closing })]
    ).table
    let share = try closing(try await report(table))
    // statsmodels confint_proportions_2indep(40, 40, 0, 40, method="newcomb")
    let bounds = try #require(share.comparison.difference.interval.bounds)
    #expect(abs(bounds.lower - 0.8760843432299507) < 1e-12 && bounds.upper == 1)
    #expect(share.comparison.floor.number == 0 && share.comparison.finding == .higher)
  }

  @Test func nothingIsConcludedWhereTheIntervalIsWithinTheFloorOrUnitsAreFew() async throws {
    let alike = WholeTable(
      WholeTable.conversations(60, holding: 20) { $0.lastAct = .closing },
      simulated: [("s", WholeTable.conversations(60, holding: 22) { $0.lastAct = .closing })]
    ).table
    #expect(try closing(try await report(alike)).comparison.finding == .notShown)
    let few = WholeTable(
      WholeTable.conversations(60, holding: 0) { _ in },
      simulated: [("s", WholeTable.conversations(6, holding: 6) { $0.lastAct = .closing })]
    ).table
    #expect(try closing(try await report(few)).comparison.finding == .withheld)
  }

  /// Ten runs of one task are one unit, however many runs there are.
  @Test func runsOfOneCustomerAreOneUnit() async throws {
    let real = WholeTable.conversations(50, holding: 10) { $0.lastAct = .closing }
    let runs = (0..<60).map { Conversation(customer: "task \($0 / 10)", lastAct: $0 < 30 ? .closing : .talking) }
    let table = WholeTable(real, simulated: [("s", runs)]).table
    let byCustomer = try closing(try await report(table))
    #expect(byCustomer.comparison.units == 6 && byCustomer.comparison.finding == .withheld)
    let byConversation = try closing(try await report(table, cluster: .conversation))
    #expect(byConversation.comparison.units == 50 && byConversation.comparison.finding == .higher)
    let (wide, narrow) = (byCustomer.simulated.share.interval, byConversation.simulated.share.interval)
    #expect(try #require(wide.bounds).lower < #require(narrow.bounds).lower)
  }

  /// A conversation that replays another closes where that one closes: the difference hardly varies.
  @Test func replaysArePairedWithWhatTheyReplay() async throws {
    let real = WholeTable.conversations(40, holding: 20) { $0.lastAct = .closing }
    func runs(isReplay: Bool) -> [Conversation] {
      (0..<40).map { Conversation(lastAct: $0 < 22 ? .closing : .talking, replays: isReplay ? $0 : nil) }
    }
    func width(_ isReplay: Bool) async throws -> Double {
      let report = try await report(WholeTable(real, simulated: [("s", runs(isReplay: isReplay))]).table)
      #expect(report.speakers[0].replayed == (isReplay ? 40 : 0))
      let bounds = try #require(try closing(report).comparison.difference.interval.bounds)
      return bounds.upper - bounds.lower
    }
    #expect(try await width(true) < 0.5 * width(false))
  }

  @Test func strataAreComparedByThemselvesWhereBothSidesHaveThem() async throws {
    let real = (0..<40).map { Conversation(stratum: UInt8($0 % 2), lastAct: $0 < 10 ? .closing : .talking) }
    let runs = (0..<30).map { _ in Conversation(stratum: 1, isAbandoned: true, endedBy: .agent) }
    let groups = try await report(WholeTable(real, simulated: [("s", runs)]).table).speakers[0].groups
    #expect(groups.map(\.stratum?.id) == [nil, "paid"])
    let endings = try #require(groups[1].endings)
    #expect(endings.lastActs[1].real.of == 20 && endings.lastActs[1].real.count == 5)
    #expect(endings.spokeLast.map(\.id) == ["agent", "user"] && endings.spokeLast[0].simulated.share.number == 1)
    #expect(endings.spokeLast[0].comparison.finding == .higher)
    #expect(endings.endedBy[1].simulated.share.number == 1 && endings.endedBy[1].real.share.number == nil)
    #expect(endings.endedBy[1].comparison.finding == .withheld)
    // statsmodels proportion_confint(30, 30, method="wilson")
    let bounds = try #require(endings.endedBy[1].simulated.share.interval.bounds)
    #expect(abs(bounds.lower - 0.8864866068260311) < 1e-12 && bounds.upper == 1)
  }

  @Test func faultsAreCountedByConversationAndByTurn() async throws {
    let real = WholeTable.conversations(50, holding: 1) { ($0.faults, $0.faultyTurns) = (FaultSet(.repetition), 1) }
    let runs = WholeTable.conversations(40, holding: 10) {
      ($0.faults, $0.faultyTurns) = ([FaultSet(.repetition), FaultSet(.echo)], 2)
    }
    let faults = try #require(
      try await report(WholeTable(real, simulated: [("s", runs)]).table).speakers[0].groups[0].faults)
    #expect(faults.conversations.count == 16)
    #expect(faults.conversations[Fault.echo.number].simulated.share.number == 0.25)
    #expect(faults.conversations[Fault.repetition.number].real.share.number == 0.02)
    #expect(faults.any.simulated.count == 10 && faults.turns.simulated.count == 20 && faults.turns.simulated.of == 160)
    #expect(faults.turns.real.count == 1 && faults.turns.real.of == 200)
    #expect(faults.conversations[Fault.template.number].comparison.finding == .notShown)
  }

  /// They are left out of what is compared, and still counted among the faults; a closed harness is no fault of a run.
  @Test func whatHasAFaultIsLeftOutWhereSomebodySaysSo() async throws {
    let real = WholeTable.conversations(40, holding: 4) { $0.lastAct = .closing }
    var table = WholeTable(real, simulated: [("s", real)]).table
    for place in 0..<10 { table.whole.conduct.faults[40 + place] = FaultSet(.echo) }
    for place in 40..<80 { table.whole.conduct.faults[place].insert(FaultSet(.impossibleExit)) }
    table.whole.conduct.faults[0] = FaultSet(.echo)
    let speaker = try #require(try await report(table, faults: .drop).speakers.first)
    #expect(speaker.real == 40 && speaker.simulated == 30 && speaker.leftOut == 10)
    #expect(speaker.groups[0].endings?.lastActs[0].simulated.of == 30)
    #expect(speaker.groups[0].faults?.any.simulated.count == 10 && speaker.groups[0].faults?.any.simulated.of == 40)
    #expect(try await report(table, faults: .exit).reason?.contains("not in a whole conversation") ?? false)
    #expect(try await report(table).speakers.first?.leftOut == 0)
  }

  @Test func everySpeakerIsComparedWhereNoneIsNamedAndAFilterIsAReason() async throws {
    let real = WholeTable.conversations(20, holding: 4) { $0.lastAct = .closing }
    let table = WholeTable(real, simulated: [("s", real), ("t", real)]).table
    #expect(try await report(table, simulator: "").speakers.map(\.id) == ["s", "t"])
    #expect(try await report(table, simulator: "t").speakers.map(\.id) == ["t"])
    #expect(try await report(table, simulator: "u").reason == "u speaks in no whole conversation")
    let reason = try await report(table, filter: "real:deciding").reason
    #expect(reason?.hasPrefix("a filter of cases is in force") ?? false)
  }

  @Test func anAuditWithoutWholeSimulatedConversationsSaysNothingOfThem() async throws {
    var table = TestTable()
    let row = table.addConversation(stratum: 0)
    table.addPair(row, turn: 2, real: "resisting", simulated: "engaging")
    let options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 10, permutationDraws: 10)
    let rows = RowSet(capacity: table.table.count, full: true)
    let report = try await FidelityAnalysis(table: table.table, rows: rows, options: options).report()
    #expect(report.whole == nil)
  }
}
