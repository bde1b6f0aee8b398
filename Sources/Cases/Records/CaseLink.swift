/// What names a case outside of its store: `conversation:turn:simulator:draw`, or a whole conversation: its id alone.
///
/// An instrument is not part of it: one looks at the case through whatever instrument is in hand.
public struct CaseLink: Sendable, Hashable {
  public var conversation: String
  /// 0 where it names a conversation as a whole.
  public var turn: Int
  /// Empty where it names a conversation as a whole.
  public var simulator: String
  public var draw: Int

  public init(conversation: String, turn: Int, simulator: String, draw: Int) {
    self.conversation = conversation
    self.turn = turn
    self.simulator = simulator
    self.draw = draw
  }

  /// The case of a key in a conversation of that id.
  public init(conversation: String, key: CaseKey) {
    self.init(conversation: conversation, turn: key.turn, simulator: key.simulator, draw: key.draw)
  }

  /// Stands between the audit and the case.
  public static let separator: Character = "#"

  /// The link without the audit; what a shell or a reader of links would misread is written as `%` and two digits.
  public var text: String {
    let parts = simulator.isEmpty ? [conversation] : [conversation, "\(turn)", simulator, "\(draw)"]
    return parts.map(CaseLink.encoded).joined(separator: ":")
  }

  /// Reads what ``text`` writes.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { CaseLink.decoded($0) }
    guard let conversation = parts[0], !conversation.isEmpty else { return nil }
    if parts.count == 1 {
      self.init(conversation: conversation, turn: 0, simulator: "", draw: 0)
      return
    }
    guard (3...4).contains(parts.count), let turn = parts[1].flatMap({ Int($0) }), turn >= 0,
      let simulator = parts[2], !simulator.isEmpty,
      let draw = parts.count == 4 ? parts[3].flatMap({ Int($0) }) : 0, draw >= 0
    else { return nil }
    self.init(conversation: conversation, turn: turn, simulator: simulator, draw: draw)
  }

  /// The audit and the case of `AUDIT#conversation:turn:simulator:draw`; `nil` where it is no link.
  public static func split(_ text: String) -> (audit: String, case: CaseLink)? {
    guard let place = text.lastIndex(of: separator), place > text.startIndex,
      let link = CaseLink(text[text.index(after: place)...])
    else { return nil }
    return (String(text[..<place]), link)
  }

  private static let plain = Set("-_.@+=,/".unicodeScalars)

  private static func encoded(_ part: String) -> String {
    part.unicodeScalars.reduce(into: "") { result, scalar in
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isWord || plain.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 {
          let digits = String(byte, radix: 16, uppercase: true)
          result += "%" + (digits.count < 2 ? "0" : "") + digits
        }
      }
    }
  }

  private static func decoded(_ part: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
