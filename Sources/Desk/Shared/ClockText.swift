public import Foundation

/// The time as reviews and receipts state it.
public enum ClockText {
  /// RFC 3339, UTC, whole seconds.
  public static func now() -> String { text(of: .now) }

  public static func text(of date: Date) -> String { date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt)) }
}
