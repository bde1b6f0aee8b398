internal import DecisionFidelity
internal import Foundation

/// A number with its intervals, or why there is none. Numbers have nine significant digits, so that they do not depend
/// on the last bits of a platform's arithmetic.
public struct ReceiptFigure: Sendable, Hashable, Codable {
  public var estimate: Double?
  /// Lower and upper bound of the figure's own interval.
  public var interval: [Double]?
  /// Lower and upper bound of the cluster bootstrap's.
  public var bootstrap: [Double]?
  /// What it rests on: turns of a share, conversations of a mean.
  public var n: Int
  /// Why there is no estimate, or no interval.
  public var reason: String?

  public init(estimate: Double?, interval: [Double]? = nil, bootstrap: [Double]? = nil, n: Int, reason: String? = nil) {
    self.estimate = estimate
    self.interval = interval
    self.bootstrap = bootstrap
    self.n = n
    self.reason = reason
  }
}

/// A number without an interval, or why there is none.
public struct ReceiptNumber: Sendable, Hashable, Codable {
  public var value: Double?
  public var reason: String?

  public init(value: Double?, reason: String? = nil) {
    self.value = value
    self.reason = reason
  }
}

extension ReceiptFigure {
  init(_ figure: Figure) {
    self.init(
      estimate: figure.number.map(rounded), interval: ReceiptFigure.bounds(figure.interval),
      bootstrap: ReceiptFigure.bounds(figure.bootstrap), n: figure.count,
      reason: figure.value.reason ?? figure.interval.reason)
  }

  private static func bounds(_ interval: IntervalFigure) -> [Double]? {
    interval.bounds.map { [rounded($0.lower), rounded($0.upper)] }
  }
}

extension ReceiptNumber {
  init(_ quantity: Quantity) {
    self.init(value: quantity.number.map(rounded), reason: quantity.reason)
  }
}

extension IntervalFigure {
  fileprivate var reason: String? {
    if case .reason(let text) = self, !text.isEmpty { text } else { nil }
  }
}

/// The nearest number with nine significant digits; zero has no sign.
func rounded(_ value: Double) -> Double {
  value == 0 ? 0 : Double(String(format: "%.8e", value)) ?? value
}
