internal import Fidelity
internal import Foundation
internal import Text

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
  /// What a sampler that knows no more than the reference shows; not where there is none.
  public var floor: Double?
  /// Estimate − floor, and its bounds.
  public var excess: Double?
  public var excessInterval: [Double]?

  public init(
    estimate: Double?, interval: [Double]? = nil, bootstrap: [Double]? = nil, n: Int, reason: String? = nil,
    floor: Double? = nil, excess: Double? = nil, excessInterval: [Double]? = nil
  ) {
    self.estimate = estimate
    self.interval = interval
    self.bootstrap = bootstrap
    self.n = n
    self.reason = reason
    self.floor = floor
    self.excess = excess
    self.excessInterval = excessInterval
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

/// A count, or why there is none: a whole number in JSON, or an object with the reason.
public enum ReceiptCount: Sendable, Hashable {
  case count(Int)
  case unknown(reason: String)

  init(_ quantity: Quantity) {
    switch quantity {
    case .number(let number): self = .count(Int(number))
    case .reason(let text): self = .unknown(reason: text)
    }
  }

  public var reason: String? {
    if case .unknown(let reason) = self { reason } else { nil }
  }

  var text: String {
    switch self {
    case .count(let count): NumberText.grouped(count)
    case .unknown: "—"
    }
  }
}

extension ReceiptCount: Codable {
  public init(from decoder: any Decoder) throws {
    if let count = try? decoder.singleValueContainer().decode(Int.self) {
      self = .count(count)
    } else {
      let reason = try decoder.singleValueContainer().decode([String: String].self)["reason"]
      guard let reason else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "neither a count nor a reason"))
      }
      self = .unknown(reason: reason)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .count(let count): try container.encode(count)
    case .unknown(let reason): try container.encode(["reason": reason])
    }
  }
}

extension ReceiptFigure {
  /// - Parameter floored: What stands beside it, where there is a floor.
  init(_ figure: Figure, _ floored: FlooredFigure? = nil) {
    self.init(value: figure.value, own: figure.interval, bootstrap: figure.bootstrap, n: figure.count)
    guard estimate != nil, let floored else { return }
    floor = floored.floor.number.map(rounded)
    excess = floored.excess.number.map(rounded)
    excessInterval = ReceiptFigure.bounds(floored.excess.interval)
  }

  /// The excess as a figure of its own.
  var beyondFloor: ReceiptFigure {
    ReceiptFigure(
      estimate: excess, interval: excessInterval, n: n,
      reason: excess == nil ? reason ?? "there is no floor for it" : excessInterval == nil ? "it has no interval" : nil)
  }

  // Not inlined: swiftc 6.3.1 -O ends with "Found ownership error" where it folds this into the reading of a Figure.
  @inline(never)
  private init(value: Quantity, own: IntervalFigure, bootstrap: IntervalFigure, n: Int) {
    var estimate: Double?
    var reason: String?
    switch value {
    case .number(let number): estimate = rounded(number)
    case .reason(let text): reason = text
    }
    if reason == nil, case .reason(let text) = own, !text.isEmpty { reason = text }
    self.init(
      estimate: estimate, interval: ReceiptFigure.bounds(own), bootstrap: ReceiptFigure.bounds(bootstrap), n: n,
      reason: reason)
  }

  @inline(never)
  private static func bounds(_ interval: IntervalFigure) -> [Double]? {
    guard case .bounds(let lower, let upper) = interval else { return nil }
    return [rounded(lower), rounded(upper)]
  }
}

extension ReceiptNumber {
  init(_ quantity: Quantity) {
    self.init(value: quantity.number.map(rounded), reason: quantity.reason)
  }
}

/// The nearest number with nine significant digits; zero has no sign.
func rounded(_ value: Double) -> Double {
  value == 0 ? 0 : Double(String(format: "%.8e", value)) ?? value
}
