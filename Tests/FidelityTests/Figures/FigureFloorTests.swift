import Cases
import Fidelity
import Statistics
import Testing

/// Floors of figures beside the contrast, on audits whose truth is planted.
@Suite struct FigureFloorTests {
  /// People who stay with what they said before, and more of them resist who will not pay. The simulator draws from what
  /// others say next, blind to who will pay.
  private func audit(conversations: Int, seed: UInt64, resistsInstead: Double = 0) -> TestTable {
    var random = SeededGenerator(seed: seed, stream: 0)
    var table = TestTable()
    func next(_ before: Int, _ shift: Double) -> Int {
      let move = random.nextUnit() + shift
      return min(max(before + (move < 0.3 ? -1 : move > 0.7 ? 1 : 0), 0), 4)
    }
    for conversation in 0..<conversations {
      var stage = 1 + random.next(below: 3)
      let stratum = conversation % 2
      var pairs: [(real: Int, simulated: Int)] = []
      for _ in 0..<3 {
        // Who pays moves up more often; the simulator does not know and mixes both.
        let real = next(stage, stratum == 0 ? -0.2 : 0.2)
        var simulated = next(stage, random.next(below: 2) == 0 ? -0.2 : 0.2)
        if random.nextUnit() < resistsInstead { simulated = 3 }
        pairs.append((real, simulated))
        stage = real
      }
      table.add(stratum: stratum, pairs)
    }
    return table
  }

  private func report(_ table: TestTable, _ change: (inout AnalysisOptions) -> Void = { _ in }) async throws
    -> FidelityReport
  {
    var options = AnalysisOptions(
      simulator: "s", instrument: "i", parts: [.strata, .contrast, .floors, .positions, .matrix, .exits, .survival])
    change(&options)
    return try await FidelityAnalysis(
      table: table.table, rows: RowSet(capacity: table.table.count, full: true), options: options
    ).report()
  }

