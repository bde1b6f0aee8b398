extension ProfileTable {
  /// What a bootstrap resample of this table costs, about in nanoseconds of one core: to choose between the whole table
  /// and ``bootstrap(groups:resamples:seed:stream:tasks:)``.
  public var resamplingCost: Double {
    let tiles = Double((columns + 7) / 8)
    return strata.reduce(50) { cost, stratum in
      cost + MultinomialDraw.cost(stratum.multiplicities) + 1.5 * tiles * Double(stratum.multiplicities.count)
    }
  }

  /// Draws bootstrap resamples: in each, every stratum's units are drawn anew, with replacement, as many as there are.
  ///
  /// The counts of the kinds are drawn from the exact multinomial law. Every resample has its own generator, made of
  /// `seed`, `stream` and its number, so that the result is the same, bit for bit, for any `tasks`.
  ///
  /// - Parameters:
  ///   - resamples: At least 1; 10,000 make the limits of a 95 % interval good to about 2 % of its width.
  ///   - seed: Which resamples; print it beside the result.
  ///   - stream: Tells apart tables that are resampled independently under one seed.
  ///   - tasks: How many run at a time.
  /// - Returns: The sums of every resample; statistics of the same resamples belong together, so that a difference of
  ///   two has its own interval.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for the number of resamples, `CancellationError`.
  /// - Complexity: O(resamples · kinds · columns).
  /// > B. Efron, R. J. Tibshirani. *An Introduction to the Bootstrap*, 1993
  public func bootstrap(
    resamples: Int, seed: UInt64, stream: UInt64 = 0, tasks: Int = 8
  ) async throws -> ResampledSums {
    let plan = BootstrapPlan(self, seed: seed, stream: stream)
    return try await BootstrapPlan.run([plan], resamples: resamples, tasks: tasks)[0]
  }

  /// Draws bootstrap resamples for several groups of columns, each group independently of the others.
  ///
  /// Use it where many statistics need a few columns each: a share and its shift do not need the joint law of all
  /// stages, and the kinds of one stage's columns are a few dozen however many units there are.
  ///
  /// - Parameter groups: The columns of each group; see ``marginal(of:)``. Group *i* has the stream `stream + i`.
  /// - Returns: The sums of each group, its columns in the order given.
  /// - Throws: As ``bootstrap(resamples:seed:stream:tasks:)`` and ``marginal(of:)``.
  public func bootstrap(
    groups: [[Int]], resamples: Int, seed: UInt64, stream: UInt64 = 0, tasks: Int = 8
  ) async throws -> [ResampledSums] {
    var plans: [BootstrapPlan] = []
    for (number, columns) in groups.enumerated() {
      plans.append(BootstrapPlan(try marginal(of: columns), seed: seed, stream: stream &+ UInt64(number)))
    }
    return try await BootstrapPlan.run(plans, resamples: resamples, tasks: tasks)
  }
}

/// What the resampling of one table needs.
private struct BootstrapPlan: Sendable {
  let table: ProfileTable
  let seed: UInt64
  let stream: UInt64
  private let strata: [StratumPlan]

  init(_ table: ProfileTable, seed: UInt64, stream: UInt64) {
    self.table = table
    self.seed = seed
    self.stream = stream
    strata = table.strata.map { StratumPlan($0, columns: table.columns) }
  }

  static func run(_ plans: [BootstrapPlan], resamples: Int, tasks: Int) async throws -> [ResampledSums] {
    let width = plans.reduce(0) { $0 + $1.width }
    let most = (1 << 28) / max(width, 1)
    guard resamples >= 1, resamples <= most else {
      throw StatisticsError.outOfRange(
        what: "the number of resamples", value: Double(resamples), allowed: "1 … \(most)")
    }
    let jobs = plans.indices.flatMap { plan in
      chunks(of: resamples, cost: plans[plan].table.resamplingCost).map { (plan: plan, resamples: $0) }
    }
    let results = try await runJobs(jobs.count, tasks: tasks) { plans[jobs[$0].plan].sums(of: jobs[$0].resamples) }
    return plans.indices.map { plan in
      var storage: [Double] = []
      storage.reserveCapacity(resamples * plans[plan].width)
      for (job, result) in zip(jobs, results) where job.plan == plan { storage.append(contentsOf: result) }
      let table = plans[plan].table
      return ResampledSums(
        storage: storage, observed: table.observed, resamples: resamples, strata: table.strata.count)
    }
  }

  private var width: Int { strata.count * table.columns }

  private func sums(of resamples: Range<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: resamples.count * width)
    for (stratum, plan) in strata.enumerated() {
      // Every stratum has generators of its own, so that they can be drawn block by block.
      plan.resample(
        resamples, seed: seed, stream: stream &* 256 &+ UInt64(stratum), into: &sums, at: stratum * table.columns,
        stride: width)
    }
    return sums
  }
}

/// What one stratum needs in every resample.
private struct StratumPlan: Sendable {
  private let draw: MultinomialDraw
  private let weights: WeightedSums
  private let residual: NormalResidual?

  /// The number of resamples whose counts are held at a time.
  private static let block = 8

  init(_ stratum: ProfileTable.Stratum, columns: Int) {
    draw = MultinomialDraw(multiplicities: stratum.multiplicities)
    weights = WeightedSums(rows: stratum.rows, columns: columns)
    residual = stratum.residual
  }

  /// Adds the sums of the resamples of a range to `sums`, the first at `offset`, the next ones `stride` further each.
  func resample(
    _ range: Range<Int>, seed: UInt64, stream: UInt64, into sums: inout [Double], at offset: Int, stride step: Int
  ) {
    let kinds = weights.kinds
    var counts = [Int32](repeating: 0, count: min(StratumPlan.block, range.count) * kinds)
    for first in stride(from: 0, to: range.count, by: StratumPlan.block) {
      let resamples = min(StratumPlan.block, range.count - first)
      var generators = (0..<resamples).map {
        SeededGenerator(seed: seed, stream: stream, index: UInt64(range.lowerBound + first + $0))
      }
      var generatorSpan = generators.mutableSpan
      var countSpan = counts.mutableSpan
      draw.draw(into: &countSpan, using: &generatorSpan)
      weights.add(counts.span, resamples: resamples, to: &sums, at: offset + first * step, stride: step)
      guard let residual else { continue }
      for resample in 0..<resamples {
        residual.add(to: &sums, at: offset + (first + resample) * step, using: &generators[resample])
      }
    }
  }
}
