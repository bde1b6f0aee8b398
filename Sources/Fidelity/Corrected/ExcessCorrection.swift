import Cases
import Statistics

/// The excess over a reference, rectified by people's blind labels of a random sample of conversations (PPI++).
///
/// Let s and r be the depths that people would give to the simulated and the real turn at a probe, ŝ and r̂ the
/// instrument's, m(h) and m̂(h) what the reference expects of people's and of the instrument's labels of real turns. The
/// bias of the simulator is D = s − r, that of the reference m(h) − r; on a side k the excess is the mean of the
/// difference, in which the own real turn cancels:
///
///     e_k = E[s | k] − E[m(h) | k].
///
/// So the two kinds of blind label do two things. Labels of *simulated* turns correct s, on their own side alone. Labels
/// of *real* turns correct the reference's law, on both sides at once, for the law is the same for everyone: with
/// E[m(h) | k] = E[w_k(h) r] (``SideWeights``) it is rectified by all people's labelled real turns, each as often as side k
/// comes to such an h. An instrument that errs on real and simulated turns alike therefore leaves little to correct, and
/// one that errs on simulated turns alone leaves its whole error.
///
/// Both are rectified with one λ. With averages over all conversations of a side and over the labelled ones L,
///
///     ê_k = λ (Ê[ŝ | k] − Ê[m̂(h) | k]) + Ê_L[s − λŝ | k] − Σ_L w_k (r − λr̂) ÷ Σ_L w_k.
///
/// It is unbiased for any λ that does not depend on the labels that it is applied to, if L is a random sample; at λ = 1
/// it is the instrument's excess plus what people's labels differ by, at λ = 0 people's labels alone. As the instrument's
/// part runs over all conversations and not the unlabelled alone, λ is that of the `ppi-python` package times (n + N)/N.
/// Below 100 labelled conversations λ = 1; else it is cross-fitted: five folds of customers, each with the λ that
/// minimises the variance of the contrast's excess over the other four, within 0 … 1.
///
/// Turns that a round of review drew one by one, with unequal probabilities π, count as Hájek has it: each 1 ÷ π times its
/// part of its conversation's mean, so that Ê_L is Σ (part ÷ π) (s − λŝ) ÷ Σ (part ÷ π). Silence, where it is a state, is
/// known without people: it counts as labelled, with π = 1 and no error. That the sample was stratified only makes it more
/// precise; the standard errors below do not take that off.
///
/// Standard errors are from the influences u_g of the customers (or conversations), V = Σ u_g² G/(G − 1) with G the
/// labelled units on the side of g; t with Satterthwaite's degrees of freedom of the two sides. As with the uncorrected
/// excess, u_g holds what the labels of g do to m̂ (``Leverage``).
/// > A. N. Angelopoulos, J. C. Duchi, T. Zrnic. "PPI++: Efficient Prediction-Powered Inference." 2023, arXiv:2311.01453.
/// > J. Hájek. Comment on D. Basu, "An Essay on the Logical Foundations of Survey Sampling." 1971
struct ExcessCorrection: Sendable {
  /// What is known of one conversation; sides are 0 (uncommitted) and 1 (committed).
  struct Member: Sendable {
    var cluster: Int
    var side: Int
    /// The instrument's mean depth of simulated turns, and what the reference expects there.
    var simulated: Double
    var expected: Double
    /// What its labels do to the reference's mean on either side, times the conversations there.
    var influence = SIMD2<Double>()
    /// People's and the instrument's mean depth over the simulated turns that people labelled, and how many conversations
    /// these stand for.
    var blindSimulated: (weight: Double, depth: SIMD2<Double>)?
    /// People's and the instrument's depth of the real turns that people labelled, each with its weight on either side.
    var blindReal: [(weight: SIMD2<Double>, depth: SIMD2<Double>)] = []
    /// Whether people labelled any of it; else what it has is silence, which is what it is.
    var isByPeople = true

    var isLabelled: Bool { blindSimulated != nil || !blindReal.isEmpty }
  }

  /// Labelled conversations from which λ is tuned.
  static let fewestToTune = 100
  private static let folds = 5

  private let members: [Member]
  /// The number of every labelled cluster among them, in ascending order.
  private let order: [Int: Int]

  init(_ members: [Member]) {
    self.members = members
    let labelled = Set(members.filter(\.isLabelled).map(\.cluster)).sorted()
    order = Dictionary(uniqueKeysWithValues: labelled.enumerated().map { ($1, $0) })
  }

  var labelled: Int { members.count { $0.isLabelled && $0.isByPeople } }

  /// Units with labelled simulated turns on either side.
  var units: [Int] {
    (0...1).map { side in
      Set(members.lazy.filter { $0.side == side && $0.blindSimulated != nil && $0.isByPeople }.map(\.cluster))
        .count
    }
  }

