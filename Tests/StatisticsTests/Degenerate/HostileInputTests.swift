import Testing

@testable import Statistics

/// A small generator, so that the inputs are the same in every run.
private struct Inputs {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func double() -> Double {
    let extremes: [Double] = [
      0, -0.0, 1, -1, 0.5, 2, .leastNonzeroMagnitude, 1e-308, 1e-160, 1e-16, 1e16, 1e160, 1e308, -1e308,
      .greatestFiniteMagnitude, .nan,
      .infinity, -.infinity, .ulpOfOne,
    ]
    return next() % 2 == 0 ? extremes[Int(next()) % extremes.count] : Double(next() % 2000) / 100 - 5
  }

  mutating func int() -> Int {
    let extremes = [0, 1, 2, -1, 7, 1 << 20, 1 << 33, (1 << 33) + 1, .max, .min]
    return next() % 4 == 0 ? extremes[Int(next()) % extremes.count] : Int(next() % 30)
  }

  mutating func doubles() -> [Double] {
    var values: [Double] = []
    for _ in 0..<(next() % 6) { values.append(double()) }
    return values
  }

  mutating func ints(_ count: Int) -> [Int] {
    var values: [Int] = []
    for _ in 0..<count { values.append(int()) }
    return values
  }

  mutating func sums() -> [ClusterSum] {
    var sums: [ClusterSum] = []
    for _ in 0..<(next() % 6) { sums.append(ClusterSum(total: double(), weight: double(), multiplicity: int())) }
    return sums
  }
}

