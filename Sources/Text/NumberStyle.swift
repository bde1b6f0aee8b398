/// How a kind of number is written: decimals, scale, sign and unit. The one table that every output follows.
public struct NumberStyle: Sendable, Hashable {
  public enum Form: Sendable, Hashable {
    case decimal
    /// ".012", "< .0001"
    case probability
    /// "3,024"; one decimal where it is no whole number.
    case count
  }

  public var form: Form
  public var decimals: Int
  /// Of the bounds of an interval.
  public var boundDecimals: Int
  /// What a value is multiplied by before it is written.
  public var scale: Double
  public var isSigned: Bool
  /// With the blank before it: " %", " pp".
  public var unit: String

  public init(
    _ form: Form = .decimal, decimals: Int = 0, boundDecimals: Int? = nil, scale: Double = 1, isSigned: Bool = false,
    unit: String = ""
  ) {
    self.form = form
    self.decimals = decimals
    self.boundDecimals = boundDecimals ?? decimals
    self.scale = scale
    self.isSigned = isSigned
    self.unit = unit
  }

  /// A share of one, in percent.
  public static let share = NumberStyle(decimals: 1, scale: 100, unit: " %")
  /// A difference of shares that is given in percentage points.
  public static let shift = NumberStyle(decimals: 1, isSigned: true, unit: " pp")
  /// A difference of depths, in depth steps.
  public static let depth = NumberStyle(decimals: 3, boundDecimals: 2, isSigned: true)
  /// A standardised difference: d, g, Glass's Δ, Cliff's δ.
  public static let effect = NumberStyle(decimals: 2, isSigned: true)
  /// A size without a direction, in standard deviations or depth steps.
  public static let size = NumberStyle(decimals: 2)
  /// A test statistic.
  public static let statistic = NumberStyle(decimals: 2)
  public static let degreesOfFreedom = NumberStyle(decimals: 1)
  /// κ, α, λ.
  public static let coefficient = NumberStyle(decimals: 2)
  /// A distance between distributions.
  public static let distance = NumberStyle(decimals: 3)
  /// A mean number of turns, or of characters.
  public static let turns = NumberStyle(decimals: 1)
  public static let probability = NumberStyle(.probability)
  public static let count = NumberStyle(.count)
}

extension NumberStyle {
  /// "6.3 %", "+0.304", ".012"; a dash for what is not finite.
  ///
  /// - Parameter hasUnit: Whether the unit follows; a column of a table names it once, in its head.
  public func text(_ value: Double, hasUnit: Bool = true) -> String {
    guard value.isFinite else { return "—" }
    switch form {
    case .decimal:
      return NumberText.fixed(value * scale, decimals, signed: isSigned) + (hasUnit ? unit : "")
    case .probability: return NumberText.probability(value)
    case .count: return Int(exactly: value).map(NumberText.grouped) ?? NumberText.fixed(value, 1)
    }
  }

  /// "[+0.14, +0.46]": no unit; a bound that rounds to zero keeps its sign, so that it says whether zero is left out.
  public func interval(_ lower: Double, _ upper: Double) -> String {
    let bounds = [lower, upper].map {
      NumberText.fixed($0 * scale, boundDecimals, signed: isSigned, keepsSign: isSigned)
    }
    return "[\(bounds[0]), \(bounds[1])]"
  }
}
