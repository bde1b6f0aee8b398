/// Quantiles of an unsorted sample by selection: linear time, where a sort would take most of the time of a bootstrap.
///
/// > C. A. R. Hoare. "Algorithm 65: Find." 1961, doi:10.1145/366622.366647
struct Selection {
  private var values: [Double]

  /// - Parameter values: At least one, all finite.
  init(_ values: [Double]) { self.values = values }

  /// The `p`-quantile, interpolating between order statistics, for 0 ≤ p ≤ 1.
  ///
  /// With h = (n − 1)p the quantile is x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), counting order statistics from 0: type 7 of
  /// Hyndman and Fan, the default of R, numpy and Julia.
  /// > R. J. Hyndman, Y. Fan. "Sample Quantiles in Statistical Packages." 1996, doi:10.2307/2684934
  mutating func quantile(_ p: Double) -> Double {
    let place = Double(values.count - 1) * p
    let index = min(Int(place), values.count - 1)
    select(index)
    let lower = values[index]
    let fraction = place - Double(index)
    guard fraction > 0, index + 1 < values.count else { return lower }
    // What lies behind the selected value is not smaller: its least is the next order statistic.
    let upper = values[(index + 1)...].reduce(.infinity) { $1 < $0 ? $1 : $0 }
    return lower == upper ? lower : lower * (1 - fraction) + upper * fraction
  }

  /// Rearranges the values so that the one at `index` is where a sort would put it, none before it greater and none
  /// after it smaller.
  private mutating func select(_ index: Int) {
    var span = values.mutableSpan
    var low = 0
    var high = span.count - 1
    while low < high {
      let pivot = Selection.middle(span[low], span[low + (high - low) / 2], span[high])
      var left = low
      var right = high
      while left <= right {
        while span[left] < pivot { left &+= 1 }
        while span[right] > pivot { right &-= 1 }
        if left <= right {
          span.swapAt(left, right)
          left &+= 1
          right &-= 1
        }
      }
      if index <= right {
        high = right
      } else if index >= left {
        low = left
      } else {
        return
      }
    }
  }

  private static func middle(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
