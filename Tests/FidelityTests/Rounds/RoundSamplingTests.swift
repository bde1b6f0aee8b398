import Cases
import Statistics
import Testing

@testable import Fidelity

/// What a round draws, and what becomes of figures that stand on it.
struct RoundSamplingTests {
  /// An audit with a judge that misreads simulated refusals: what it says and what is true, pair by pair.
  private struct Audit {
    var table: CaseTable
    var all: RowSet
    /// By row, real and simulated.
    var truth: [(real: Int, simulated: Int)] = []

    init(conversations: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      var made = TestTable()
      for conversation in 0..<conversations {
        let side = conversation % 3 == 0 ? 1 : 0
        var pairs: [(real: Int, simulated: Int)] = []
        for _ in 0..<2 + random.next(below: 4) {
          // Rare stages too; those who decline resist more often the longer they stay.
          let real = random.next(below: 10) < (side == 0 ? 4 : 1) ? 0 : random.next(below: 12) / 3 + 1
          let simulated = random.next(below: 10) < 3 ? 0 : random.next(below: 8) / 2 + 1
          truth.append((real, simulated))
          pairs.append((real, simulated == 0 && random.next(below: 10) < 5 ? 3 : simulated))
        }
        made.add(stratum: side, pairs)
      }
      table = made.table
      all = made.all
    }

    var series: [CaseTable.Series] { table.series }

    /// People who always see what is true, of what a round drew.
    func labels(_ drawn: [RoundSampling.Drawn], isWeighted: Bool = true) -> [BlindStages] {
      drawn.map { item in
        BlindStages(
          row: item.row, reviewer: "p", real: item.isReal ? UInt8(truth[item.row].real) : Code.missing,
          simulated: item.isReal ? Code.missing : UInt8(truth[item.row].simulated),
          realProbability: item.isReal ? isWeighted ? item.probability : 0.5 : nil,
          simulatedProbability: item.isReal ? nil : isWeighted ? item.probability : 0.5)
      }
    }

    /// Mean over conversations of a side of the mean difference of depth.
    func bias(_ side: Int) -> Double {
      let means = (0..<table.conversations.count).filter { Int(table.conversations.stratum[$0]) == side }.map {
        let rows = Int(table.conversations.firstPair[$0])..<Int(table.conversations.firstPair[$0 + 1])
        return rows.reduce(0.0) { $0 + Double(truth[$1].simulated - truth[$1].real) } / Double(rows.count)
      }
      return means.reduce(0, +) / Double(means.count)
    }

    func share(_ side: Int, ofSimulated stage: Int) -> Double {
      let rows = truth.indices.filter { Int(table.pairs.stratum[$0]) == side }
      return Double(rows.count { truth[$0].simulated == stage }) / Double(rows.count)
    }
  }

  @Test func aRoundIsAsLargeAsItWasAskedForAndTakesOneTurnOfAConversation() {
    let audit = Audit(conversations: 150, seed: 1)
    let sampling = RoundSampling(audit.table, audit.all, series: audit.series)
    for (size, seed) in [(40, UInt64(1)), (40, 2), (100, 3), (150, 4), (500, 5)] {
      let (items, strata) = sampling.draw(size: size, seed: seed)
      // Where every conversation is to give a turn, not every stratum can give what it should.
      #expect(size < 150 ? items.count == size : items.count > 130 && items.count <= 150)
      #expect(Set(items.map { audit.table.pairs.conversation[$0.row] }).count == items.count)
      #expect(items.allSatisfy { $0.probability > 0 && $0.probability <= 1 })
      #expect(strata.reduce(0) { $0 + $1.drawn } == items.count)
      #expect(strata.reduce(0) { $0 + $1.population } == 2 * audit.table.count)
    }
    let first = sampling.draw(size: 40, seed: 9)
    #expect(first.items == sampling.draw(size: 40, seed: 9).items)
    #expect(first.items != sampling.draw(size: 40, seed: 10).items)
    // Half of each source, and of each of these half of each outcome.
    #expect(abs(first.items.count(where: \.isReal) - 20) <= 3)
    #expect(abs(first.items.count { audit.table.pairs.stratum[$0.row] == 1 } - 20) <= 3)
  }

