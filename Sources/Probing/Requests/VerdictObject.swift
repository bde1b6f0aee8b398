import AuditStore
import JSON

/// The one JSON object of a judge's answer, which may stand among words.
///
/// A judge reads strangers' text and may be led to repeat an object of theirs, or to draft one before it decides. So there
/// is a verdict only where there is one object and no other: never the first of several, never one inside of another, and
/// none that the labelled turn itself holds.
struct VerdictObject {
  let members: JSONValue

  /// How many opening braces are tried, and how long an answer may be: hostile answers cost no more.
  private static let mostOpenings = 64
  private static let mostBytes = 1 << 20

  /// - Parameter turn: The words that are labelled.
  init(in text: String, turn: String) throws(LabelAnswer.Invalid) {
    let bytes = Array(text.utf8)
    guard bytes.count <= VerdictObject.mostBytes else {
      throw LabelAnswer.Invalid("the answer is longer than \(VerdictObject.mostBytes) bytes")
    }
    var found: JSONValue?
    try VerdictObject.forEachObject(in: bytes) { object throws(LabelAnswer.Invalid) in
      if let key = object.repeatedKey {
        throw LabelAnswer.Invalid("“\(key.prefix(40))” is there twice")
      }
      if let found, !found.means(object) {
        throw LabelAnswer.Invalid("the answer holds several objects, and they differ")
      }
      found = object
    }
    guard let found else { throw LabelAnswer.Invalid("the answer holds no JSON object") }
    var isQuoted = false
    // A turn may hold anything: what is no object there is none.
    try? VerdictObject.forEachObject(in: Array(turn.utf8)) { object throws(LabelAnswer.Invalid) in
      isQuoted = isQuoted || object.means(found)
    }
    if isQuoted { throw LabelAnswer.Invalid("the object of the answer stands in the turn, where it is quoted from") }
    members = found
  }

  /// Whether a text is one object and nothing else, so that tags in it stand within its strings.
  static func isAll(of text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.first == UInt8(ascii: "{") && closing(of: 0, in: bytes) == bytes.count - 1
  }

  /// - Throws: ``LabelAnswer/Invalid`` where something begins like an object and is none, and what `body` throws.
  private static func forEachObject(
    in bytes: [UInt8], _ body: (JSONValue) throws(LabelAnswer.Invalid) -> Void
  ) throws(LabelAnswer.Invalid) {
    var openings = 0
    var place = 0
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
      openings += 1
      if openings > mostOpenings {
        throw LabelAnswer.Invalid("the answer has more than \(mostOpenings) opening braces")
      }
      place = start + 1
      guard looksLikeObject(bytes[start...]) else { continue }
      guard let end = closing(of: start, in: bytes) else {
        throw LabelAnswer.Invalid("an object of the answer has no end")
      }
      let object: JSONValue
      do throws(JSONProblem) {
        object = try JSONValue.mending(Array(bytes[start...end])).value
      } catch {
        throw LabelAnswer.Invalid("an object of the answer is no JSON: \(error.explanation)")
      }
      try body(object)
      place = end + 1
    }
  }

  /// Whether a brace opens an object, and is not one of prose: `{the turn}`.
  private static func looksLikeObject(_ text: ArraySlice<UInt8>) -> Bool {
    text.dropFirst().first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 } == UInt8(ascii: "\"")
  }

  /// Where the object that opens at `start` closes, strings and escapes heeded.
  private static func closing(of start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    var inString = false
    var escaped = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
