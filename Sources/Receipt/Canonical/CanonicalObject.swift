internal import JSON

/// Members on their way into an object whose keys are sorted by their UTF-8 bytes; keeps its buffers between objects.
struct CanonicalObject: ~Copyable {
  private struct Member {
    var key: Range<Int>
    var value: Range<Int>
  }

  private var scratch = JSONOutput(escapes: .canonical)
  /// By the bytes of their keys.
  private var members: [Member] = []

  mutating func removeAll() {
    scratch.removeAll()
    members.removeAll(keepingCapacity: true)
  }

  /// Adds a member whose value `write` appends as JSON; one of the same key that was added before gives way.
  mutating func add(_ key: String, _ write: (inout JSONOutput) -> Void) {
    let start = scratch.count
    scratch.raw(key)
    let middle = scratch.count
    write(&scratch)
    insert(Member(key: start..<middle, value: middle..<scratch.count))
  }

  private mutating func insert(_ member: Member) {
    let bytes = scratch.contents
    var place = members.count
    // Most are added in their order.
    while place > 0 {
      let order = bytes.order(members[place - 1].key, member.key)
      if order < 0 { break }
      place -= 1
      if order == 0 {
        members[place] = member
        return
      }
    }
    members.insert(member, at: place)
  }

  mutating func add(_ key: String, text: UnsafeRawBufferPointer) { add(key) { $0.string(text) } }

  mutating func add(_ key: String, text: String) { add(key) { $0.string(text) } }

  mutating func add(_ key: String, integer: Int) { add(key) { $0.integer(integer) } }

  /// A known number: the 16 hexadecimal digits of its IEEE 754 double, so that no two programs print it differently.
  mutating func add(_ key: String, double: Double) {
    let digits = String((double + 0).bitPattern, radix: 16)
    add(key, text: "f64:" + String(repeating: "0", count: 16 - digits.count) + digits)
  }

  mutating func add(_ members: [JSONValue.Member]) {
    for member in members { add(member.key) { member.value.write(to: &$0, isSorted: true) } }
  }

  /// Appends the object.
  func write(to output: inout JSONOutput) {
    let bytes = scratch.contents
    output.open("{")
    for member in members {
      output.next()
      output.string(UnsafeRawBufferPointer(rebasing: bytes[member.key]))
      output.raw(":")
      output.raw(UnsafeRawBufferPointer(rebasing: bytes[member.value]))
    }
    output.close("}")
  }
}