/// Runs one call; it may refuse its input, but what it returns must be numbers.
private func probe(_ name: String, _ call: () throws(StatisticsError) -> [Double?]) {
  do throws(StatisticsError) {
    let numbers = try call()
    for number in numbers { #expect(number?.isFinite ?? true, "\(name) gave \(number ?? 0)") }
  } catch {
    #expect(!error.description.isEmpty)
  }
}

private func numbers(_ interval: Interval) -> [Double?] { [interval.estimate, interval.lower, interval.upper] }
private func numbers(_ test: TestResult) -> [Double?] { [test.statistic, test.degreesOfFreedom, test.pValue] }
private func numbers(_ estimate: Estimate) throws(StatisticsError) -> [Double?] {
  let test = try estimate.test()
  let equivalence = try equivalence(estimate, margin: 0.3)
  // Infinite degrees of freedom are those of the normal distribution.
  let freedom = estimate.degreesOfFreedom == .infinity ? nil : estimate.degreesOfFreedom
  return [estimate.value, estimate.standardError, freedom, equivalence.pValue] + numbers(test)
    + numbers(try estimate.interval())
}

@Suite struct HostileInputTests {
  @Test(arguments: 0..<4)
  func noInputMakesSamplesAndClustersCrashOrReturnWhatIsNoNumber(seed: Int) {
    var inputs = Inputs(state: UInt64(seed))
    for _ in 0..<60 {
      let (a, b, c) = (inputs.doubles(), inputs.doubles(), inputs.doubles())
      let (x, y, z) = (inputs.double(), inputs.double(), inputs.double())
      let sums = inputs.sums()
      let others = inputs.sums()
      let counts = inputs.ints(a.count)
      let second = inputs.ints(a.count)
      probe("mean") { () throws(StatisticsError) in [try mean(of: a)] }
      probe("summary") { () throws(StatisticsError) in
        let summary = try Summary(of: a, multiplicities: counts)
        return [summary.mean, summary.variance]
      }
      probe("welch") { () throws(StatisticsError) in
        let (first, second) = (try Summary(of: a), try Summary(of: b))
        return try numbers(try welchDifference(first, second)) + [
          try cohensD(first, second), try hedgesG(first, second), try glassDelta(first, reference: second),
        ] + numbers(try cohensDInterval(first, second))
      }
      probe("mannWhitney") { () throws(StatisticsError) in
        let dominance = try DominanceCounts(values: a, first: counts, second: second)
        return [cliffsDelta(dominance), try mannWhitney(dominance).pValue]
      }
      probe("mannWhitney") { () throws(StatisticsError) in [try mannWhitney(try DominanceCounts(a, b)).pValue] }
      probe("ratio") { () throws(StatisticsError) in try numbers(try ratioEstimate(sums)) }
      probe("share") { () throws(StatisticsError) in
        let share = try clusteredShare(sums)
        return numbers(share.interval) + [share.designEffect, share.effectiveSize]
      }
      probe("difference") { () throws(StatisticsError) in try numbers(try independentRatioDifference(sums, others)) }
      probe("paired") { () throws(StatisticsError) in
        try numbers(try pairedRatioDifference(zip(sums, others).map { PairedClusterSum(first: $0, second: $1) }))
      }
      probe("mcnemar") { () throws(StatisticsError) in numbers(try clusteredMcNemar(sums)) }
      probe("ppi") { () throws(StatisticsError) in
        let labelled = zip(a, b).map { LabelledCluster(truth: $0, prediction: $1, weight: abs(x)) }
        let result = try predictionPoweredRatio(labelled: labelled, unlabelled: sums)
        return [result.lambda, result.peopleOnly, result.instrumentOnly] + (try numbers(result.estimate))
      }
      probe("wilson") { () throws(StatisticsError) in numbers(try wilsonInterval(share: x, size: y, level: z)) }
      probe("percentile") { () throws(StatisticsError) in
        numbers(try Replicates(observed: x, values: a + a).percentileInterval(level: abs(y)))
      }
      probe("bca") { () throws(StatisticsError) in
        let stratum = try JackknifeStratum(values: b, multiplicities: b.map { _ in 1 })
        let acceleration = try accelerationConstant([stratum])
        return [acceleration] + numbers(try Replicates(observed: x, values: a).bcaInterval(acceleration: acceleration))
      }
      probe("wasserstein") { () throws(StatisticsError) in
        [try wassersteinDistance(a, Array(a.reversed()), depths: Array(a.reversed()))]
      }
      probe("distances") { () throws(StatisticsError) in
        let (first, second) = (a.map(abs), b.map(abs))
        return [
          try wassersteinDistance(first, second, depths: c), try jensenShannonDistance(first, second),
          try totalVariation(first, second),
        ]
      }
      probe("holm") { () throws(StatisticsError) in try holmAdjusted(a) + benjaminiHochbergAdjusted(a.map(abs)) }
      probe("equivalence") { () throws(StatisticsError) in
        let estimate = try Estimate(value: x, standardError: y, degreesOfFreedom: z)
        return try numbers(estimate) + numbers(try estimate.interval(level: abs(x) / 2))
      }
    }
  }

  @Test(arguments: 0..<4)
  func noInputMakesTablesTimesAndDistributionsCrashOrReturnWhatIsNoNumber(seed: Int) {
    var inputs = Inputs(state: UInt64(1000 + seed))
    for _ in 0..<60 {
      let (x, y, z) = (inputs.double(), inputs.double(), inputs.double())
      let counts = inputs.ints(9)
      let places = inputs.doubles()
      probe("fisher") { () throws(StatisticsError) in
        let test = try fisherExact(try FourfoldTable(counts[0], counts[1], counts[2], counts[3]))
        return [test.pValue, test.oddsRatio]
      }
      probe("tables") { () throws(StatisticsError) in
        let table = try SquareTable(categories: 3, counts: counts)
        return numbers(try bowker(table)) + numbers(try stuartMaxwell(table)) + [table.agreement]
      }
      probe("kappa") { () throws(StatisticsError) in
        let kappa = try CohensKappa(
          try SquareTable(categories: 3, counts: counts), weighting: .linear, places: places)
        return [kappa.value, kappa.standardError, kappa.standardErrorUnderIndependence]
      }
      probe("mcnemar") { () throws(StatisticsError) in
        numbers(try mcnemarChiSquared(counts[0], counts[1], corrected: true))
      }
      probe("score") { () throws(StatisticsError) in
        var score = try ClusterScore(dimension: 2)
        for count in counts {
          try score.add(x, at: count & 1)
          try score.add(y, at: 1)
          try score.closeCluster(multiplicity: count)
        }
        return numbers(try score.test())
      }
      probe("alpha") { () throws(StatisticsError) in
        var alpha = try KrippendorffsAlpha(values: places + [x, y])
        try alpha.addUnit(Array(places.indices))
        try alpha.addUnit([places.count, places.count + 1])
        return [try alpha.alpha(.interval)]
      }
      probe("kaplanMeier") { () throws(StatisticsError) in
        let first = KaplanMeier.Count(time: x, atRisk: counts[0], events: y)
        return try KaplanMeier([first, .init(time: y, atRisk: counts[1], events: z)]).steps.flatMap {
          [$0.survival, $0.standardError, $0.interval?.lower, $0.interval?.upper]
        }
      }
      probe("distributions") { () throws(StatisticsError) in
        let t = try StudentTDistribution(degreesOfFreedom: abs(y))
        return [try t.cumulative(x), try t.survival(x), try t.quantile(abs(z))]
      }
      probe("chi") { () throws(StatisticsError) in
        let chi = try ChiSquaredDistribution(degreesOfFreedom: abs(y))
        return [try chi.cumulative(x), try chi.survival(x), try chi.quantile(abs(z))]
      }
      probe("f") { () throws(StatisticsError) in
        let f = try FDistribution(numerator: abs(y), denominator: abs(z))
        return [try f.survival(x), try f.quantile(0.01)]
      }
      probe("noncentral") { () throws(StatisticsError) in
        let law = try NoncentralTDistribution(degreesOfFreedom: abs(y), noncentrality: z)
        return [try law.cumulative(x), try law.survival(x)]
      }
      probe("hypergeometric") { () throws(StatisticsError) in
        let law = try HypergeometricDistribution(population: counts[0], marked: counts[1], drawn: counts[2])
        return [law.mass(counts[3]), law.cumulative(counts[4]), law.survival(counts[5])]
      }
      probe("power") { () throws(StatisticsError) in
        let power = try TwoSamplePower(designEffect: max(1, abs(x)))
        return [
          try power.power(d: y, first: counts[0], second: counts[1]),
          try power.minimumDetectableEffect(first: counts[0], second: counts[1]),
          try power.requiredSize(d: y, ratio: abs(z)).exactFirst,
        ]
      }
    }
  }
}
