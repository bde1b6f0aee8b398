/// The root of a continuous function within a bracket, by Ridders' method.
///
/// - Parameters:
///   - low: Where the function has one sign.
///   - high: Where it has the other.
/// - Returns: A place within 2⁻⁵⁰ of the root, relative to it, or where the function is 0.
/// > C. J. F. Ridders. "A New Algorithm for Computing a Single Root of a Real Continuous Function." 1979,
/// > doi:10.1109/TCS.1979.1084580
func bracketedRoot(
  between low: Double, and high: Double, of function: (Double) throws(StatisticsError) -> Double
) throws(StatisticsError) -> Double {
  var (a, b) = (low, high)
  var (valueA, valueB) = (try function(a), try function(b))
  if valueA == 0 { return a }
  if valueB == 0 { return b }
  guard (valueA < 0) != (valueB < 0) else { throw .undefined(reason: "no solution within the range searched") }
  for _ in 0..<200 {
    let middle = a + (b - a) / 2
    if abs(b - a) <= 0x1p-50 * abs(middle) || middle == a || middle == b { return middle }
    let valueM = try function(middle)
    if valueM == 0 { return middle }
    let scale = (valueM * valueM - valueA * valueB).squareRoot()
    var next = middle + (middle - a) * ((valueA >= valueB ? 1 : -1) * valueM / scale)
    if !(next > min(a, b) && next < max(a, b)) { next = middle }
    let valueN = next == middle ? valueM : try function(next)
    if valueN == 0 { return next }
    // The narrowest bracket of the four places.
    var places = [(a, valueA), (middle, valueM), (next, valueN), (b, valueB)]
    places.sort { $0.0 < $1.0 }
    for (left, right) in zip(places, places.dropFirst()) where (left.1 < 0) != (right.1 < 0) {
      (a, valueA) = left
      (b, valueB) = right
    }
  }
  return a + (b - a) / 2
}

/// The smallest member of `range` for which `condition` holds, which it must for all that follow; the last if for none.
func smallest(in range: ClosedRange<Int>, where condition: (Int) -> Bool) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = low + (high - low) / 2
    if condition(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
