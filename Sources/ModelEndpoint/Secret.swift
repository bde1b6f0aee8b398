import Foundation
internal import JSON

/// A key, so that it can be blotted out wherever it comes back.
struct Secret: Sendable {
  /// The key as it is, and as JSON may write it.
  private let spellings: [[UInt8]]

  init(_ key: String) {
    let escaped = JSONValue.string(key).canonicalBytes.dropFirst().dropLast()
    let withSlashes = String(decoding: escaped, as: UTF8.self).replacingOccurrences(of: "/", with: "\\/")
    spellings = Array(Set([Array(key.utf8), Array(escaped), Array(withSlashes.utf8)]))
  }

  /// Writes asterisks over every occurrence.
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
