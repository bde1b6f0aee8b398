/// Requests and tokens a minute, as a bucket that fills steadily: pure, so that a test owns the clock.
///
/// The bucket starts full with one second's worth, so that a run starts without a burst of a whole minute.
public struct RateLimit: Sendable, Hashable {
  private struct Bucket: Sendable, Hashable {
    var perSecond: Double
    var level: Double
    var filledAt: Double

    mutating func wait(for amount: Double, now: Double) -> Double {
      let capacity = max(perSecond, 1)
      level = min(capacity, level + (now - filledAt) * perSecond)
      filledAt = now
      level -= amount
      return level >= 0 ? 0 : -level / perSecond
    }
  }

  private var requests: Bucket?
  private var tokens: Bucket?

  /// - Parameters: Limits a minute; `nil` for none.
  public init(requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, now: Double) {
    func bucket(_ perMinute: Int?) -> Bucket? {
      guard let perMinute, perMinute > 0 else { return nil }
      let perSecond = Double(perMinute) / 60
      return Bucket(perSecond: perSecond, level: max(perSecond, 1), filledAt: now)
    }
    requests = bucket(requestsPerMinute)
    tokens = bucket(tokensPerMinute)
  }

  /// Takes one request of `tokens` tokens out of the buckets.
  ///
  /// - Parameter now: Seconds of a clock that never goes back.
  /// - Returns: How many seconds the request must wait before it is sent.
  public mutating func reserve(tokens amount: Int, now: Double) -> Double {
    let first = requests?.wait(for: 1, now: now) ?? 0
    let second = tokens?.wait(for: Double(amount), now: now) ?? 0
    return max(first, second)
  }
}
