/// Numbers as people read them, without Foundation.
enum Decimals {
  /// A number with a fixed number of decimals, halves away from zero.
  static func fixed(_ value: Double, _ decimals: Int, signed: Bool = false) -> String {
    guard value.isFinite else { return "—" }
    var scale = 1.0
    for _ in 0..<max(decimals, 0) { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let digits = Int(scaled)
    let (whole, rest) = (digits / Int(scale), digits % Int(scale))
    var text = String(whole)
    if decimals > 0 {
      let fraction = String(rest)
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    // What rounds to zero has no sign.
    guard digits > 0 else { return text }
    return value < 0 ? "−" + text : signed ? "+" + text : text
  }

  /// A share in percent.
  static func percent(_ share: Double, _ decimals: Int = 1) -> String { fixed(share * 100, decimals) }

  /// A whole number with its thousands set apart: 3,024.
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(abs(value)))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (value < 0 ? "−" : "") + String(digits)
  }

  /// A p-value: three decimals, and what is smaller than they show as "< .001" or "< .0001".
  static func p(_ value: Double) -> String {
    if value < 0.0001 { return "< .0001" }
    if value < 0.001 { return String(fixed(value, 4).dropFirst()) }
    return value >= 0.9995 ? "1" : String(fixed(value, 3).dropFirst())
  }
}
