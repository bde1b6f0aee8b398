internal import JSON

/// Members on their way into an object whose keys are sorted by their UTF-8 bytes; keeps its buffers between objects.
struct CanonicalObject: ~Copyable {
  private var scratch = JSONOutput(escapes: .canonical)
  private var members: [(key: Range<Int>, value: Range<Int>)] = []

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
    let bytes = scratch.contents
    members.removeAll { bytes[$0.key].elementsEqual(bytes[start..<middle]) }
    members.append((start..<middle, middle..<scratch.count))
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

  /// Appends the object with sorted keys.
  func write(to output: inout JSONOutput) {
    let bytes = scratch.contents
    output.open("{")
    for member in members.sorted(by: { bytes[$0.key].lexicographicallyPrecedes(bytes[$1.key]) }) {
      output.next()
      output.string(UnsafeRawBufferPointer(rebasing: bytes[member.key]))
      output.raw(":")
      output.raw(UnsafeRawBufferPointer(rebasing: bytes[member.value]))
    }
    output.close("}")
  }
}
