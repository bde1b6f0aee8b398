/// An estimate between its confidence limits, all three in the unit of the estimate.
public struct Interval: Sendable, Hashable, Codable {
  public let estimate: Double
  public let lower: Double
  public let upper: Double
  /// The nominal coverage, for example 0.95.
  public let level: Double

  /// Whether `value` lies between the limits, the limits included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// The same interval in another unit, for example percentage points for `factor` 100. A negative factor swaps the limits.
  public func scaled(by factor: Double) -> Interval {
    let first = lower * factor
    let second = upper * factor
    return Interval(estimate: estimate * factor, lower: min(first, second), upper: max(first, second), level: level)
  }
}