  @Test func everyTurnIsDrawnAsOftenAsItsProbabilitySays() {
    let audit = Audit(conversations: 60, seed: 3)
    let sampling = RoundSampling(audit.table, audit.all, series: audit.series)
    var times: [Int: (count: Int, probability: Double)] = [:]
    let rounds = 4000
    for seed in 0..<rounds {
      for item in sampling.draw(size: 30, seed: UInt64(seed)).items {
        let key = 2 * item.row + (item.isReal ? 1 : 0)
        times[key] = ((times[key]?.count ?? 0) + 1, item.probability)
      }
    }
    // Nothing is left out, and the sum of the probabilities is the size.
    #expect(times.count == 2 * audit.table.count)
    #expect(abs(times.values.reduce(0) { $0 + $1.probability } - 30) < 1e-6)
    var square = 0.0
    for (count, probability) in times.values {
      let expected = probability * Double(rounds)
      let z = (Double(count) - expected) / (expected * (1 - probability)).squareRoot()
      #expect(abs(z) < 4.5)
      square += z * z
    }
    #expect(abs(square / Double(times.count) - 1) < 0.25)
  }

  @Test func ofVeryManyConversationsSomeAreLookedAt() {
    let audit = Audit(conversations: 900, seed: 4)
    let sampling = RoundSampling(audit.table, audit.all, series: audit.series)
    let items = sampling.draw(size: 10, seed: 1).items
    #expect(items.count == 10)
    // Σ 1 ÷ π estimates how many turns there are.
    let sums = (0..<300).map { seed in
      sampling.draw(size: 10, seed: UInt64(seed)).items.reduce(0) { $0 + 1 / $1.probability }
    }
    let mean = sums.reduce(0, +) / 300
    #expect(abs(mean / Double(2 * audit.table.count) - 1) < 0.1)
  }

  @Test func labelsThatNoRoundDrewAreLeftOutWhereOneDrewOthersAndThatIsCounted() {
    let audit = Audit(conversations: 60, seed: 2)
    let drawn = RoundSampling(audit.table, audit.all, series: audit.series).draw(size: 20, seed: 1).items
    let others = (0..<10).map { BlindStages(row: $0, reviewer: "q", real: 1, simulated: 1) }
    let turns = BlindTurns(audit.table, audit.all, blind: audit.labels(drawn) + others)
    #expect(turns.areDrawn && turns.leftOut == 20)
    #expect(turns.real.count + turns.simulated.count == drawn.count)
    #expect(turns.real.allSatisfy { $0.people.count == 1 })
    let alone = BlindTurns(audit.table, audit.all, blind: others)
    #expect(!alone.areDrawn && alone.leftOut == 0 && alone.simulated.count == 10)
  }

  /// What was settled counts as people's label; agreement is of what they gave.
  @Test func whatWasSettledIsTrueAndAgreementIsOfWhatWasGiven() {
    let audit = Audit(conversations: 60, seed: 2)
    let drawn = RoundSampling(audit.table, audit.all, series: audit.series).draw(size: 1, seed: 1).items
    var labels = audit.labels(drawn) + audit.labels(drawn)
    labels[1].reviewer = ReviewRound.adjudicator
    if drawn[0].isReal { labels[1].real = 4 } else { labels[1].simulated = 4 }
    let turns = BlindTurns(audit.table, audit.all, blind: labels)
    let turn = (turns.real + turns.simulated)[0]
    #expect(turn.truth == [4] && turn.people.count == 1 && turn.meanDepth([0, 1, 2, 3, 4]) == 4)
  }

