import Cases
import Statistics
import Testing

@testable import Fidelity

/// Floors of labels that are no stages, held to sums that are made label by label.
@Suite struct LabelFloorTests {
  /// Customers of one to three conversations, on both sides. Each probe has an emotion and an exit act that go with the
  /// stage before; who will not pay is negative more often, and may never answer at the end. The simulator draws from both
  /// sides' mixture, blind to who will pay.
  private func audit(
    customers: Int, seed: UInt64, draws: Int = 1, tilt: Double = 0.2, shift: Double = 0
  ) -> TestTable {
    var random = SeededGenerator(seed: seed, stream: 7)
    var table = TestTable()
    let names = table.table.description.schema.stages.map(\.id)
    func stage(_ before: Int, _ tilt: Double) -> Int {
      let move = random.nextUnit() + tilt
      return min(max(before + (move < 0.3 ? -1 : move > 0.7 ? 1 : 0), 0), 4)
    }
    /// 0 positive … 3 negative; 0 no exit act, 1 refusal, 2 delay.
    func labels(_ before: Int, _ tilt: Double) -> (emotion: Int, exit: Int) {
      let mood = random.nextUnit() - Double(before) / 10 - tilt
      return (mood < 0 ? 0 : mood < 0.3 ? 1 : mood < 0.6 ? 2 : 3, mood < 0.5 ? 0 : mood < 0.7 ? 1 : 2)
    }
    func blind() -> Double { random.next(below: 2) == 0 ? -tilt : tilt }
    for customer in 0..<customers {
      for _ in 0..<1 + random.next(below: 3) {
        let stratum = random.next(below: 2)
        let row = table.addConversation(stratum: stratum, customer: "c\(customer)")
        let own = stratum == 0 ? -tilt : tilt
        var before = 1 + random.next(below: 3)
        func add(_ turn: Int, _ place: Int, _ real: Int?, _ labels: (emotion: Int, exit: Int)?, isExit: Bool) {
          for draw in 0..<draws {
            let shown = simulatedLabels(before)
            table.addPair(
              row, turn: turn, place: place, draw: draw, real: real.map { names[$0] } ?? "-",
              simulated: names[stage(before, blind())], isExit: isExit)
            table.setLast(\.realEmotion, labels?.emotion ?? Int(Code.missing))
            table.setLast(\.realExit, labels?.exit ?? Int(Code.missing))
            table.setLast(\.simulatedEmotion, shown.emotion)
            table.setLast(\.simulatedExit, shown.exit)
          }
        }
        func simulatedLabels(_ before: Int) -> (emotion: Int, exit: Int) { labels(before, blind() + shift) }
        for probe in 0..<3 {
          let real = stage(before, own)
          add(2 * probe + 1, [3, 6, 9][probe], real, labels(before, own), isExit: false)
          before = real
        }
        if stratum == 0, random.nextUnit() < 0.6 { add(19, 9, nil, nil, isExit: true) }
      }
    }
    return table
  }

  private func report(_ table: TestTable, draws: DrawRule = .single(0)) async throws -> FidelityReport {
    var options = AnalysisOptions(
      simulator: "s", instrument: "i",
      parts: [.strata, .contrast, .floors, .matrix, .exits, .survival, .categories])
    options.draws = draws
    return try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
  }

  // MARK: The sums, spelt out

  /// One real turn with its value, as a law is made of it; at the end of a conversation that somebody answered, what was
  /// last said stands beside the silences.
  private struct Turn {
    var conversation: Int
    var turn: Int
    var cells: [String]
    var value: Int
  }

  private struct Expected {
    var figure: Double
    var floor: Double
    var error: Double
    var units: Int
  }

