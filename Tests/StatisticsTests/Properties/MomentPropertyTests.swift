import Statistics
import Testing

/// Ratios from sums over clusters that are not kept are those of the clusters themselves.
@Suite struct MomentPropertyTests {
  private func clusters(_ seed: UInt64, count: Int, sides: Bool = false) -> [ClusterSum] {
    var random = SeededGenerator(seed: seed, stream: 0)
    return (0..<count).map { _ in
      ClusterSum(total: random.nextUnit() * 3 - 1, weight: Double(1 + random.next(below: 4)))
    }
  }

  private func moments(_ sums: [ClusterSum], influences: [Double]? = nil) -> RatioMoments {
    var moments = RatioMoments(dimension: 1)
    for (place, sum) in sums.enumerated() {
      moments.add(weight: sum.weight, values: [sum.total].span, influences: [influences?[place] ?? 0].span)
    }
    return moments
  }

  @Test(arguments: [2, 3, 17, 400])
  func withoutInfluencesItIsTheRatioEstimate(_ count: Int) throws {
    let sums = clusters(UInt64(count), count: count)
    let (own, expected) = (try moments(sums).estimate([1]), try ratioEstimate(sums))
    #expect(abs(own.value - expected.value) < 1e-12)
    #expect(abs(own.standardError / expected.standardError - 1) < 1e-9)
    #expect(own.degreesOfFreedom == expected.degreesOfFreedom)
    var joined = moments(Array(sums.prefix(1)))
    joined.append(moments(Array(sums.dropFirst())))
    #expect(try abs(joined.estimate([1]).standardError / own.standardError - 1) < 1e-12)
  }

  @Test func influencesWidenAndDoNotMove() throws {
    let sums = clusters(7, count: 200)
    let influences = (0..<200).map { $0 % 2 == 0 ? 0.5 : -0.5 }
    let (plain, wide) = (try moments(sums).estimate([1]), try moments(sums, influences: influences).estimate([1]))
    #expect(plain.value == wide.value)
    #expect(wide.standardError > plain.standardError)
  }

  /// None of a stage where half of one was expected is no proof.
  @Test func whatIsTooRareToVaryVariesAsItMust() throws {
    let sums = (0..<100).map { _ in ClusterSum(total: -0.005, weight: 1) }
    #expect(throws: StatisticsError.self) { try moments(sums).estimate([1]) }
    let estimate = try moments(sums).estimate([1], leastVariance: 0.5)
    #expect(try estimate.test().pValue > 0.4)
  }

  @Test func factorsAddRatiosUp() throws {
    var random = SeededGenerator(seed: 3, stream: 0)
    var moments = RatioMoments(dimension: 3)
    var sums: [ClusterSum] = []
    for _ in 0..<60 {
      let values = (0..<3).map { _ in random.nextUnit() }
      moments.add(weight: 2, values: values.span, influences: [0.0, 0, 0].span)
      sums.append(ClusterSum(total: values[0] + values[2], weight: 2))
    }
    let (own, expected) = (try moments.estimate([1, 0, 1]), try ratioEstimate(sums))
    #expect(abs(own.value - expected.value) < 1e-12)
    #expect(abs(own.standardError / expected.standardError - 1) < 1e-9)
    #expect(try moments.test([[0], [2], [0]]).degreesOfFreedom == 2)
  }

  /// Sets that stand beside each other are each what they would be alone, and in parts what they are in one.
  @Test func setsDoNotMeet() throws {
    var random = SeededGenerator(seed: 4, stream: 0)
    var alone = (0..<3).map { _ in RatioMoments(dimension: 2) }
    var parts = (0..<2).map { _ in RatioMomentSets(sets: 3, dimension: 2) }
    for cluster in 0..<80 {
      let chosen = (0..<3).filter { _ in random.next(below: 3) > 0 }
      let weights = (0..<3).map { _ in Double(random.next(below: 3)) }
      let (values, influences) = ((0..<6).map { _ in random.nextUnit() }, (0..<6).map { _ in random.nextUnit() - 0.5 })
      parts[cluster / 40].add(to: chosen, weights: weights, values: values, influences: influences)
      for set in chosen {
        let range = 2 * set..<2 * set + 2
        alone[set].add(
          weight: weights[set], values: Array(values[range]).span, influences: Array(influences[range]).span)
      }
    }
    parts[0].append(parts[1])
    for set in 0..<3 {
      let (own, expected) = (try parts[0][set].estimate([1, -2]), try alone[set].estimate([1, -2]))
      #expect(abs(own.value - expected.value) < 1e-12)
      #expect(abs(own.standardError / expected.standardError - 1) < 1e-12)
      #expect(own.degreesOfFreedom == expected.degreesOfFreedom)
    }
  }

  @Test func sidesThatDoNotMeetAreWelchs() throws {
    let (first, second) = (clusters(1, count: 30), clusters(2, count: 45))
    var moments = SideMoments()
    let none = SideMoments.Part(weight: 0, value: 0, influence: 0)
    for sum in first { moments.add(.init(weight: sum.weight, value: sum.total, influence: 0), none) }
    for sum in second { moments.add(none, .init(weight: sum.weight, value: sum.total, influence: 0)) }
    let (own, expected) = (try moments.estimate(), try independentRatioDifference(first, second))
    #expect(abs(own.value - expected.value) < 1e-12)
    #expect(abs(own.standardError / expected.standardError - 1) < 1e-9)
    #expect(abs(own.degreesOfFreedom / expected.degreesOfFreedom - 1) < 1e-9)
  }

  @Test func whatBothSidesShareCancels() throws {
    let sums = clusters(5, count: 50)
    var moments = SideMoments()
    for (place, sum) in sums.enumerated() {
      let part = SideMoments.Part(weight: sum.weight, value: sum.total, influence: 0)
      moments.add(part, .init(weight: sum.weight, value: sum.total + (place == 0 ? 0.1 : 0), influence: 0))
    }
    let difference = try moments.estimate()
    #expect(try difference.standardError < 0.1 * ratioEstimate(sums).standardError)
    #expect(difference.value < 0)
  }
}
