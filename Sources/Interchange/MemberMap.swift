internal import Glibc
internal import JSON

/// The known keys of one kind of object, each with a number.
///
/// Objects of a file usually name their keys in one order, so the key that stood at the same place last time is tried
/// first.
struct MemberMap {
  private struct Expected {
    var key: [UInt8]
    var slot: Int
  }

  /// The number of a key that is not known.
  static let unknown = -1

  private let names: [[UInt8]]
  private var expected: [Expected] = []

  init(_ names: [StaticString]) {
    self.names = names.map { Array(UnsafeBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount)) }
  }

  var count: Int { names.count }

  func name(_ slot: Int) -> String { String(decoding: names[slot], as: UTF8.self) }

  /// The number of `key`, which stands at `place` in its object.
  mutating func slot(of key: JSONView, at place: Int) -> Int {
    guard let text = key.plainString else { return key.withString { search($0) } ?? MemberMap.unknown }
    if place < expected.count, text.equals(expected[place].key) { return expected[place].slot }
    let slot = search(text)
    if place < expected.count {
      expected[place] = Expected(key: Array(text), slot: slot)
    } else if place == expected.count, place < 64 {
      expected.append(Expected(key: Array(text), slot: slot))
    }
    return slot
  }

  private func search(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    names.firstIndex { text.equals($0) } ?? MemberMap.unknown
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
