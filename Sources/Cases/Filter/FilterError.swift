/// Why a text is not a filter, or not one of this audit: what is wrong, where, and what is allowed there.
public struct FilterError: Error, Hashable, Sendable {
  /// The filter as it was typed.
  public var text: String
  /// The characters that are wrong, counted from 0; empty where something is missing.
  public var range: Range<Int>
  /// What is wrong, as a sentence without a full stop.
  public var message: String
  /// What may stand there.
  public var allowed: [String]
  /// What was probably meant.
  public var suggestion: String?

  public init(
    text: String, range: Range<Int>, message: String, allowed: [String] = [], suggestion: String? = nil
  ) {
    self.text = text
    self.range = range
    self.message = message
    self.allowed = allowed
    self.suggestion = suggestion
  }

  /// The message with what was meant or what is allowed, on one line.
  public var summary: String {
    if let suggestion { return "\(message); did you mean \(suggestion)?" }
    guard !allowed.isEmpty else { return message }
    let shown = allowed.prefix(12).joined(separator: ", ")
    return "\(message); allowed: \(shown)" + (allowed.count > 12 ? ", … (\(allowed.count) in all)" : "")
  }
}

extension FilterError: CustomStringConvertible {
  public var description: String { "column \(range.lowerBound + 1) of the filter: \(summary)" }
}

/// What is wrong at a place that is known in scalars.
struct FilterProblem: Error {
  var range: Range<Int>
  var message: String
  var allowed: [String] = []
  var suggestion: String?

  /// The error for readers, with the place in characters.
  func error(in text: String) -> FilterError {
    FilterError(
      text: text, range: text.characters(ofScalars: range), message: message, allowed: allowed, suggestion: suggestion)
  }
}

extension String {
  /// The characters that a range of scalars touches.
  fileprivate func characters(ofScalars range: Range<Int>) -> Range<Int> {
    var scalar = 0
    var lower: Int?
    var number = 0
    for character in self {
      let end = scalar + character.unicodeScalars.count
      if lower == nil, range.lowerBound < end { lower = number }
      if let lower, range.upperBound <= Swift.max(scalar, range.lowerBound) {
        return lower..<(range.isEmpty ? lower : number)
      }
      scalar = end
      number += 1
    }
    return (lower ?? number)..<(range.isEmpty ? lower ?? number : number)
  }
}
