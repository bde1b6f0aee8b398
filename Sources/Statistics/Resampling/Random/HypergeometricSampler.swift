import RealModule

/// Draws exact hypergeometric counts: how many marked items are in a sample drawn without replacement.
///
/// Sequential inversion where the expected count is small, the ratio of uniforms (HRUA*) elsewhere.
///
/// > E. Stadlober. "The Ratio of Uniforms Approach for Generating Discrete Random Variates." 1990,
/// > doi:10.1016/0377-0427(90)90349-5
public enum HypergeometricSampler {
  /// The number of marked items among `drawn` of `population` items, `marked` of which are marked.
  ///
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for negative numbers, numbers above 2^48, or more
  ///   marked or drawn items than there are.
  public static func draw(
    population: Int, marked: Int, drawn: Int, using generator: inout SeededGenerator
  ) throws(StatisticsError) -> Int {
    let law = try HypergeometricDistribution(population: population, marked: marked, drawn: drawn)
    return draw(law.population, law.marked, law.drawn, &generator)
  }

  static func draw(_ population: Int, _ marked: Int, _ drawn: Int, _ generator: inout SeededGenerator) -> Int {
    // The law is symmetric: count the rarer kind in the smaller part, and translate back.
    let rare = min(marked, population - marked)
    let taken = min(drawn, population - drawn)
    guard rare > 0, taken > 0 else { return rare == marked ? min(rare, drawn) : drawn - min(rare, drawn) }
    let small = Double(rare) * Double(taken) < 10 * Double(population)
    var count =
      small
      ? invert(population, rare, taken, &generator) : ratioOfUniforms(population, rare, taken, &generator)
    if taken != drawn { count = rare - count }
    return rare == marked ? count : drawn - count
  }

  /// Walks up from zero, where an expected count is below 10.
  private static func invert(_ population: Int, _ rare: Int, _ taken: Int, _ generator: inout SeededGenerator) -> Int {
    let common = population - rare
    var logNone = logFactorial(Double(common)) - logFactorial(Double(common - taken))
    logNone += logFactorial(Double(population - taken)) - logFactorial(Double(population))
    let none = Double.exp(logNone)
    let last = min(rare, taken)
    while true {
      var uniform = generator.nextUnit()
      var mass = none
      var count = 0
      while count <= last {
        if uniform < mass { return count }
        uniform -= mass
        let ways = Double(rare - count) * Double(taken - count)
        mass *= ways / (Double(count + 1) * Double(common - taken + count + 1))
        count += 1
      }
    }
  }

  private static func ratioOfUniforms(
    _ population: Int, _ rare: Int, _ taken: Int, _ generator: inout SeededGenerator
  ) -> Int {
    let total = Double(population)
    let share = Double(rare) / total
    let sample = Double(taken)
    let center = sample * share + 0.5
    let variance = (total - sample) * sample * share * (1 - share) / (total - 1)
    // 2√(2/e) and 3 − 2√(3/e)
    let width = 1.7155277699214135 * (variance + 0.5).squareRoot() + 0.8989161620588988
    let mode = ((sample + 1) * (Double(rare) + 1) / (total + 2)).rounded(.down)
    let peak = weight(mode, total, Double(rare), sample)
    let limit = Double(min(rare, taken)) + 1
    while true {
      let u = generator.nextUnit()
      let position = center + width * (generator.nextUnit() - 0.5) / u
      guard position >= 0, position < limit else { continue }
      let whole = position.rounded(.down)
      let logRatio = peak - weight(whole, total, Double(rare), sample)
      if u * (4 - u) - 3 <= logRatio { return Int(whole) }
      if u * (u - logRatio) >= 1 { continue }
      if 2 * Double.log(u) <= logRatio { return Int(whole) }
    }
  }

  /// −log of the mass at `k`, but for a constant.
  private static func weight(_ k: Double, _ total: Double, _ rare: Double, _ sample: Double) -> Double {
    let inside = logFactorial(k) + logFactorial(rare - k)
    return inside + logFactorial(sample - k) + logFactorial(total - rare - sample + k)
  }
}
