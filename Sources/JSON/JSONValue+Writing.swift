extension JSONValue {
  /// The value as JSON text, members in their order.
  ///
  /// - Parameters:
  ///   - indented: Two spaces a level, and one line a member; arrays of plain values, and objects of no more than one
  ///     plain member, stay on one line. Else everything is on one line without blanks.
  ///   - isSorted: Whether keys are sorted by their UTF-8 bytes, and are there once.
  public func json(indented: Bool = true, isSorted: Bool = false) -> String {
    var output = JSONOutput(capacity: 1 << 12)
    if indented { write(to: &output, isSorted: isSorted, level: 0) } else { write(to: &output, isSorted: isSorted) }
    return String(decoding: output.contents, as: UTF8.self)
  }

  /// The canonical form, in which equal values are equal bytes: keys sorted by their UTF-8 bytes, the last of several
  /// members of one key, nothing between the tokens, numbers as they stand, ``JSONEscapes/canonical``.
  public var canonical: String { String(decoding: canonicalBytes, as: UTF8.self) }

  /// ``canonical`` as UTF-8.
  public var canonicalBytes: [UInt8] { canonicalBytes(keepingOrderUnder: nil) }

  /// ``canonicalBytes``, but for what stands under `key`, where members keep their order.
  public func canonicalBytes(keepingOrderUnder key: String?) -> [UInt8] {
    var output = JSONOutput(escapes: .canonical, capacity: 1 << 12)
    write(to: &output, isSorted: true, keepingOrderUnder: key)
    return output.bytes
  }

  /// Appends the value without blanks.
  ///
  /// - Parameters:
  ///   - isSorted: Whether keys are sorted by their UTF-8 bytes and are there once.
  ///   - kept: The key of objects that are not sorted all the same.
  public func write(to output: inout JSONOutput, isSorted: Bool = false, keepingOrderUnder kept: String? = nil) {
    switch self {
    case .object(let members):
      output.open("{")
      for member in isSorted ? JSONValue.sorted(members) : members {
        output.key(member.key)
        member.value.write(to: &output, isSorted: isSorted && member.key != kept, keepingOrderUnder: kept)
      }
      output.close("}")
    case .array(let elements):
      output.open("[")
      for element in elements {
        output.next()
        element.write(to: &output, isSorted: isSorted, keepingOrderUnder: kept)
      }
      output.close("]")
    case .string(let text): output.string(text)
    case .number(let text): output.raw(text)
    case .bool(let flag): output.flag(flag)
    case .null: output.null()
    }
  }

  /// By the bytes, not by `String`'s `==`, for which é is one key however it is composed.
  private static func sorted(_ members: [Member]) -> [Member] {
    var sorted: [Member] = []
    sorted.reserveCapacity(members.count)
    let order = members.indices.sorted { left, right in
      let (first, second) = (members[left].key.utf8, members[right].key.utf8)
      return first.elementsEqual(second) ? left < right : first.lexicographicallyPrecedes(second)
    }
    for index in order {
      if let last = sorted.last, last.key.utf8.elementsEqual(members[index].key.utf8) { sorted.removeLast() }
      sorted.append(members[index])
    }
    return sorted
  }

  private func write(to output: inout JSONOutput, isSorted: Bool, level: Int) {
    let isShort = isShort
    switch self {
    case .object(let members):
      output.open("{")
      for member in isSorted ? JSONValue.sorted(members) : members {
        output.lineBreak(isShort: isShort, level: level + 1)
        output.string(member.key)
        output.raw(": ")
        member.value.write(to: &output, isSorted: isSorted, level: level + 1)
      }
      output.closeLines("}", isShort: isShort, level: level)
    case .array(let elements):
      output.open("[")
      for element in elements {
        output.lineBreak(isShort: isShort, level: level + 1)
        element.write(to: &output, isSorted: isSorted, level: level + 1)
      }
      output.closeLines("]", isShort: isShort, level: level)
    default: write(to: &output)
    }
  }

  /// Whether it is read more easily on one line: plain values alone.
  private var isShort: Bool {
    switch self {
    case .array(let elements): elements.allSatisfy(\.isPlain)
    case .object(let members): members.count <= 1 && members.allSatisfy(\.value.isPlain)
    default: true
    }
  }

  private var isPlain: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }
}

extension JSONOutput {
  /// What comes before a member or an element in a text for people.
  fileprivate mutating func lineBreak(isShort: Bool, level: Int) {
    let isFirst = isFirst
    next()
    if !isShort { indent(level) } else if !isFirst { raw(" ") }
  }

  fileprivate mutating func closeLines(_ bracket: Unicode.Scalar, isShort: Bool, level: Int) {
    if !isShort { indent(level) }
    close(bracket)
  }

  private mutating func indent(_ level: Int) {
    raw("\n")
    for _ in 0..<level { raw("  ") }
  }
}
