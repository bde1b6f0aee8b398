/// Numbers of seven bits a byte, the lowest first: how lengths are written in packed records.
public enum Packing {
  public static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt64(number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The number at `place`, which moves behind it; `nil` where the bytes end or make no number.
  public static func number(in bytes: UnsafeRawBufferPointer, at place: inout Int) -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 63 {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(exactly: value) }
      shift += 7
    }
    return nil
  }

  /// The range of a length and its bytes at `place`, which moves behind it; `nil` where they reach beyond the end.
  public static func range(in bytes: UnsafeRawBufferPointer, at place: inout Int) -> Range<Int>? {
    guard let count = number(in: bytes, at: &place), count <= bytes.count - place else { return nil }
    let range = place..<place + count
    place += count
    return range
  }
}

/// The turns of a conversation beside their joined text: what a store keeps of them.
///
/// A turn is one byte (role, whether `at` is absent, null or given, whether there are further keys), the length of its
/// text in UTF-8, then `at` and the further keys as a JSON object, each with its length. The texts stand in another
/// value, joined by line feeds, so that they can be searched and cut out without reading anything else.
public enum PackedTurns {
  /// The byte between two texts.
  public static let separator: UInt8 = 10

  public enum Time: Sendable, Hashable {
    case absent, null
    case at(Range<Int>)
  }

  /// One turn: its role, where its text lies in the joined text, where the rest lies in the packed bytes.
  public struct Item: Sendable, Hashable {
    public var role: Role
    public var text: Range<Int>
    public var time: Time
    public var extra: Range<Int>?
  }

  /// Appends a turn's entry to `bytes`; the caller appends its text to the joined text.
  public static func append(
    role: Role, textCount: Int, at: UnsafeBufferPointer<UInt8>?, atIsNull: Bool, extra: ArraySlice<UInt8>?,
    to bytes: inout [UInt8]
  ) {
    let time: UInt8 = at != nil ? 2 : atIsNull ? 1 : 0
    bytes.append(role.code | time << 2 | (extra == nil ? 0 : 1 << 4))
    Packing.append(textCount, to: &bytes)
    if let at {
      Packing.append(at.count, to: &bytes)
      bytes.append(contentsOf: at)
    }
    if let extra {
      Packing.append(extra.count, to: &bytes)
      bytes.append(contentsOf: extra)
    }
  }

  /// Calls `body` with every turn in order until it returns false. Returns false where the bytes are no packed turns.
  @discardableResult
  public static func forEach(in bytes: UnsafeRawBufferPointer, _ body: (Item) -> Bool) -> Bool {
    var place = 0
    var text = 0
    while place < bytes.count {
      let head = bytes[place]
      place += 1
      guard let count = Packing.number(in: bytes, at: &place), count < 1 << 32 else { return false }
      var item = Item(role: Role(code: head & 3), text: text..<text + count, time: .absent, extra: nil)
      text += count + 1
      switch head >> 2 & 3 {
      case 0: break
      case 1: item.time = .null
      default:
        guard let range = Packing.range(in: bytes, at: &place) else { return false }
        item.time = .at(range)
      }
      if head & 1 << 4 != 0 {
        guard let range = Packing.range(in: bytes, at: &place) else { return false }
        item.extra = range
      }
      if !body(item) { return true }
    }
    return true
  }

  /// The turns as values; a text that reaches beyond `text` is cut there.
  public static func turns(packed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer) -> [Turn] {
    var turns: [Turn] = []
    forEach(in: packed) { item in
      var turn = Turn(role: item.role, text: String(decoding: text.clamped(item.text), as: UTF8.self))
      if case .at(let range) = item.time { turn.at = String(decoding: packed[range], as: UTF8.self) }
      turns.append(turn)
      return true
    }
    return turns
  }
}

extension Role {
  /// Two bits for packed records: agent 0, user 1, system 2, tool 3.
  public var code: UInt8 {
    switch self {
    case .agent: 0
    case .user: 1
    case .system: 2
    case .tool: 3
    }
  }

  /// The role of the lowest two bits of `code`.
  public init(code: UInt8) {
    switch code & 3 {
    case 0: self = .agent
    case 1: self = .user
    case 2: self = .system
    default: self = .tool
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes of `range` that exist.
  public func clamped(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[range.clamped(to: 0..<count)])
  }
}

/// The profile of a conversation with the names of its fields as numbers.
///
/// A field is the number of its name, one byte for the kind of its value, and the value with its length: the text of a
/// string, or any other value as JSON.
public enum PackedProfile {
  public enum Kind: UInt8, Sendable {
    case string = 0
    case json = 1
    case null = 2
  }

  public static func append(field: Int, kind: Kind, value: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    Packing.append(field, to: &bytes)
    bytes.append(kind.rawValue)
    Packing.append(value.count, to: &bytes)
    bytes.append(contentsOf: value)
  }

  /// Calls `body` with the number, kind and value of every field. Returns false where the bytes are no packed profile.
  @discardableResult
  public static func forEach(
    in bytes: UnsafeRawBufferPointer, _ body: (_ field: Int, _ kind: Kind, _ value: UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    var place = 0
    while place < bytes.count {
      guard let field = Packing.number(in: bytes, at: &place), place < bytes.count,
        let kind = Kind(rawValue: bytes[place])
      else { return false }
      place += 1
      guard let range = Packing.range(in: bytes, at: &place) else { return false }
      body(field, kind, UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    return true
  }
}