  private func turns(_ table: CaseTable, _ real: [UInt8], _ values: Int) -> [Turn] {
    var turns: [Turn] = []
    for conversation in 0..<table.conversations.count {
      var (previous, beforeLast, last, isSilent) = ("none", "none", Turn?.none, false)
      let first = Int(table.conversations.firstPair[conversation])
      for row in first..<Int(table.conversations.firstPair[conversation + 1]) {
        let turn = Int(table.pairs.turn[row])
        guard Int(real[row]) < values, last?.turn != turn else { continue }
        let position = "\(table.pairs.position[row])"
        let own = Turn(
          conversation: conversation, turn: turn, cells: ["", position, position + "/" + previous],
          value: Int(real[row]))
        turns.append(own)
        (last, beforeLast) = (own, previous)
        if table.pairs.realStage[row] == Code.noReply {
          isSilent = true
        } else {
          previous = "\(table.pairs.realStage[row])"
        }
      }
      if var end = last, !isSilent {
        let exit = "\(table.positions.exit)"
        (end.turn, end.cells) = (.max, ["", exit, exit + "/" + beforeLast])
        turns.append(end)
      }
    }
    return turns
  }

  /// - Parameters:
  ///   - counts: The rows of the set, by the value of the real turn and whether somebody answered.
  ///   - members: The values that are counted.
  ///   - isShift: Whether the real turn's own is subtracted.
  private func expected(
    _ table: CaseTable, _ real: [UInt8], _ simulated: [UInt8], values: Int, stratum: Int, members: Set<Int>,
    isShift: Bool, counts: (_ row: Int) -> Bool
  ) throws -> Expected {
    let turns = turns(table, real, values)
    func customer(_ conversation: Int) -> UInt32 { table.conversations.cluster[conversation] }
    func law(_ own: Turn) -> Double {
      for level in (0..<3).reversed() {
        let others = turns.filter {
          customer($0.conversation) != customer(own.conversation) && $0.cells[level] == own.cells[level]
        }
        if !others.isEmpty {
          return Double(others.count { members.contains($0.value) }) / Double(others.count)
        }
      }
      return .nan
    }
    let laws = turns.map(law)
    var (weight, excess, influence) = ([UInt32: Double](), [UInt32: Double](), [UInt32: Double]())
    var inCell: [String: Double] = [:]
    var (figure, floor, chances) = (0.0, 0.0, 0.0)
    for row in 0..<table.count {
      let conversation = Int(table.pairs.conversation[row])
      guard Int(table.conversations.stratum[conversation]) == stratum, Int(real[row]) < values,
        Int(simulated[row]) < values, counts(row)
      else { continue }
      let turn = Int(table.pairs.turn[row])
      let draws = (0..<table.count).count {
        table.pairs.conversation[$0] == table.pairs.conversation[row] && table.pairs.turn[$0] == table.pairs.turn[row]
          && Int(simulated[$0]) < values
      }
      let part = 1 / Double(draws)
      let place = try #require(turns.firstIndex { $0.conversation == conversation && $0.turn == turn })
      let shown = members.contains(Int(simulated[row])) ? part : 0
      let own = isShift && members.contains(Int(real[row])) ? part : 0
      weight[customer(conversation), default: 0] += part
      excess[customer(conversation), default: 0] += shown - part * laws[place]
      figure += shown - own
      floor += part * laws[place] - own
      chances += part * laws[place]
      inCell[turns[place].cells[2], default: 0] += part
    }
    for (turn, law) in zip(turns, laws) {
      guard let pairs = inCell[turn.cells[2]] else { continue }
      let labels = Double(turns.count { $0.cells[2] == turn.cells[2] })
      influence[customer(turn.conversation), default: 0] +=
        pairs / labels * (law - (members.contains(turn.value) ? 1 : 0))
    }
    let total = weight.values.reduce(0, +)
    let mean = (figure - floor) / total
    let units = Set(weight.keys).union(influence.keys)
    let x = units.map { (excess[$0] ?? 0) + (influence[$0] ?? 0) - mean * (weight[$0] ?? 0) }
    let centre = x.reduce(0, +) / Double(x.count)
    let squares = x.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let g = Double(weight.count)
    // Rare turns vary as Poisson's do, at least.
    let seen = chances + excess.values.reduce(0, +)
    let isRare = min(chances, seen, total - chances, total - seen) < 5
    let variance = max(g / (g - 1) * squares, isRare ? max(min(chances, total - chances), 0) : 0)
    return Expected(
      figure: figure / total, floor: floor / total, error: variance.squareRoot() / total, units: weight.count)
  }

