/// A moment, read from an RFC 3339 timestamp.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Since 1970-01-01T00:00:00Z.
  public var seconds: Int64
  public var nanoseconds: Int32

  /// Reads `2026-03-01T09:12:00Z`, `2026-03-01 17:12:00.5+08:00` and their kind; `nil` for anything else.
  ///
  /// Digits beyond nanoseconds are ignored; a leap second counts as the second after it.
  public init?(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = DigitReader(text: text)
    guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2), reader.skip("-"),
      let day = reader.digits(2), reader.skip("T", "t", " "), let hour = reader.digits(2), reader.skip(":"),
      let minute = reader.digits(2), reader.skip(":"), let second = reader.digits(2),
      hour < 24, minute < 60, second <= 60, (1...12).contains(month),
      day >= 1, day <= Timestamp.days(inMonth: month, year: year)
    else { return nil }
    guard let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd else { return nil }
    let days = Timestamp.days(year: year, month: month, day: day)
    seconds = Int64(days) * 86400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset)
    nanoseconds = Int32(fraction)
  }

  public init?(_ text: String) {
    var text = text
    guard let value = text.withUTF8({ Timestamp($0) }) else { return nil }
    self = value
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  private static func days(inMonth month: Int, year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that start in March.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + (monthFromMarch * 153 + 2) / 5 + day - 1 - 719_468
  }
}

/// Walks over the fields of a timestamp.
private struct DigitReader {
  let text: UnsafeBufferPointer<UInt8>
  var place = 0

  var isAtEnd: Bool { place == text.count }

  mutating func digits(_ count: Int) -> Int? {
    guard place + count <= text.count else { return nil }
    var value = 0
    for _ in 0..<count {
      let digit = text[place]
      guard digit >= 48, digit <= 57 else { return nil }
      value = value * 10 + Int(digit - 48)
      place += 1
    }
    return value
  }

  mutating func skip(_ allowed: Unicode.Scalar...) -> Bool {
    guard place < text.count, allowed.contains(Unicode.Scalar(text[place])) else { return false }
    place += 1
    return true
  }

  /// Nanoseconds after an optional point.
  mutating func fraction() -> Int? {
    guard place < text.count, text[place] == 46 else { return 0 }
    place += 1
    let start = place
    var value = 0
    while place < text.count, text[place] >= 48, text[place] <= 57 {
      if place - start < 9 { value = value * 10 + Int(text[place] - 48) }
      place += 1
    }
    guard place > start else { return nil }
    for _ in min(place - start, 9)..<9 { value *= 10 }
    return value
  }

  /// Seconds east of Greenwich.
  mutating func offset() -> Int? {
    if skip("Z", "z") { return 0 }
    let sign = place < text.count && text[place] == 45 ? -1 : 1
    guard skip("+", "-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60 else {
      return nil
    }
    return sign * (hours * 3600 + minutes * 60)
  }
}
