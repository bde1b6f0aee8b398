extension ContrastPermutation {
  /// Permutes outcomes where units lie on both sides.
  ///
  /// Outcomes are dealt out within blocks of outcome patterns, so that what the sides share of a unit stays shared:
  /// among the units that lie on one side alone, and among the conversations of each unit that lies on both. The
  /// statistic is the difference of the means over its paired standard error, G/(G − 1) Σ u_g², as in
  /// ``pairedRatioDifference(_:)``.
  /// - Parameters:
  ///   - units: For every unit its conversations: a finite number, and whether their outcome is committed.
  ///   - draws: At least 1.
  ///   - seed: Which draws; print it beside the result. The same for any `tasks`.
  /// - Throws: ``StatisticsError/empty(what:)`` where a group has no conversation, ``StatisticsError/noVariance(what:)``
  ///   where all have the same value, ``StatisticsError/notFinite(what:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)``, `CancellationError`.
  /// - Complexity: O(draws · conversations).
  /// > M. D. Ernst. "Permutation Methods: A Basis for Exact Inference." 2004, doi:10.1214/088342304000000396. E. Chung,
  /// > J. P. Romano. "Exact and Asymptotically Robust Permutation Tests." 2013, doi:10.1214/13-AOS1090
  public static func run(
    units: [[(value: Double, isCommitted: Bool)]], draws: Int, seed: UInt64, stream: UInt64 = 0, tasks: Int = 8
  ) async throws -> ContrastPermutation {
    guard draws >= 1 else {
      throw StatisticsError.outOfRange(what: "the number of draws", value: Double(draws), allowed: "≥ 1")
    }
    let blocks = try OutcomeBlocks(units)
    let observed = blocks.statistic(blocks.isCommitted)
    let isStudentised = observed.studentised.isFinite
    let raw = TailCount(observed: observed.raw, tolerance: 1e-10 * (abs(observed.raw) + blocks.deviation))
    let studentised = TailCount(observed: observed.studentised, tolerance: 1e-10 * (abs(observed.studentised) + 1))
    let jobs = chunks(of: draws, cost: Double(blocks.values.count) * 20 + 500)
    let tails = try await runJobs(jobs.count, tasks: tasks) { job in
      var tails = (raw, studentised)
      for draw in jobs[job] {
        var generator = SeededGenerator(seed: seed, stream: stream, index: UInt64(draw))
        let drawn = blocks.statistic(blocks.dealt(using: &generator))
        tails.0.count(drawn.raw)
        tails.1.count(drawn.studentised)
      }
      return tails
    }
    var all = (raw, studentised)
    for tail in tails {
      all.0.add(tail.0)
      all.1.add(tail.1)
    }
    return ContrastPermutation(raw: all.0.tail, studentised: isStudentised ? all.1.tail : nil)
  }
}

/// Conversations by unit, and which outcomes may be exchanged.
private struct OutcomeBlocks: Sendable {
  /// About the common mean, so that squares do not cancel.
  private(set) var values: [Double]
  private(set) var isCommitted: [Bool]
  private(set) var deviation = 0.0
  /// Where each unit begins, and the end.
  private var starts = [0]
  /// Units whose conversations all have one outcome, and those of both.
  private var whole: [Int] = []
  private var spanning: [Int] = []

  init(_ units: [[(value: Double, isCommitted: Bool)]]) throws(StatisticsError) {
    let all = units.flatMap(\.self)
    values = all.map(\.value)
    isCommitted = all.map(\.isCommitted)
    try requireFinite(values, "a value")
    guard isCommitted.contains(true) else { throw .empty(what: "the committed group") }
    guard isCommitted.contains(false) else { throw .empty(what: "the uncommitted group") }
    for (number, unit) in units.enumerated() {
      starts.append(starts[number] + unit.count)
      guard let first = unit.first?.isCommitted else { continue }
      if unit.allSatisfy({ $0.isCommitted == first }) { whole.append(number) } else { spanning.append(number) }
    }
    let mean = try representable(values.reduce(0, +) / Double(values.count), "the sum of the values")
    values = values.map { $0 - mean }
    let squares = try representable(values.reduce(0) { $0 + $1 * $1 }, "the sum of squares")
    guard values.contains(where: { abs($0) > 1e-13 * (abs(mean) + 1) }) else {
      throw .noVariance(what: "the conversations' values")
    }
    deviation = (squares / Double(values.count)).squareRoot()
  }

  /// The outcomes, dealt out within their blocks.
  func dealt(using generator: inout SeededGenerator) -> [Bool] {
    var outcomes = isCommitted
    var own = whole.map { isCommitted[starts[$0]] }
    OutcomeBlocks.shuffle(&own, 0..<own.count, using: &generator)
    for (unit, outcome) in zip(whole, own) {
      for place in starts[unit]..<starts[unit + 1] { outcomes[place] = outcome }
    }
    for unit in spanning { OutcomeBlocks.shuffle(&outcomes, starts[unit]..<starts[unit + 1], using: &generator) }
    return outcomes
  }

  private static func shuffle(_ outcomes: inout [Bool], _ range: Range<Int>, using generator: inout SeededGenerator) {
    for place in range.dropFirst().reversed() {
      outcomes.swapAt(place, range.lowerBound + generator.next(below: place - range.lowerBound + 1))
    }
  }

  /// The difference of the means, raw and over its paired standard error; infinite where there is none.
  func statistic(_ isCommitted: [Bool]) -> (raw: Double, studentised: Double) {
    var (total, size) = ((0.0, 0.0), (0.0, 0.0))
    for (value, committed) in zip(values, isCommitted) {
      if committed {
        (total.1, size.1) = (total.1 + value, size.1 + 1)
      } else {
        (total.0, size.0) = (total.0 + value, size.0 + 1)
      }
    }
    let mean = (total.0 / size.0, total.1 / size.1)
    let raw = mean.0 - mean.1
    var squares = 0.0
    for unit in 0..<starts.count - 1 {
      var residual = 0.0
      for place in starts[unit]..<starts[unit + 1] {
        residual +=
          isCommitted[place] ? (mean.1 - values[place]) / size.1 : (values[place] - mean.0) / size.0
      }
      squares += residual * residual
    }
    let count = Double(whole.count + spanning.count)
    return (raw, raw == 0 ? 0 : raw / (squares * count / (count - 1)).squareRoot())
  }
}
