import RealModule

/// −log of what was said of the outcome, in nats; at least `least` counts as said, so that one outcome that had been
/// thought impossible does not decide alone.
/// > I. J. Good. "Rational Decisions." 1952, doi:10.1111/j.2517-6161.1952.tb00104.x
public func logLoss(_ probability: Double, least: Double) -> Double { -Double.log(max(probability, least)) }

/// The ranked probability score of a law over ordered categories: Σ (P(≤ k) − [outcome ≤ k])², 0 … categories − 1.
/// Smaller is better.
/// > E. S. Epstein. "A Scoring System for Probability Forecasts of Ranked Categories." 1969,
/// > doi:10.1175/1520-0450(1969)008<0985:ASSFPF>2.0.CO;2
///
/// - Parameter law: One probability a category, in their order.
public func rankedProbabilityScore(_ law: [Double], outcome: Int) -> Double {
  var (below, score) = (0.0, 0.0)
  for (category, probability) in law.enumerated() {
    below += probability
    let miss = below - (category >= outcome ? 1 : 0)
    score += miss * miss
  }
  // The last category is always reached: what rounding leaves of it is no miss.
  let last = below - 1
  return score - last * last
}

/// The same where the law is the shares of so many labels, which are a finite sample of it: what the law itself would
/// score, expected. See ``fairRankedProbabilityScore(_:outcome:)``, which this is with labels for draws.
///
/// - Parameter labels: Below two there is nothing to take off.
public func fairRankedProbabilityScore(_ law: [Double], of labels: Double, outcome: Int) -> Double {
  let score = rankedProbabilityScore(law, outcome: outcome)
  guard labels >= 2 else { return score }
  var (below, spread) = (0.0, 0.0)
  for probability in law.dropLast() {
    below += probability
    spread += below * (1 - below)
  }
  return score - spread / (labels - 1)
}
