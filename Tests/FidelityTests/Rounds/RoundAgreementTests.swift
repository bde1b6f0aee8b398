import Fidelity
import Statistics
import Testing

/// Agreement on the turns of a round.
struct RoundAgreementTests {
  private func turn(
    _ number: Int, isReal: Bool = false, weight: Double = 1, people: [String: Int], judge: Int
  ) -> RatedTurn {
    RatedTurn(cluster: number, isReal: isReal, weight: weight, people: people, instruments: ["judge": judge])
  }

  /// CloseBench publishes of its twenty doubly labelled turns: judge and A agree on 65 %, κ .31; judge and H on 65 %, .33;
  /// A and H on 90 %, .78. But for which label is which, one table of three ratings has these marginals.
  private var closeBench: [RatedTurn] {
    let cells: [(judge: Int, a: Int, h: Int, count: Int)] = [
      (0, 0, 0, 5), (0, 0, 1, 1), (0, 1, 1, 5), (1, 0, 0, 1), (1, 0, 1, 1), (1, 1, 1, 7),
    ]
    let turns = cells.flatMap { cell in
      Array(repeating: (["A": cell.a, "H": cell.h], cell.judge), count: cell.count)
    }
    return turns.enumerated().map { turn($0, people: $1.0, judge: $1.1) }
  }

  @Test func agreementIsThatOfCloseBench() throws {
    let pairs = RoundAgreement(closeBench, categories: 2, level: 0.95).pairs()
    func pair(_ first: String, _ second: String) throws -> RaterAgreement {
      try #require(pairs.first { $0.first == first && $0.second == second && $0.source == .all })
    }
    let values = try [pair("A", "judge"), pair("H", "judge"), pair("A", "H")]
    #expect(values.map { $0.equal.count } == [20, 20, 20])
    #expect(values.map(\.isOfInstrument) == [true, true, false])
    for (value, equal) in zip(values, [0.65, 0.65, 0.9]) { #expect(abs((value.equal.number ?? 0) - equal) < 1e-12) }
    // sklearn.metrics.cohen_kappa_score(a, b) of scikit-learn 1.7: see Tests/Oracles/round_agreement.py.
    for (value, kappa) in zip(values, [0.3137254901960784, 0.326923076923077, 0.7826086956521738]) {
      #expect(abs((value.kappa.number ?? 0) - kappa) < 1e-12)
    }
    // statsmodels.stats.proportion.proportion_confint(13, 20, method="wilson"), and of 18.
    for (value, bounds) in zip(values, [(0.4328543, 0.8188082), (0.4328543, 0.8188082), (0.6989664, 0.9721335)]) {
      let own = try #require(value.equal.interval.bounds)
      #expect(abs(own.lower - bounds.0) < 1e-6 && abs(own.upper - bounds.1) < 1e-6)
    }
    #expect(values[2].counts == [[6, 2], [0, 12]])
    let standing = try #require(
      RoundAgreement(closeBench, categories: 2, level: 0.95).standings().first { $0.source == .all })
    // Half of a κ lower, and yet twenty turns cannot tell.
    #expect(standing.word == .unknown && (standing.difference.number ?? 0) < -0.4)
    let many = (0..<5).flatMap { copy in
      closeBench.map { turn(20 * copy + $0.cluster, people: $0.people, judge: $0.instruments["judge"] ?? 0) }
    }
    #expect(
      RoundAgreement(many, categories: 2, level: 0.95).standings().first { $0.source == .all }?.word == .notEstablished)
    #expect(abs((standing.people.number ?? 0) - 0.7802) < 0.01)
  }

  @Test func aRaterWhoGivesEveryTurnTheSameHasNoKappa() throws {
    let turns = (0..<10).map { turn($0, people: ["A": 1, "H": $0 % 2], judge: $0 % 2) }
    let pairs = RoundAgreement(turns, categories: 2, level: 0.95).pairs().filter { $0.source == .all }
    let constant = try #require(pairs.first { $0.first == "A" && $0.second == "H" })
    #expect(constant.kappa.value.reason == "A gave every turn the same, so that κ is undefined")
    #expect(constant.equal.number == 0.5)
    let same = try #require(pairs.first { $0.first == "H" && $0.second == "judge" })
    #expect(same.kappa.number == 1)
  }

  /// sklearn.metrics.cohen_kappa_score(a, b, sample_weight=w).
  @Test func turnsCountWhatTheyStandFor() throws {
    let weights = [1.0, 4, 2.5, 10, 1.5, 3]
    let first = [0, 1, 2, 1, 0, 2]
    let second = [0, 1, 1, 1, 2, 2]
    let turns = weights.indices.map {
      turn($0, isReal: $0 < 3, weight: weights[$0], people: ["A": first[$0]], judge: second[$0])
    }
    let pairs = RoundAgreement(turns, categories: 3, level: 0.95).pairs()
    let all = try #require(pairs.first { $0.source == .all })
    #expect(abs((all.kappa.number ?? 0) - 0.6101882613510521) < 1e-12)
    #expect(abs((all.equal.number ?? 0) - 18 / 22) < 1e-12)
    #expect(pairs.map(\.equal.count) == [6, 3, 3])
  }

  @Test func anInstrumentThatIsAsGoodAsPeopleIsEstablishedAndWithoutOverlapNobodyKnows() throws {
    // Everybody is wrong now and then, the instrument no more than people.
    var random = SeededGenerator(seed: 4)
    let turns = (0..<600).map { number in
      let truth = number % 3
      func seen() -> Int { random.next(below: 6) == 0 ? (truth + 1) % 3 : truth }
      return turn(number, isReal: number % 2 == 0, people: ["A": seen(), "H": seen()], judge: seen())
    }
    for standing in RoundAgreement(turns, categories: 3, level: 0.95).standings() {
      #expect(standing.word == .established)
    }
    let alone = turns.map { turn($0.cluster, people: ["A": $0.people["A"] ?? 0], judge: $0.instruments["judge"] ?? 0) }
    #expect(RoundAgreement(alone, categories: 3, level: 0.95).standings().allSatisfy { $0.word == .unknown })
  }
}
