internal import JSON
internal import Text

/// Members on their way into an object whose keys are sorted by their UTF-8 bytes; keeps its buffers between objects.
struct CanonicalObject: ~Copyable {
  private struct Member {
    /// In `keys`, as it is.
    var key: Range<Int>
    /// In `scratch`, with its value, behind a comma.
    var text: Range<Int>
  }

  private var scratch = JSONOutput(escapes: .canonical)
  private var keys = OutputBuffer()
  /// By the bytes of their keys.
  private var members: [Member] = []
  /// Whether all were added in that order, as most are.
  private var isInOrder = true

  mutating func removeAll() {
    scratch.removeAll()
    keys.removeAll()
    members.removeAll(keepingCapacity: true)
    isInOrder = true
  }

  /// Adds a member whose value `write` appends as JSON; one of the same key that was added before gives way.
  mutating func add(_ key: String, _ write: (inout JSONOutput) -> Void) {
    let (keyStart, start) = (keys.count, scratch.count)
    keys.append(key)
    scratch.raw(",")
    scratch.string(UnsafeRawBufferPointer(rebasing: keys.contents[keyStart...]))
    scratch.raw(":")
    write(&scratch)
    insert(Member(key: keyStart..<keys.count, text: start + 1..<scratch.count))
  }

  private mutating func insert(_ member: Member) {
    let bytes = keys.contents
    var place = members.count
    while place > 0 {
      let order = bytes.order(members[place - 1].key, member.key)
      if order < 0 { break }
      isInOrder = false
      place -= 1
      if order == 0 {
        members[place] = member
        return
      }
    }
    if place == members.count { members.append(member) } else { members.insert(member, at: place) }
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

  /// Adds a member whose value is there as JSON.
  mutating func add(_ key: String, json: UnsafeRawBufferPointer) { add(key) { $0.raw(json) } }

  /// Appends the object.
  func write(to output: inout JSONOutput) {
    let bytes = scratch.contents
    output.open("{")
    if isInOrder {
      output.raw(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
    } else {
      for member in members {
        output.next()
        output.raw(UnsafeRawBufferPointer(rebasing: bytes[member.text]))
      }
    }
    output.close("}")
  }
}
