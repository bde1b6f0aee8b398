import Cases

/// A probe point, or a whole conversation: what several simulators, draws and instruments share.
struct ProbePoint: Sendable, Hashable {
  var conversation: UInt32
  var turn: Int
  /// Whether it is the conversation as a whole.
  var isOfConversation: Bool

  init(_ key: CaseKey) {
    conversation = key.conversation
    turn = key.turn
    isOfConversation = key.isOfConversation
  }
}

/// The last few cases in full, so that the one before and the one after show at once.
struct DetailShelf: Sendable {
  private var details: [ProbePoint: CaseDetail] = [:]
  /// The latest last.
  private var order: [ProbePoint] = []
  private var requested: Set<ProbePoint> = []
  private static let limit = 8

  subscript(key: CaseKey) -> CaseDetail? { details[ProbePoint(key)] }

  /// Which of `keys` are neither here nor on the way; they count as on the way from now on.
  mutating func missing(of keys: [CaseKey]) -> [CaseKey] {
    keys.filter { key in
      let point = ProbePoint(key)
      return details[point] == nil && requested.insert(point).inserted
    }
  }

  mutating func take(_ detail: CaseDetail, for key: CaseKey) {
    let point = ProbePoint(key)
    requested.remove(point)
    order.removeAll { $0 == point }
    order.append(point)
    details[point] = detail
    if order.count > DetailShelf.limit { details[order.removeFirst()] = nil }
  }

  mutating func forgetRequests() { requested = [] }

  mutating func removeAll() {
    details = [:]
    order = []
    requested = []
  }
}
