/// Numbers as people read them: the same in every output, without Foundation.
public enum NumberText {
  /// With a fixed number of decimals, halves away from zero, thousands set apart, the true minus sign; a dash for what is
  /// not finite.
  ///
  /// - Parameters:
  ///   - signed: Whether a positive number has a plus sign.
  ///   - keepsSign: Whether what rounds to zero says on which side of it it lies, as the bounds of intervals do.
  public static func fixed(_ value: Double, _ decimals: Int, signed: Bool = false, keepsSign: Bool = false) -> String {
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
    guard digits > 0 || (keepsSign && value != 0) else { return text }
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
  public static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// How many in a second, else in a minute or an hour, where fewer than one would read as none: "34 requests/s",
  /// "9.9 requests/min"; nothing where no time has passed.
  public static func rate(_ count: Int, _ plural: String, seconds: Double) -> String? {
    guard seconds > 0 else { return nil }
    let units: [(name: String, seconds: Double)] = [("s", 1), ("min", 60), ("h", 3600)]
    let rates = units.map { (name: $0.name, value: Double(count) * $0.seconds / seconds) }
    guard let rate = rates.first(where: { $0.value >= 1 }) ?? rates.last else { return nil }
    return "\(fixed(rate.value, rate.value < 9.95 ? 1 : 0)) \(plural)/\(rate.name)"
  }

  /// Without needless decimals: 2, 0.5, 0.25.
  public static func brief(_ value: Double) -> String {
    fixed(value, value == value.rounded() ? 0 : (value * 10) == (value * 10).rounded() ? 1 : 2)
  }

  /// A p-value: ".012", four decimals below .001, and never 0 ("< .0001").
  public static func probability(_ value: Double) -> String {
    guard value.isFinite else { return "—" }
    if value < 0.0001 { return "< .0001" }
    if value < 0.001 { return String(fixed(value, 4).dropFirst()) }
    return value >= 0.9995 ? "1" : String(fixed(value, 3).dropFirst())
  }

  /// A p-value within a sentence: "= .012", "< .0001".
  public static func equation(ofProbability value: Double) -> String {
    let text = probability(value)
    return text.hasPrefix("<") || text == "—" ? text : "= " + text
  }

  /// A share of one in percent, as levels and powers are named: "95 %", "99.5 %".
  public static func percent(_ share: Double) -> String {
    let percent = share * 100
    return fixed(percent, abs(percent - percent.rounded()) < 1e-9 ? 0 : 1) + " %"
  }
}
