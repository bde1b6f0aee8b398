public import Foundation

/// When to ask again: exponential back-off with full jitter, and not sooner than the endpoint said, within reason.
///
/// > M. Brooker. "Exponential Backoff And Jitter." AWS Architecture Blog, 2015.
public struct RetryPolicy: Sendable, Hashable {
  /// Tries in all, the first included; at least 1.
  public var tries: Int
  public var first: Duration
  public var longest: Duration
  /// The longest wait that an endpoint may ask for; whoever wants more is asked again then.
  public static let longestTold = Duration.seconds(300)

  public init(tries: Int = 6, first: Duration = .milliseconds(500), longest: Duration = .seconds(60)) {
    self.tries = tries
    self.first = first
    self.longest = longest
  }

  /// How long to wait before the next try, or `nil` where there is to be none.
  ///
  /// - Parameters:
  ///   - failed: How many tries have failed, at least 1.
  ///   - jitter: A uniform number in 0 ..< 1.
  ///   - now: Against which an HTTP date in `Retry-After` is read.
  public func delay(after failure: ChatFailure, failed: Int, jitter: Double, now: Date) -> Duration? {
    guard failure.isTransient, failed < tries else { return nil }
    let ceiling = min(longest, first * (1 << min(failed - 1, 20)))
    let wanted = ceiling * jitter
    return max(wanted, RetryPolicy.told(failure, now: now) ?? wanted)
  }

  /// How long the endpoint asks to wait, at most ``longestTold``; `nil` where it does not say.
  public static func told(_ failure: ChatFailure, now: Date) -> Duration? {
    guard case .status(_, _, let header?) = failure, let told = wait(header, now: now) else { return nil }
    return min(told, longestTold)
  }

  /// The value of `Retry-After`: seconds, or an HTTP date; `nil` for anything else, and for what lies before now.
  static func wait(_ header: String, now: Date) -> Duration? {
    func duration(_ seconds: Double) -> Duration? { seconds >= 0 ? .seconds(min(seconds, 86_400)) : nil }
    let header = header.trimmingCharacters(in: .whitespaces)
    if let seconds = Double(header) { return duration(seconds) }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = formatter.date(from: header) else { return nil }
    return duration(date.timeIntervalSince(now))
  }
}
