internal import Cases
internal import Foundation

/// Times as other programs write them.
enum LogTime {
  /// The time in RFC 3339; `nil` where it is none. Seconds, milliseconds and microseconds since 1970 are told by their
  /// size; a time without a zone is taken as UTC.
  static func rfc3339(_ text: String) -> String? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    if Timestamp(text) != nil { return text }
    if let number = Double(text) { return ofNumber(number) }
    return ofDate(text)
  }

  private static func ofNumber(_ number: Double) -> String? {
    guard number.isFinite, number > 1e8, number < 1e17 else { return nil }
    let seconds = number < 1e11 ? number : number < 1e14 ? number / 1e3 : number / 1e6
    // A date's own text cuts thousandths off where a number is a hair too small.
    let thousandths = (seconds * 1000).rounded()
    let whole = (thousandths / 1000).rounded(.down)
    let text = Date(timeIntervalSince1970: whole).formatted(.iso8601)
    let rest = String(Int(thousandths - whole * 1000))
    return rest == "0" ? text : "\(text.dropLast()).\(String(repeating: "0", count: 3 - rest.count))\(rest)Z"
  }

  /// `2026-03-01 09:00[:00[.000]]`, with a `T` or a zone or without.
  private static func ofDate(_ text: String) -> String? {
    var text = text
    if text.utf8.count >= 16, text.utf8.dropFirst(10).first == 32 {
      let place = text.utf8.index(text.startIndex, offsetBy: 10)
      text.replaceSubrange(place...place, with: "T")
    }
    if text.hasSuffix(" UTC") { text = text.dropLast(4) + "Z" }
    for candidate in [text, text + "Z", text + ":00Z", text.replacing(" ", with: "")] where Timestamp(candidate) != nil
    {
      return candidate
    }
    if text.utf8.count == 10, Timestamp(text + "T00:00:00Z") != nil { return text + "T00:00:00Z" }
    return nil
  }
}
