/// Members on their way into an object whose keys are sorted by their UTF-8 bytes; keeps its buffers between objects.
struct CanonicalObject {
  private var scratch: [UInt8] = []
  private var members: [(key: Range<Int>, value: Range<Int>)] = []

  mutating func removeAll() {
    scratch.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
  }

  /// Adds a member whose value `write` appends as JSON; one of the same key that was added before gives way.
  mutating func add(_ key: some Sequence<UInt8>, _ write: (inout [UInt8]) -> Void) {
    let start = scratch.count
    scratch.append(contentsOf: key)
    let middle = scratch.count
    write(&scratch)
    members.removeAll { scratch[$0.key] == scratch[start..<middle] }
    members.append((start..<middle, middle..<scratch.count))
  }

  mutating func add(_ key: String, text: UnsafeRawBufferPointer) {
    add(key.utf8) { CanonicalText.write(text, to: &$0) }
  }

  mutating func add(_ key: String, text: String) { add(key.utf8) { CanonicalText.write(text, to: &$0) } }

  mutating func add(_ key: String, integer: Int) { add(key.utf8) { $0.append(contentsOf: String(integer).utf8) } }

  /// A known number: the 16 hexadecimal digits of its IEEE 754 double, so that no two programs print it differently.
  mutating func add(_ key: String, double: Double) {
    let digits = String((double + 0).bitPattern, radix: 16)
    add(key, text: "f64:" + String(repeating: "0", count: 16 - digits.count) + digits)
  }

  mutating func add(_ object: JSONNode) {
    guard case .object(let members) = object else { return }
    for (key, value) in members { add(key.utf8) { value.write(to: &$0) } }
  }

  /// Appends the object with sorted keys.
  func write(to bytes: inout [UInt8]) {
    bytes.append(0x7B)
    let sorted = members.sorted { scratch[$0.key].lexicographicallyPrecedes(scratch[$1.key]) }
    for (index, member) in sorted.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      scratch.withUnsafeBytes {
        CanonicalText.write(UnsafeRawBufferPointer(rebasing: $0[member.key]), to: &bytes)
      }
      bytes.append(0x3A)
      bytes.append(contentsOf: scratch[member.value])
    }
    bytes.append(0x7D)
  }
}
