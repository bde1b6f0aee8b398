internal import Cases

/// The ids of simulated conversations: those that the store held before, and those that came since.
struct SimulatedIndex: Sendable {
  private(set) var ids = StringTable()
  private var held = 0
  /// Which of the store's came again.
  private var areSeen: [Bool] = []

  /// Adds one that the store held before.
  mutating func addHeld(_ id: UnsafeBufferPointer<UInt8>) {
    _ = ids.intern(id)
    held = ids.count
    areSeen.append(false)
  }

  func holds(_ id: UnsafeBufferPointer<UInt8>) -> Bool { ids.count > 0 && ids.number(of: id) != nil }

  /// The key of a conversation: a new one, or the one that the store gave it before; `nil` where it came already.
  mutating func take(_ id: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let (number, isNew) = ids.intern(id)
    if isNew { return number }
    guard Int(number) < held, !areSeen[Int(number)] else { return nil }
    areSeen[Int(number)] = true
    return number
  }
}
