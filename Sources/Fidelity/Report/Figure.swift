import Cases

/// A number of a report, or why there is none. A number is always finite.
public enum Quantity: Sendable, Hashable {
  case number(Double)
  case reason(String)

  /// The number itself where it is finite, else `reason`.
  public init(_ value: Double?, orReason reason: @autoclosure () -> String) {
    if let value, value.isFinite {
      self = .number(value)
    } else {
      self = .reason(reason())
    }
  }

  public var number: Double? {
    if case .number(let value) = self { value } else { nil }
  }

  public var reason: String? {
    if case .reason(let text) = self { text } else { nil }
  }
}

/// An interval of a report, why there is none, or that it is still being computed.
public enum IntervalFigure: Sendable, Hashable {
  case bounds(lower: Double, upper: Double)
  case reason(String)
  case pending

  /// The bounds where both are finite, else `reason`.
  public init(lower: Double, upper: Double, orReason reason: @autoclosure () -> String) {
    if lower.isFinite && upper.isFinite {
      self = .bounds(lower: lower, upper: upper)
    } else {
      self = .reason(reason())
    }
  }

  public var bounds: (lower: Double, upper: Double)? {
    if case .bounds(let lower, let upper) = self { (lower, upper) } else { nil }
  }

  public var reason: String? {
    if case .reason(let text) = self { text } else { nil }
  }

  public var isPending: Bool { self == .pending }

  /// Whether both bounds are on the same side of `value`; `nil` without bounds.
  public func excludes(_ value: Double) -> Bool? {
    guard let bounds else { return nil }
    return bounds.lower > value || bounds.upper < value
  }
}

/// A quantity with what is known of its precision.
public struct Figure: Sendable, Hashable {
  public var value: Quantity
  /// The default interval of this quantity.
  public var interval: IntervalFigure
  /// The interval of the cluster bootstrap that stands beside it.
  public var bootstrap: IntervalFigure
  /// Where the default is the bootstrap though there is a formula: what the formula gives.
  public var formulaInterval: IntervalFigure?
  /// How many units (pairs of a share, conversations of a mean) it rests on.
  public var count: Int

  public init(
    _ value: Quantity, interval: IntervalFigure = .pending, bootstrap: IntervalFigure = .pending, count: Int
  ) {
    self.value = value
    self.interval = interval
    self.bootstrap = bootstrap
    self.count = count
  }

  /// No number and no interval, for one reason.
  public static func unavailable(_ reason: String, count: Int = 0) -> Figure {
    Figure(.reason(reason), interval: .reason(reason), bootstrap: .reason(reason), count: count)
  }

  public var number: Double? { value.number }

  /// Puts intervals beside a number.
  mutating func setIntervals(_ intervals: (interval: IntervalFigure, bootstrap: IntervalFigure)) {
    guard number != nil else { return }
    (interval, bootstrap) = intervals
  }

  /// The same quantity in another unit, for instance shares in percentage points.
  public func scaled(by factor: Double) -> Figure {
    var scaled = Figure(
      value.scaled(by: factor), interval: interval.scaled(by: factor), bootstrap: bootstrap.scaled(by: factor),
      count: count)
    scaled.formulaInterval = formulaInterval?.scaled(by: factor)
    return scaled
  }
}

extension Quantity {
  public func scaled(by factor: Double) -> Quantity {
    switch self {
    case .number(let value): .number(value * factor)
    case .reason: self
    }
  }
}

extension IntervalFigure {
  func scaled(by factor: Double) -> IntervalFigure {
    switch self {
    case .bounds(let lower, let upper): .bounds(lower: lower * factor, upper: upper * factor)
    case .reason, .pending: self
    }
  }

  func shifted(by offset: Double) -> IntervalFigure {
    switch self {
    case .bounds(let lower, let upper): .bounds(lower: lower + offset, upper: upper + offset)
    case .reason, .pending: self
    }
  }
}