  /// What the excess comes to.
  struct Result: Sendable {
    var uncommitted: Estimate
    var committed: Estimate
    var excess: Estimate
    var lambda: Double
  }

  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` where a side has fewer than two labelled units,
  ///   ``StatisticsError/noVariance(what:)``.
  /// - Complexity: O(conversations), six times where λ is tuned.
  func result() throws(StatisticsError) -> Result {
    let units = units
    guard let fewest = units.min(), fewest >= 2 else { throw .tooFewClusters(needed: 2, got: units.min() ?? 0) }
    guard members.contains(where: { !$0.blindReal.isEmpty }) else {
      throw .undefined(reason: "people labelled no real turn, so that the reference cannot be corrected")
    }
    let folds = (0..<ExcessCorrection.folds).map { fold in
      labelled < ExcessCorrection.fewestToTune ? 1 : tuned { $0 % ExcessCorrection.folds != fold }
    }
    let parts = parts(lambda: { folds[$0 % ExcessCorrection.folds] }, counts: { _ in true })
    func estimate(_ of: (SIMD2<Double>) -> Double) throws(StatisticsError) -> Estimate {
      var variances = SIMD2<Double>()
      for unit in parts.units {
        let factor = Double(units[unit.side]) / Double(units[unit.side] - 1)
        variances[unit.side] += of(unit.influence) * of(unit.influence) * factor
      }
      let sum = variances.x + variances.y
      guard sum > 0 else { throw .noVariance(what: "the conversations’ excesses") }
      let shares = variances / sum
      let inverse =
        shares.x * shares.x / Double(units[0] - 1) + shares.y * shares.y / Double(units[1] - 1)
      return try Estimate(value: of(parts.excess), standardError: sum.squareRoot(), degreesOfFreedom: 1 / inverse)
    }
    let used = members.filter(\.isLabelled).map { folds[(order[$0.cluster] ?? 0) % ExcessCorrection.folds] }
    return Result(
      uncommitted: try estimate { $0.x }, committed: try estimate { $0.y }, excess: try estimate { $0.x - $0.y },
      lambda: used.reduce(0, +) / Double(max(used.count, 1)))
  }

  /// The λ with the least variance of the contrast's excess, people's labels being those of some clusters alone.
  private func tuned(_ counts: (Int) -> Bool) -> Double {
    let without = parts(lambda: { _ in 0 }, counts: counts)
    let with = parts(lambda: { _ in 1 }, counts: counts)
    var (product, square) = (0.0, 0.0)
    for (first, second) in zip(without.units, with.units) {
      let base = first.influence.x - first.influence.y
      let slope = second.influence.x - second.influence.y - base
      product += base * slope
      square += slope * slope
    }
    return square > 0 ? min(1, max(0, -product / square)) : 0
  }

  /// A cluster; one with conversations on both sides stands on that of its first.
  private struct Unit {
    var side: Int
    var influence = SIMD2<Double>()
  }

  /// - Parameters:
  ///   - lambda: By the number of a labelled cluster.
  ///   - counts: Whether the labels of that cluster are looked at.
  private func parts(
    lambda: (Int) -> Double, counts: (Int) -> Bool
  ) -> (excess: SIMD2<Double>, units: [Unit]) {
    func own(_ member: Member) -> Double? {
      order[member.cluster].flatMap { member.isLabelled && counts($0) ? lambda($0) : nil }
    }
    var (all, sample, turns) = (SIMD2<Double>(), SIMD2<Double>(), SIMD2<Double>())
    var (simulated, expected, blind, real) = (all, all, all, all)
    var (simulatedLambda, realLambda) = (all, all)
    for member in members {
      let side = member.side
      all[side] += 1
      simulated[side] += member.simulated
      expected[side] += member.expected
      guard let lambda = own(member) else { continue }
      if let (weight, depth) = member.blindSimulated {
        sample[side] += weight
        simulatedLambda[side] += weight * lambda
        blind[side] += weight * (depth.x - lambda * depth.y)
      }
      for turn in member.blindReal {
        turns += turn.weight
        realLambda += turn.weight * lambda
        real += turn.weight * (turn.depth.x - lambda * turn.depth.y)
      }
    }
    simulated /= all
    expected /= all
    blind /= sample
    real /= turns
    simulatedLambda /= sample
    realLambda /= turns
    var units: [Unit] = []
    var places: [Int: Int] = [:]
    for member in members {
      let side = member.side
      var influence = realLambda * member.influence / all
      influence[side] +=
        (simulatedLambda[side] * (member.simulated - simulated[side])
          - realLambda[side] * (member.expected - expected[side])) / all[side]
      if let lambda = own(member) {
        if let (weight, depth) = member.blindSimulated {
          influence[side] += weight * (depth.x - lambda * depth.y - blind[side]) / sample[side]
        }
        for turn in member.blindReal {
          let error = SIMD2(repeating: turn.depth.x - lambda * turn.depth.y) - real
          influence -= turn.weight * error / turns
        }
      }
      let place = places[member.cluster] ?? units.count
      if place == units.count {
        places[member.cluster] = place
        units.append(Unit(side: side))
      }
      units[place].influence += influence
    }
    let excess = simulatedLambda * simulated - realLambda * expected + blind - real
    return (excess, units)
  }
}
