internal import DecisionFidelity

extension JSONOutput {
  /// A packed profile as an object.
  mutating func appendProfile(_ packed: UnsafeRawBufferPointer, fields: [String]) {
    open("{")
    PackedProfile.forEach(in: packed) { field, kind, value in
      guard field < fields.count else { return }
      key(fields[field])
      switch kind {
      case .string: string(value)
      case .json: raw(value)
      case .null: null()
      }
    }
    close("}")
  }

  /// A turn as an object, with the keys that the program does not know.
  mutating func appendTurn(_ item: PackedTurns.Item, packed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer) {
    open("{")
    key("role")
    string(item.role.rawValue)
    key("text")
    string(text.clamped(item.text))
    switch item.time {
    case .absent: break
    case .null:
      key("at")
      null()
    case .at(let range):
      key("at")
      string(packed.clamped(range))
    }
    if let extra = item.extra { members(of: packed.clamped(extra)) }
    close("}")
  }
}
