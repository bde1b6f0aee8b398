import Foundation

/// The time as reviews and receipts state it.
enum ClockText {
  /// RFC 3339, UTC, whole seconds.
  static func now() -> String { text(Date()) }

  static func text(_ date: Date) -> String {
    let format = Date.ISO8601FormatStyle(timeZone: .gmt)
    return date.formatted(format)
  }
}