  private func expect(
    _ floored: FlooredFigure?, _ figure: Figure?, equals expected: Expected, _ name: String
  ) throws {
    let floored = try #require(floored, "\(name)")
    #expect(try abs(#require(figure?.number) - expected.figure) < 1e-12, "\(name)")
    #expect(try abs(#require(floored.floor.number) - expected.floor) < 1e-12, "\(name)")
    #expect(try abs(#require(floored.excess.number) - expected.figure + expected.floor) < 1e-12, "\(name)")
    guard expected.error > 1e-12, expected.units > 1 else { return }
    let quantile = try StudentTDistribution(degreesOfFreedom: Double(expected.units - 1)).quantile(0.975)
    let bounds = try #require(floored.excess.interval.bounds, "\(name)")
    #expect(abs((bounds.upper - bounds.lower) / 2 - quantile * expected.error) < 1e-10, "\(name)")
  }

  // MARK: Tests

  @Test(arguments: [1, 2]) func everyFloorIsTheSumOfTheLaw(draws: Int) async throws {
    let made = audit(customers: 24, seed: 3, draws: draws)
    let table = made.table
    let report = try await report(made, draws: draws > 1 ? .mean : .single(0))
    let pairs = table.pairs
    let resists = try #require(table.description.schema.stageIndices(table.description.schema.resistance).first)
    func disengages(_ stage: UInt8) -> UInt8 { stage == Code.noReply || Int(stage) == resists ? 1 : 0 }
    let (real, simulated) = (pairs.realStage.map(disengages), pairs.simulatedStage.map(disengages))
    func acts(_ stages: [UInt8], _ exits: [UInt8]) -> [UInt8] {
      zip(stages, exits).map { $0 == Code.noReply ? 3 : $1 }
    }
    let (realActs, simulatedActs) = (
      acts(pairs.realStage, pairs.realExit), acts(pairs.simulatedStage, pairs.simulatedExit)
    )
    for (side, stratum) in report.strata.enumerated() {
      try expect(
        stratum.matrix?.flooredMissShare, stratum.matrix?.disengagementMissShare,
        equals: expected(
          table, real, simulated, values: 2, stratum: side, members: [0], isShift: false
        ) { real[$0] == 1 }, "missed")
      for (value, row) in stratum.emotions.enumerated() {
        try expect(
          row.floored, row.shift,
          equals: expected(
            table, pairs.realEmotion, pairs.simulatedEmotion, values: 4, stratum: side, members: [value],
            isShift: true
          ) { _ in true }, row.id)
      }
      let audit = try #require(report.exitAudit?.strata[side])
      for act in audit.acts {
        let value = ["none": 0, "refusal": 1, "delay": 2, "abandonment": 3][act.row.id] ?? 9
        try expect(
          act.row.floored, act.row.shift,
          equals: expected(
            table, realActs, simulatedActs, values: 4, stratum: side, members: [value], isShift: true
          ) { _ in true }, act.row.id)
      }
      guard side == 0 else { continue }
      let silence = pairs.realStage.map { $0 == Code.noReply ? UInt8(1) : 0 }
      try expect(
        audit.flooredSilence, audit.silentAtExit,
        equals: expected(
          table, silence, pairs.simulatedStage.map { _ in 0 }, values: 2, stratum: side, members: [1], isShift: false
        ) { silence[$0] == 1 }, "silent")
    }
  }