  /// Labels of people of whom it is not known whether they paid are part of the laws, and of no figure.
  @Test func anUnknownOutcomeIsPartOfTheLawsAlone() async throws {
    let known = audit(conversations: 60, seed: 8)
    var table = known
    table.add(stratum: Int(Code.missing), [(0, 4), (1, 4), (2, 4)])
    let (before, after) = (try await report(known), try await report(table))
    for stratum in 0..<2 {
      let own = try #require(before.strata[stratum].depthBias?.floored)
      let other = try #require(after.strata[stratum].depthBias?.floored)
      let (floor, moved) = (try #require(own.floor.number), try #require(other.floor.number))
      #expect(floor != moved)
      #expect(own.excess.count == other.excess.count)
    }
  }

  /// p of the excess of every figure: of a perfect simulator few are small.
  private func excesses(_ report: FidelityReport) -> [(name: String, p: Double)] {
    var found: [(String, Double)] = []
    func add(_ name: String, _ figure: FlooredFigure?) {
      if let p = figure?.p.number { found.append((name, p)) }
    }
    for stratum in report.strata {
      for row in stratum.stages { add("shift", row.floored) }
      add("bias", stratum.depthBias?.floored)
      add("agreement", stratum.matrix?.flooredAgreement)
      add("recall", stratum.matrix?.flooredRecall)
      add("false resistance", stratum.matrix?.flooredFalseExits)
      add("missed", stratum.matrix?.flooredMissShare)
      for cell in (stratum.matrix?.flooredCells ?? []).joined() { add("cell", cell) }
      add("hazards", stratum.survival?.floored)
      if let p = stratum.matrix?.asReference?.p.number { found.append(("homogeneity", p)) }
    }
    for group in report.positions ?? [] {
      add("contrast by position", group.floored)
      for stratum in group.strata { add("bias by position", stratum.floored) }
    }
    return found
  }

  @Test func ofAPerfectSimulatorNoExcessIsShownMoreOftenThanItShould() async throws {
    var (count, small): ([String: Double], [String: Double]) = ([:], [:])
    var observed = 0.0
    let audits = 40
    for seed in 0..<UInt64(audits) {
      let report = try await report(audit(conversations: 120, seed: seed))
      for (name, p) in excesses(report) {
        count[name, default: 0] += 1
        if p < 0.05 { small[name, default: 0] += 1 }
      }
      // The classical test convicts the same simulator.
      for stratum in report.strata where (stratum.matrix?.stuartMaxwellClustered.p.number ?? 1) < 0.05 { observed += 1 }
    }
    for (name, all) in count {
      let share = (small[name] ?? 0) / all
      // Figures of one audit go together: the error is that of the audits.
      let error = (0.05 * 0.95 / Double(audits)).squareRoot()
      #expect(share < 0.05 + 3 * error, "\(name): \(share)")
    }
    #expect(count.count == 11)
    #expect(observed / Double(2 * audits) > 0.2)
  }

  @Test func aSimulatorThatDoesNotResistIsCaughtOnBothSides() async throws {
    let report = try await report(audit(conversations: 400, seed: 1, resistsInstead: 0.5))
    for stratum in report.strata {
      let shift = try #require(stratum.stages[0].floored)
      #expect(try #require(shift.excess.interval.bounds).upper < 0)
      let alone = try #require(stratum.matrix?.flooredFalseExits)
      #expect(try #require(alone.excess.interval.bounds).upper < 0)
      #expect(try #require(stratum.matrix?.asReference?.p.number) < 0.001)
      #expect(try #require(stratum.survival?.floored?.excess.interval.bounds).upper < 0)
    }
  }

  /// Two simulators on the same conversations, the other at some of the probes alone.
  private func comparison(_ conversations: Int, otherProbes: Int) async throws -> ComparisonReport {
    var random = SeededGenerator(seed: 9, stream: 0)
    var table = TestTable(simulators: ["s", "t"])
    let names = table.table.description.schema.stages.map(\.id)
    for conversation in 0..<conversations {
      let row = table.addConversation(stratum: conversation % 2)
      for probe in 0..<3 {
        let real = names[random.next(below: 4 + conversation % 2)]
        for simulator in ["s", "t"] where simulator == "s" || probe < otherProbes {
          table.addPair(
            row, turn: 2 * probe + 1, place: [3, 6, 9][probe], simulator: simulator, real: real,
            simulated: names[random.next(below: 5)])
        }
      }
    }
    let report = try await report(table) {
      ($0.parts, $0.comparedSimulator) = ([.strata, .contrast, .floors, .comparison], "t")
    }
    return try #require(report.comparison)
  }

  @Test func theDifferenceOfTwoSimulatorsHasAFloorOfItsOwn() async throws {
    let found = try await comparison(60, otherProbes: 2)
    let (own, other) = (try #require(found.floored), try #require(found.otherFloored))
    let difference = try #require(found.flooredDifference)
    func number(_ quantity: Quantity) throws -> Double { try #require(quantity.number) }
    #expect(try abs(number(difference.floor)) > 1e-3)
    #expect(try abs(number(own.floor) - number(other.floor) - number(difference.floor)) < 1e-12)
    #expect(try abs(number(own.excess.value) - number(other.excess.value) - number(difference.excess.value)) < 1e-12)
    #expect(
      try abs(number(found.difference.value) - number(difference.floor) - number(difference.excess.value)) < 1e-12)
    // Paired: not the two intervals put together.
    let bounds = try #require(difference.excess.interval.bounds)
    #expect(bounds.lower < bounds.upper && found.p.number != nil && difference.p.number != nil)
    for stratum in found.strata {
      let difference = try #require(stratum.flooredDifference)
      #expect(
        try abs(number(stratum.difference.value) - number(difference.floor) - number(difference.excess.value)) < 1e-12)
      #expect(difference.excess.interval.bounds != nil)
    }
  }

  /// At the same probes a reference shows the same of both: the excess is the difference, with its paired interval.
  @Test func atTheSameProbesTheFloorCancelsOut() async throws {
    let found = try await comparison(60, otherProbes: 3)
    let difference = try #require(found.flooredDifference)
    #expect(abs(try #require(difference.floor.number)) < 1e-12)
    let (own, plain) = (
      try #require(difference.excess.interval.bounds), try #require(found.difference.interval.bounds)
    )
    #expect(abs(own.lower - plain.lower) < 1e-9 && abs(own.upper - plain.upper) < 1e-9)
    #expect(try abs(#require(difference.p.number) - #require(found.p.number)) < 1e-9)
  }

  @Test func figureFloorAndExcessAddUp() async throws {
    let report = try await report(audit(conversations: 80, seed: 2))
    func check(_ figure: Figure?, _ floored: FlooredFigure?) throws {
      let (figure, floored) = (try #require(figure?.number), try #require(floored))
      #expect(try abs(figure - #require(floored.floor.number) - #require(floored.excess.number)) < 1e-12)
    }
    for (place, stratum) in report.strata.enumerated() {
      for row in stratum.stages { try check(row.shift, row.floored) }
      try check(stratum.depthBias?.estimate, stratum.depthBias?.floored)
      try check(stratum.matrix?.agreement, stratum.matrix?.flooredAgreement)
      try check(stratum.matrix?.exitRecall, stratum.matrix?.flooredRecall)
      try check(stratum.matrix?.falseExitRate, stratum.matrix?.flooredFalseExits)
      try check(stratum.matrix?.disengagementMissShare, stratum.matrix?.flooredMissShare)
      let matrix = try #require(stratum.matrix)
      // Resistance is one stage here: its cell is the recall, which has values of its own in an oracle.
      #expect(try #require(matrix.flooredCells)[0][0] == matrix.flooredRecall)
      for (counts, cells) in try zip(matrix.counts, #require(matrix.flooredCells)) {
        let all = counts.reduce(0, +)
        if all > 0 { #expect(abs(cells.reduce(0) { $0 + ($1.floor.number ?? 9) } - 1) < 1e-12) }
        for (count, cell) in zip(counts, cells) where all > 0 {
          #expect(try abs(count / all - #require(cell.floor.number) - #require(cell.excess.number)) < 1e-12)
        }
      }
      try check(stratum.survival?.difference, stratum.survival?.floored)
      let audit = try #require(report.exitAudit?.strata[place])
      try check(audit.falseExits, audit.flooredFalseExits)
      for position in audit.positions where position.recall.number != nil {
        try check(position.recall, position.flooredRecall)
      }
    }
    for group in report.positions ?? [] { try check(group.contrast, group.floored) }
  }

  @Test func aConversationsOwnLabelsDoNotMoveItsFloor() async throws {
    var table = audit(conversations: 60, seed: 4)
    // One conversation is selected; its own labels change.
    var rows = RowSet(capacity: table.table.count)
    for row in 0..<3 { rows.insert(row) }
    func floor(_ table: TestTable) async throws -> [Double] {
      let options = AnalysisOptions(simulator: "s", instrument: "i", parts: [.strata, .contrast, .floors])
      let report = try await FidelityAnalysis(table: table.table, rows: rows, options: options).report()
      return try report.strata[0].stages.map {
        try #require($0.floored?.floor.number) + #require($0.real.share.number)
      }
    }
    let own = try await floor(table)
    // The last turn's label tells no later probe what came before it.
    table.relabel(row: 2, real: 4)
    #expect(zip(try await floor(table), own).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func aFilterOnWhatIsMeasuredWithholdsEveryFloor() async throws {
    let report = try await report(audit(conversations: 60, seed: 5)) { $0.filterText = "real:resisting" }
    let floored = try #require(report.strata[0].stages[0].floored)
    #expect(floored.floor.number == nil && floored.excess.value.reason == report.reasonToWithhold)
    #expect(report.strata[0].matrix?.asReference?.p.number == nil)
  }
}
