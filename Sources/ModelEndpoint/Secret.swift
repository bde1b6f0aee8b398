import Foundation
internal import JSON

/// A key, so that it is told from words where it comes back.
///
/// Local servers want any key, such as “none” or “x”: what is so short is no secret, and a word of many answers.
struct Secret: Sendable {
  /// The key as it is, and as JSON may write it; none where it is too short to be one.
  private let spellings: [[UInt8]]
  private static let shortest = 8
  /// Shorter ones may be words that an answer holds by chance.
  private static let shortestInAnswers = 12

  init(_ key: String) {
    guard key.utf8.count >= Secret.shortest else {
      spellings = []
      return
    }
    let escaped = JSONValue.string(key).canonicalBytes.dropFirst().dropLast()
    let withSlashes = String(decoding: escaped, as: UTF8.self).replacingOccurrences(of: "/", with: "\\/")
    spellings = Array(Set([Array(key.utf8), Array(escaped), Array(withSlashes.utf8)]))
  }

  /// Whether an answer repeats the key.
  func isHeld(in bytes: [UInt8]) -> Bool {
    spellings.contains { $0.count >= Secret.shortestInAnswers && bytes.firstRange(of: $0) != nil }
  }

  /// Writes asterisks over every occurrence in the words of an error.
  func blot(_ bytes: inout [UInt8]) {
    for spelling in spellings {
      guard let first = spelling.first, spelling.count <= bytes.count else { continue }
      var start = 0
      while let found = bytes[start...].firstIndex(of: first), found + spelling.count <= bytes.count {
        start = found + 1
        guard bytes[found..<found + spelling.count].elementsEqual(spelling) else { continue }
        for index in found..<found + spelling.count { bytes[index] = UInt8(ascii: "*") }
      }
    }
  }
}
