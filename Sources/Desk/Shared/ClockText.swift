internal import Foundation

/// The time as reviews and receipts state it.
public enum ClockText {
  /// RFC 3339, UTC, whole seconds.
  public static func now() -> String { Date().formatted(Date.ISO8601FormatStyle(timeZone: .gmt)) }
}
