internal import Cases

/// What the checks need to know of simulated conversations: those that the store held before, and those that came since.
struct SimulatedIndex: Sendable {
  private var turns = ConversationIndex()
  /// Who spoke as the user in each, as a number in `names`.
  private var speakers: [UInt32] = []
  private var names = StringTable()
  private var held = 0
  /// Which of the store's came again.
  private var areSeen: [Bool] = []

  var ids: StringTable { turns.ids }

  /// Adds one that the store held before.
  mutating func addHeld(_ id: UnsafeBufferPointer<UInt8>, simulator: String, roles: [UInt8]) {
    speakers.append(names.intern(simulator).number)
    _ = turns.add(id: id, roles: roles, dropped: 0)
    held = turns.count
    areSeen.append(false)
  }

  func number(of id: UnsafeBufferPointer<UInt8>) -> UInt32? { turns.count > 0 ? turns.ids.number(of: id) : nil }

  /// The key of a conversation: a new one, or the one that the store gave it before; `nil` where it came already.
  ///
  /// - Parameter mayChange: Whether it may have other turns, and another speaker, than the store's.
  mutating func take(
    _ id: UnsafeBufferPointer<UInt8>, simulator: String, roles: [UInt8], mayChange: Bool
  ) -> UInt32? {
    guard let number = turns.ids.number(of: id) else {
      speakers.append(names.intern(simulator).number)
      return turns.add(id: id, roles: roles, dropped: 0)
    }
    guard Int(number) < held, !areSeen[Int(number)] else { return nil }
    areSeen[Int(number)] = true
    if mayChange {
      turns.setRoles(roles, in: number)
      speakers[Int(number)] = names.intern(simulator).number
    }
    return number
  }

  /// Whose turn it is; `nil` where there is no such turn.
  func role(of turn: Int, in number: UInt32) -> Role? {
    if case .turn(let role) = turns.place(of: turn, in: number) { role } else { nil }
  }

  func turnCount(of number: UInt32) -> Int { turns.turnCount(of: number) }

  /// The simulator that spoke as the user.
  func speaker(in number: UInt32) -> String { names[speakers[Int(number)]] }

  func isSpeaker(_ name: UnsafeBufferPointer<UInt8>, in number: UInt32) -> Bool {
    names.string(speakers[Int(number)], equals: name)
  }
}
