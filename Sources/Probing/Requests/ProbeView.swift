public import Cases

/// All that a request may know of a conversation: the turns before the probe, and the profile fields it was granted.
///
/// It is the only way from a conversation to a prompt, and it has no room for later turns or the outcome.
public struct ProbeView: Sendable, Hashable {
  public let prefix: [Turn]
  public let profile: [ProfileField]
  /// The numbers of the turns, where the labelled one has to be told from its neighbours.
  public let numbers: [Int]?
  private let showsTools: Bool

  /// - Parameters:
  ///   - turn: The turn that is to be written or labelled: turns `0 ..< turn` are seen.
  ///   - fields: The names of the profile fields that may be seen; `nil` for all.
  ///   - showsTools: Whether the turns of tools are seen; those of the system never are.
  public init(of conversation: Conversation, before turn: Int, fields: [String]?, showsTools: Bool = false) {
    prefix = conversation.turns.prefix(max(0, turn)).filter { turn in
      turn.role == .agent || turn.role == .user || turn.role == .tool && showsTools
    }
    profile = conversation.profile.filter { fields?.contains($0.name) ?? true }
    numbers = nil
    self.showsTools = showsTools
  }

  /// The view of an instrument: the prefix and the turn to be labelled as its last line, no profile.
  ///
  /// Real and simulated turns make the same view but for the words of the last line, see ``ShownTurn``.
  public init(labelling text: String, role: Role = .user, after prefix: [Turn]) {
    self.prefix = (prefix + [Turn(role: role, text: text)]).map(ProbeView.shown)
    profile = []
    numbers = nil
    showsTools = false
  }

  /// The view of the causal-labelling check: the whole conversation, then once more the turn to be labelled.
  ///
  /// It is the one view that holds what came later, and only real turns are labelled in it.
  public init(labelling turn: Int, inWholeOf conversation: Conversation) {
    prefix = (conversation.turns + [conversation.turns[turn]]).map(ProbeView.shown)
    profile = []
    numbers = Array(conversation.turns.indices) + [turn]
    showsTools = false
  }

  private static func shown(_ turn: Turn) -> Turn { Turn(role: turn.role, text: ShownTurn.text(turn.text)) }

  /// The lines of the transcript.
  var lines: String { TranscriptText.lines(of: prefix, numbers: numbers, showsTools: showsTools) }
}

/// Strangers' text as data: one JSON object a line, so that no text can end its line, its string or the record.
///
/// `<`, `>`, `` ` `` and `{` are written as escapes as well: neither a tag, nor a fence, nor a placeholder can be imitated.
public enum TranscriptText {
  /// The turns that a customer sees: what agent and user said, and tools where they are in view. System turns are not
  /// part of it.
  public static func lines(of turns: [Turn], numbers: [Int]? = nil, showsTools: Bool = false) -> String {
    turns.indices.filter { turns[$0].role != .system && (turns[$0].role != .tool || showsTools) }.map { index in
      let number = numbers.map { "\"turn\":\($0[index])," } ?? ""
      return "{\(number)\"from\":\"\(turns[index].role.rawValue)\",\"text\":\(quoted(turns[index].text))}"
    }.joined(separator: "\n")
  }

  /// `name: value` a line, values quoted.
  public static func lines(of profile: [ProfileField]) -> String {
    profile.map { "\(quoted($0.name)): \(quoted($0.value))" }.joined(separator: "\n")
  }

  /// A JSON string whose only unescaped characters are harmless in any prompt.
  static func quoted(_ text: String) -> String {
    var text = text
    return text.withUTF8 { source in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(source.count + 16)
      bytes.append(UInt8(ascii: "\""))
      // What needs no look stands in runs.
      let isEscaped = isEscaped
      var (start, place) = (0, 0)
      while place < source.count {
        let byte = source[place]
        if byte < 0x80, !isEscaped[Int(byte)] {
          place += 1
        } else if 0xE4...0xE9 ~= byte || 0xEB...0xEC ~= byte {
          // Most of Chinese and Korean.
          place += 3
        } else {
          bytes.append(contentsOf: source[start..<place])
          place += append(source[place...], to: &bytes)
          start = place
        }
      }
      bytes.append(contentsOf: source[start...])
      bytes.append(UInt8(ascii: "\""))
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The ASCII characters that are written as escapes.
  private static let isEscaped = (0..<128).map { $0 < 0x20 || $0 == 0x7F || "\"\\<>`{}|".utf8.contains(UInt8($0)) }

  /// Writes the first character of `text`. Returns how many bytes it has there.
  private static func append(_ text: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) -> Int {
    let first = text[text.startIndex]
    if first < 0x80 {
      append(first, to: &bytes)
      return 1
    }
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let character = text.prefix(count)
    if let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first, isInvisible(scalar) {
      for unit in Character(scalar).utf16 { appendEscape(unit, to: &bytes) }
    } else {
      bytes.append(contentsOf: character)
    }
    return count
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "|"), 0..<0x20, 0x7F:
      appendEscape(UInt16(byte), to: &bytes)
    default: bytes.append(byte)
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    // Chinese, Japanese and Korean need no look at the tables.
    if 0x3041...0x9FFF ~= scalar.value || 0xAC00...0xD7A3 ~= scalar.value { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
  }
}
