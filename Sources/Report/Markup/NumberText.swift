public import Fidelity

/// Numbers as people read them.
public enum NumberText {
  /// With a fixed number of decimals, halves away from zero, the true minus sign.
  public static func fixed(_ value: Double, _ decimals: Int, signed: Bool = false) -> String {
    guard value.isFinite else { return "—" }
    var scale = 1.0
    for _ in 0..<max(decimals, 0) { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let digits = Int(scaled)
    var text = grouped(digits / Int(scale))
    if decimals > 0 {
      let fraction = String(digits % Int(scale))
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    guard digits > 0 else { return text }
    return value < 0 ? "−" + text : signed ? "+" + text : text
  }

  /// A whole number with its thousands set apart: 3,024.
  public static func grouped(_ value: Int) -> String {
    var digits = Array(String(value.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (value < 0 ? "−" : "") + String(digits)
  }

  /// "1 pair", "3,024 pairs".
  public static func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Without trailing zeros: 2, 0.5.
  public static func brief(_ value: Double) -> String {
    Int(exactly: value).map(grouped) ?? fixed(value, value == (value * 10).rounded() / 10 ? 1 : 2)
  }

  public static func p(_ quantity: Quantity) -> String {
    guard let value = quantity.number else { return "—" }
    if value < 0.0001 { return "< .0001" }
    if value < 0.001 { return String(fixed(value, 4).dropFirst()) }
    return value >= 0.9995 ? "1" : String(fixed(value, 3).dropFirst())
  }

  public static func quantity(_ quantity: Quantity, _ decimals: Int, signed: Bool = false, scale: Double = 1) -> String
  {
    quantity.number.map { fixed($0 * scale, decimals, signed: signed) } ?? "—"
  }

  public static func interval(
    _ interval: IntervalFigure, _ decimals: Int, signed: Bool = false, scale: Double = 1
  ) -> String {
    guard let (lower, upper) = interval.bounds else { return "—" }
    return "[\(fixed(lower * scale, decimals, signed: signed)), \(fixed(upper * scale, decimals, signed: signed))]"
  }

  /// "0.95" as "95 %".
  public static func level(_ level: Double) -> String {
    let percent = level * 100
    return fixed(percent, abs(percent - percent.rounded()) < 1e-9 ? 0 : 1) + " %"
  }
}

extension NumberText {
  /// How a kind of number is written.
  public struct Style: Sendable {
    public var decimals: Int
    public var scale = 1.0
    public var signed = false
    public var unit = ""

    public init(decimals: Int, scale: Double = 1, signed: Bool = false, unit: String = "") {
      self.decimals = decimals
      self.scale = scale
      self.signed = signed
      self.unit = unit
    }

    public static let share = Style(decimals: 1, scale: 100, unit: " %")
    public static let shift = Style(decimals: 1, scale: 100, signed: true, unit: " pp")
    public static let depth = Style(decimals: 2, signed: true)
    public static let effect = Style(decimals: 3, signed: true)
  }

  public static func value(_ quantity: Quantity, _ style: Style) -> String {
    guard quantity.number != nil else { return "—" }
    return self.quantity(quantity, style.decimals, signed: style.signed, scale: style.scale) + style.unit
  }

  public static func interval(_ interval: IntervalFigure, _ style: Style) -> String {
    self.interval(interval, style.decimals, signed: style.signed, scale: style.scale)
  }

  /// "+0.30 [+0.14, +0.46]"
  public static func figure(_ figure: Figure, _ style: Style) -> String {
    guard figure.number != nil else { return "—" }
    return value(figure.value, style) + (figure.interval.bounds == nil ? "" : " " + interval(figure.interval, style))
  }
}
