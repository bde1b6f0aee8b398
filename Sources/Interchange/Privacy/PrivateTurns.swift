internal import Cases

/// The turns of a conversation, packed again with other texts.
struct PrivateTurns {
  private(set) var packed: [UInt8] = []
  private(set) var text: [UInt8] = []
  /// Whether a turn had keys that the program does not know; they are left out.
  private(set) var hasUnknownMembers = false
  private var count = 0

  /// - Parameter words: The new text of a turn, given its number and its old one.
  init(
    packed old: UnsafeRawBufferPointer, text oldText: UnsafeRawBufferPointer,
    words: (Int, UnsafeRawBufferPointer) -> [UInt8]
  ) {
    PackedTurns.forEach(in: old) { item in
      append(item, old, words(count, oldText.clamped(item.text)))
      return true
    }
  }

  private mutating func append(_ item: PackedTurns.Item, _ old: UnsafeRawBufferPointer, _ words: [UInt8]) {
    if count > 0 { text.append(PackedTurns.separator) }
    text += words
    hasUnknownMembers = hasUnknownMembers || item.extra != nil
    if case .at(let range) = item.time {
      old.clamped(range).withMemoryRebound(to: UInt8.self) { time in
        PackedTurns.append(
          role: item.role, textCount: words.count, at: time, atIsNull: false, extra: nil, to: &packed)
      }
    } else {
      PackedTurns.append(
        role: item.role, textCount: words.count, at: nil, atIsNull: item.time == .null, extra: nil, to: &packed)
    }
    count += 1
  }
}

extension PackedProfile {
  /// The profile with every value masked; fields without a value stay so.
  static func masked(_ packed: UnsafeRawBufferPointer, tally: MaskTally) -> [UInt8] {
    var masked: [UInt8] = []
    forEach(in: packed) { field, kind, _ in
      var mask = kind == .null ? "" : MaskKind.profile.mask
      mask.withUTF8 { append(field: field, kind: kind == .null ? .null : .string, value: $0, to: &masked) }
      if kind != .null { tally.add(.profile) }
    }
    return masked
  }
}