  /// The expected events of a curve are those of its law, on the real risk set.
  @Test func theCurveOfTheFloorIsMadeOfExpectedEvents() async throws {
    let made = audit(customers: 24, seed: 5)
    let table = made.table
    let report = try await report(made)
    let exits = ExitActs(table.description.schema)
    let real = table.pairs.realStage.indices.map { row -> UInt8 in
      (exits.leaves(stage: table.pairs.realStage[row], exit: table.pairs.realExit[row]) ?? false) ? 1 : 0
    }
    var hasLeft: Set<UInt32> = []
    var isAtRisk: [Bool] = []
    for row in real.indices {
      isAtRisk.append(!hasLeft.contains(table.pairs.conversation[row]))
      if real[row] == 1 { hasLeft.insert(table.pairs.conversation[row]) }
    }
    for (side, stratum) in report.strata.enumerated() {
      let survival = try #require(stratum.survival)
      let floor = try #require(survival.floor)
      #expect(floor.steps.map(\.atRisk) == survival.real.steps.map(\.atRisk))
      var surviving = 1.0
      for step in floor.steps {
        let expected = try expected(
          table, real, real, values: 2, stratum: side, members: [1], isShift: false
        ) { isAtRisk[$0] && Int(table.pairs.userTurn[$0]) == step.turn }
        #expect(abs(step.events - expected.floor * Double(step.atRisk)) < 1e-10)
        surviving *= 1 - expected.floor
        #expect(abs(step.surviving - surviving) < 1e-10 && step.lower == step.surviving)
      }
      #expect(floor.incidence.leaving.interval.bounds == nil && floor.incidence.leaving.number != nil)
    }
  }

  @Test func ofAPerfectSimulatorNoExcessOfALabelIsShownMoreOftenThanItShould() async throws {
    var (count, small): ([String: Double], [String: Double]) = ([:], [:])
    let audits = 40
    for seed in 0..<UInt64(audits) {
      let report = try await report(audit(customers: 80, seed: 100 + seed))
      for (side, stratum) in report.strata.enumerated() {
        let figures =
          stratum.emotions.map { ("emotion", $0.floored) }
          + [("missed", side == 1 ? stratum.matrix?.flooredMissShare : nil)]
          // A simulator that never stays silent does not act as people at their last turn.
          + (report.exitAudit?.strata[side].acts.filter { side == 1 && $0.row.id != "abandonment" } ?? [])
          .map { ("act", $0.row.floored) }
        for (name, figure) in figures {
          guard let p = figure?.p.number else { continue }
          count[name, default: 0] += 1
          if p < 0.05 { small[name, default: 0] += 1 }
        }
      }
    }
    #expect(count.count == 3)
    for (name, all) in count {
      let share = (small[name] ?? 0) / all
      #expect(share < 0.05 + 3 * (0.05 * 0.95 / Double(audits)).squareRoot(), "\(name): \(share)")
    }
  }

  @Test func aSimulatorThatIsInABetterMoodIsCaughtOnBothSides() async throws {
    let report = try await report(audit(customers: 200, seed: 1, shift: 0.3))
    for stratum in report.strata {
      let positive = try #require(stratum.emotions[0].floored?.excess.interval.bounds)
      #expect(positive.lower > 0)
    }
  }

  @Test func aFilterOnWhatIsMeasuredWithholdsTheseToo() async throws {
    let made = audit(customers: 30, seed: 2)
    var options = AnalysisOptions(
      simulator: "s", instrument: "i",
      parts: [.strata, .contrast, .floors, .matrix, .exits, .survival, .categories])
    options.filterText = "real:resisting"
    let report = try await FidelityAnalysis(table: made.table, rows: made.all, options: options).report()
    let stratum = report.strata[0]
    #expect(report.reasonToWithhold != nil && stratum.survival?.floor == nil)
    for floored in [
      stratum.matrix?.flooredMissShare, stratum.emotions[0].floored, report.exitAudit?.strata[0].acts[0].row.floored,
      report.exitAudit?.strata[0].flooredSilence,
    ] {
      #expect(floored?.floor.number == nil && floored?.excess.value.reason == report.reasonToWithhold)
    }
  }
}
