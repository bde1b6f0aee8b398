internal import Cases

/// What the checks need to know of every conversation: its id, the roles of its turns, and how many were dropped.
///
/// Two bits a turn: a million conversations of twenty turns with their ids take about 40 MB.
struct ConversationIndex {
  /// A turn that a row names, as the conversation knows it.
  enum Place {
    case turn(Role)
    /// Directly behind the last turn, where the user never answered the last agent turn.
    case exitProbe
    /// Directly behind the last turn, where the user did.
    case answered
    /// Directly behind the last turn, where no agent ever spoke.
    case unasked
    /// Dropped because it lies after the outcome.
    case dropped
    case beyond
  }

  private(set) var ids = StringTable()
  private var roleBits: [UInt64] = []
  /// The place of the first turn of every conversation in `roleBits`.
  private var starts: [Int] = [0]
  /// Turns dropped after the outcome, by conversation; most have none.
  private var dropped: [UInt32: Int] = [:]
  /// The roles of conversations that came again with other turns.
  private var changedRoles: [UInt32: [UInt8]] = [:]
  private var last: UInt32?

  var count: Int { ids.count }

  /// The number of the conversation `id`. Rows of one conversation usually stand together, so the last is tried first.
  mutating func number(of id: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if let last, ids.string(last, equals: id) { return last }
    let number = ids.number(of: id)
    if number != nil { last = number }
    return number
  }

  /// Adds a conversation that is not there yet.
  mutating func add(id: UnsafeBufferPointer<UInt8>, roles: [UInt8], dropped count: Int) -> UInt32 {
    let number = ids.intern(id).number
    var place = starts[Int(number)]
    for role in roles {
      if place & 31 == 0 { roleBits.append(0) }
      roleBits[place >> 5] |= UInt64(role & 3) << UInt64(2 * (place & 31))
      place += 1
    }
    starts.append(place)
    if count > 0 { dropped[number] = count }
    return number
  }

  /// Notes that turns of a conversation that the store had before were dropped now.
  mutating func setDropped(_ count: Int, in number: UInt32) {
    if count > 0 { dropped[number] = count }
  }

  /// Notes the turns that a conversation has now which the store had before.
  mutating func setRoles(_ roles: [UInt8], in number: UInt32) {
    let held = turnCount(of: number)
    if roles.count == held, roles.indices.allSatisfy({ role(of: $0, in: number).code == roles[$0] }) { return }
    changedRoles[number] = roles
  }

  func turnCount(of number: UInt32) -> Int {
    changedRoles[number]?.count ?? starts[Int(number) + 1] - starts[Int(number)]
  }

  func place(of turn: Int, in number: UInt32) -> Place {
    let count = turnCount(of: number)
    if turn < count { return .turn(role(of: turn, in: number)) }
    let dropped = dropped[number] ?? 0
    if dropped > 0 { return turn <= count + dropped ? .dropped : .beyond }
    if turn > count || count == 0 { return .beyond }
    // As in a plan: the last of agent and user decides, whatever tools and the system say behind it.
    for turn in (0..<count).reversed() {
      switch role(of: turn, in: number) {
      case .agent: return .exitProbe
      case .user: return .answered
      case .system, .tool: continue
      }
    }
    return .unasked
  }

  private func role(of turn: Int, in number: UInt32) -> Role {
    if let roles = changedRoles[number] { return Role(code: roles[turn]) }
    let place = starts[Int(number)] + turn
    return Role(code: UInt8(truncatingIfNeeded: roleBits[place >> 5] >> UInt64(2 * (place & 31))))
  }
}

/// The keys of all simulations, to tell whether a label or a review has one.
struct KeySet {
  private var keys: [Int64] = []
  private var isSorted = true
  private var last = 0

  var isEmpty: Bool { keys.isEmpty }

  mutating func insert(_ key: Int64) {
    if let previous = keys.last, key < previous { isSorted = false }
    keys.append(key)
  }

  /// Sorts if that is needed; further insertions may follow.
  mutating func settle() {
    if !isSorted { keys.sort() }
    isSorted = true
  }

  /// Whether `key` was inserted. Keys usually come ascending, so the search starts where the last one ended.
  mutating func contains(_ key: Int64) -> Bool {
    settle()
    var low = last < keys.count && keys[last] <= key ? last : 0
    var step = 1
    var high = low
    while high < keys.count, keys[high] < key {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    last = low
    return low < keys.count && keys[low] == key
  }
}