  /// The excess that the verdict is taken on: of the decliners' side, which the judge's error makes too large.
  @Test func theCorrectedExcessIsThatOfTheTruth() async throws {
    let audit = Audit(conversations: 240, seed: 6)
    var options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 50, permutationDraws: 10)
    options.parts = [.contrast, .floors, .resampled]
    func floor(_ table: CaseTable) async throws -> FloorReport {
      let report = try await FidelityAnalysis(table: table, rows: audit.all, options: options).report()
      return try #require(report.contrast?.floors.first { $0.reference == .position })
    }
    var right = audit.table
    for row in 0..<right.count {
      right.pairs.realStage[row] = UInt8(audit.truth[row].real)
      right.pairs.simulatedStage[row] = UInt8(audit.truth[row].simulated)
    }
    let truth = try #require(try await floor(right).uncommittedExcess.number)
    let judged = try #require(try await floor(audit.table).uncommittedExcess.number)
    #expect(judged - truth > 0.25)
    let sampling = RoundSampling(audit.table, audit.all, series: audit.series)
    let rounds = 60
    var (error, covered) = (0.0, 0)
    for seed in 0..<rounds {
      options.blindStages = audit.labels(sampling.draw(size: 120, seed: UInt64(seed)).items)
      let corrected = try #require(try await floor(audit.table).corrected)
      error += (try #require(corrected.uncommitted.number) - truth) / Double(rounds)
      let bounds = try #require(corrected.uncommitted.interval.bounds)
      covered += bounds.lower <= truth && truth <= bounds.upper ? 1 : 0
    }
    #expect(abs(error) < 0.08, "\(error) of \(judged - truth)")
    #expect(covered > 53, "\(covered)")
  }

  /// The corrected bias, contrast and share over many rounds: on the mark, and in the interval as often as it says. Without
  /// the weights they are off the mark.
  @Test func correctedFiguresAreThoseOfThePopulation() {
    let audit = Audit(conversations: 240, seed: 6)
    let sampling = RoundSampling(audit.table, audit.all, series: audit.series)
    var options = AnalysisOptions(simulator: "s", instrument: "i")
    func rows(_ drawn: [RoundSampling.Drawn], isWeighted: Bool) -> [CorrectedReport.Row] {
      options.blindStages = audit.labels(drawn, isWeighted: isWeighted)
      let turns = BlindTurns(audit.table, audit.all, blind: options.blindStages)
      return DrawnCorrection(audit.table, audit.all, turns, options: options).report().rows
    }
    let truth = [
      ("simulated/considering", "left", audit.share(0, ofSimulated: 3)), ("depth-bias", "left", audit.bias(0)),
      ("contrast", nil, audit.bias(0) - audit.bias(1)),
    ]
    for size in [80, 160] {
      var errors = truth.map { _ in 0.0 }
      var unweighted = errors
      var covered = truth.map { _ in 0 }
      let rounds = 400
      for seed in 0..<rounds {
        let drawn = sampling.draw(size: size, seed: UInt64(seed)).items
        let (right, wrong) = (rows(drawn, isWeighted: true), rows(drawn, isWeighted: false))
        for (place, figure) in truth.enumerated() {
          let find: (CorrectedReport.Row) -> Bool = { $0.id == figure.0 && $0.stratum == figure.1 }
          guard let row = right.first(where: find), let number = row.corrected.number,
            let bounds = row.corrected.interval.bounds
          else { continue }
          errors[place] += (number - figure.2) / Double(rounds)
          unweighted[place] += ((wrong.first(where: find)?.corrected.number ?? 0) - figure.2) / Double(rounds)
          covered[place] += bounds.lower <= figure.2 && figure.2 <= bounds.upper ? 1 : 0
        }
      }
      #expect(abs(errors[0]) < 0.01 && abs(errors[1]) < 0.04 && abs(errors[2]) < 0.06, "\(size): \(errors)")
      // That the sample was stratified is not taken off: intervals are rather too wide.
      for count in covered { #expect(Double(count) / Double(rounds) > 0.92, "\(size): \(covered)") }
      #expect(
        abs(unweighted[1]) > 3 * abs(errors[1]) || abs(unweighted[0]) > 3 * abs(errors[0]), "\(unweighted) \(errors)")
    }
  }
}
