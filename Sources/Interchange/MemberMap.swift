internal import JSON

/// The known keys of one kind of object, each with a number.
///
/// Objects of a file usually name their keys in one order, so the key that stood at the same place last time is tried
/// first.
struct MemberMap {
  /// The number of a key that is not known.
  static let unknown = -1

  private let names: CodeBook
  /// The number of the known key that stood last at each place; `nil` where there was none.
  private var expected: [Int?] = []

  init(_ names: [String]) { self.names = CodeBook(names) }

  var count: Int { names.count }

  func name(_ slot: Int) -> String { names[slot] }

  /// The number of `key`, which stands at `place` in its object.
  mutating func slot(of key: JSONView, at place: Int) -> Int {
    guard let text = key.plainString else {
      return key.withString { names.code(of: $0) ?? MemberMap.unknown } ?? MemberMap.unknown
    }
    let guess = place < expected.count ? expected[place] : nil
    guard let slot = names.code(of: text, guess: guess) else { return MemberMap.unknown }
    if place < expected.count {
      if guess != slot { expected[place] = slot }
    } else if place < 64 {
      while expected.count < place { expected.append(nil) }
      expected.append(slot)
    }
    return slot
  }
}

/// The values of one object by the numbers of their keys.
struct Members {
  /// Numbers of nodes, −1 where a key is missing.
  private var nodes: [Int]
  private var object: JSONView?

  init(count: Int) { nodes = Array(repeating: -1, count: count) }

  subscript(slot: Int) -> JSONView? {
    let node = nodes[slot]
    return node < 0 ? nil : object?.sibling(node)
  }

  /// Reads the members of `value`; what is not known, and what is null in `nullable`, goes to `rest`.
  ///
  /// - Parameters:
  ///   - path: What stands before the key in messages.
  ///   - nullable: A bit for the number of every key that may be null.
  mutating func read(
    _ value: JSONView, _ map: inout MemberMap, nullable: UInt32, rest: inout RawObject, path: @autoclosure () -> String
  ) throws(RowProblem) {
    for index in nodes.indices { nodes[index] = -1 }
    object = value
    var place = 0
    var child = value.firstChild
    while let key = child.next() {
      guard let member = child.next() else { return }
      let slot = map.slot(of: key, at: place)
      place += 1
      if slot == MemberMap.unknown {
        rest.add(key: key, value: member)
        continue
      }
      if nodes[slot] >= 0 { throw RowProblem(.duplicateKey, key: path() + map.name(slot), "is there twice") }
      nodes[slot] = member.index
      if member.isNull, nullable & 1 << UInt32(slot) != 0 { rest.add(key: key, value: member) }
    }
  }
}
