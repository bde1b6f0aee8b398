// The checks that every public function makes on its arguments and on its result.

/// Counts up to here add up, as `Int` and as `Double`, without overflow or rounding that matters.
let largestCount = 1 << 33

/// Parameters of distributions within here keep their series and fractions short, and their prefixes representable.
let smallestParameter = 1e-6
let largestParameter = 1e11

func requireFinite(_ values: [Double], _ what: @autoclosure () -> String) throws(StatisticsError) {
  // The sum of x − x is zero unless a value is infinite or NaN: one pass without a branch per value.
  var defect = 0.0
  for value in values { defect += value - value }
  guard defect == 0 else { throw .notFinite(what: what()) }
}

func requireFinite(_ value: Double, _ what: @autoclosure () -> String) throws(StatisticsError) {
  guard value.isFinite else { throw .notFinite(what: what()) }
}

/// Passes a result on, or reports that it left the range of `Double`.
func representable(_ value: Double, _ what: @autoclosure () -> String) throws(StatisticsError) -> Double {
  guard value.isFinite else { throw .overflow(what: what()) }
  return value
}

/// A probability that is neither 0 nor 1.
func requireOpenProbability(_ value: Double, _ what: @autoclosure () -> String) throws(StatisticsError) {
  guard value > 0, value < 1 else { throw .outOfRange(what: what(), value: value, allowed: "0 < p < 1") }
}

func requireProbability(_ value: Double, _ what: @autoclosure () -> String) throws(StatisticsError) {
  guard value >= 0, value <= 1 else { throw .outOfRange(what: what(), value: value, allowed: "0 ≤ p ≤ 1") }
}

func requirePositiveParameter(_ value: Double, _ what: @autoclosure () -> String) throws(StatisticsError) {
  guard value >= smallestParameter, value <= largestParameter else {
    throw .outOfRange(what: what(), value: value, allowed: "10⁻⁶ … 10¹¹")
  }
}

func requireCount(_ value: Int, _ what: @autoclosure () -> String) throws(StatisticsError) {
  guard value >= 0, value <= largestCount else {
    throw .outOfRange(what: what(), value: Double(value), allowed: "0 … 2^33")
  }
}

/// Adds a count that has been checked to a sum of such, which stays within the range of counts.
func addCount(_ count: Int, to sum: inout Int, _ what: @autoclosure () -> String) throws(StatisticsError) {
  sum += count
  try requireCount(sum, what())
}

func requireCounts(_ values: [Int], _ what: @autoclosure () -> String) throws(StatisticsError) {
  for value in values { try requireCount(value, what()) }
}

func requireEqualLengths(_ first: Int, _ second: Int, _ what: @autoclosure () -> String) throws(StatisticsError) {
  guard first == second else { throw .mismatchedLengths(what: what(), first: first, second: second) }
}
