/// Seconds since 1970 as an RFC 3339 time in UTC.
struct Timestamp: Sendable, Comparable {
  var seconds: Int

  /// 2026-03-01T09:00:00Z, before which no conversation begins.
  static let first = Timestamp(seconds: 1_772_355_600)

  static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// Days to years and months, counting years from March.
  ///
  /// > H. Hinnant. "chrono-Compatible Low-Level Date Algorithms." 2013
  func append(to bytes: inout [UInt8]) {
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    bytes.append(number: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), width: 4)
    bytes.append("-")
    bytes.append(number: month, width: 2)
    bytes.append("-")
    bytes.append(number: dayOfYear - (153 * shifted + 2) / 5 + 1, width: 2)
    bytes.append("T")
    bytes.append(number: seconds % 86_400 / 3_600, width: 2)
    bytes.append(":")
    bytes.append(number: seconds % 3_600 / 60, width: 2)
    bytes.append(":")
    bytes.append(number: seconds % 60, width: 2)
    bytes.append("Z")
  }
}
