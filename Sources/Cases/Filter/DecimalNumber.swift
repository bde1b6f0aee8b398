/// A number as its digits say, not as the nearest double: whole numbers beyond 2⁵³ stay apart.
struct DecimalNumber: Comparable {
  private let isNegative: Bool
  /// Without zeros at either end; empty for zero.
  private let digits: ArraySlice<UInt8>
  /// How many digits stand before the point.
  private let places: Int

  /// `nil` where `text` is no number that a filter reads.
  init?(_ text: String) {
    guard FilterText.number(in: text) != nil else { return nil }
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let mantissa = rest.prefix { $0 | 32 != UInt8(ascii: "e") }
    let exponent = Int(String(decoding: rest.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
    let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
    let all = Array(whole + mantissa.dropFirst(whole.count + 1))
    let leading = all.prefix { $0 == UInt8(ascii: "0") }.count
    var significant = all[leading...]
    while significant.last == UInt8(ascii: "0") { significant.removeLast() }
    digits = significant
    places = significant.isEmpty ? 0 : whole.count - leading + exponent
  }

  static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.digits == right.digits && left.places == right.places
      && (left.isNegative == right.isNegative || left.digits.isEmpty)
  }

  static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    if left == right { return false }
    let signs = (left.sign, right.sign)
    if signs.0 != signs.1 { return signs.0 < signs.1 }
    return signs.0 < 0 ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  /// By size, of numbers that are not zero.
  private func isSmaller(than other: DecimalNumber) -> Bool {
    places != other.places ? places < other.places : digits.lexicographicallyPrecedes(other.digits)
  }
}
