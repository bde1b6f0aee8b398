/// Holm's adjusted p-values: what keeps the chance of any false rejection in a declared family below α.
///
/// In ascending order p₍ᵢ₎ becomes max over j ≤ i of (m − j + 1) p₍ⱼ₎, at most 1.
/// - Parameter pValues: The family, in any order; may be empty.
/// - Returns: The adjusted values, in the order of `pValues`.
/// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for what is not a probability.
/// - Complexity: O(*m* log *m*).
/// > S. Holm. "A Simple Sequentially Rejective Multiple Test Procedure." 1979, doi:10.2307/4615733
public func holmAdjusted(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
  for p in pValues { try requireProbability(p, "a p-value") }
  var adjusted = pValues
  var largest = 0.0
  for (place, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
    largest = max(largest, min(1, pValues[index] * Double(pValues.count - place)))
    adjusted[index] = largest
  }
  return adjusted
}

/// Benjamini and Hochberg's adjusted p-values: what keeps the expected share of false rejections below α.
///
/// In ascending order p₍ᵢ₎ becomes min over j ≥ i of p₍ⱼ₎ m / j, at most 1.
/// - Parameter pValues: The family, in any order; may be empty.
/// - Returns: The adjusted values, in the order of `pValues`.
/// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for what is not a probability.
/// - Complexity: O(*m* log *m*).
/// > Y. Benjamini, Y. Hochberg. "Controlling the False Discovery Rate." 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
public func benjaminiHochbergAdjusted(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
  for p in pValues { try requireProbability(p, "a p-value") }
  var adjusted = pValues
  var smallest = 1.0
  for (place, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated().reversed() {
    smallest = min(smallest, pValues[index] * (Double(pValues.count) / Double(place + 1)))
    adjusted[index] = smallest
  }
  return adjusted
}
