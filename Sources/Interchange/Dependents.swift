internal import Cases
internal import JSON

/// What was refused that other rows belong to: these are counted under it, since it says why.
struct Dependents {
  private var conversations: Set<String> = []
  private var simulations: Set<Simulation> = []

  /// Beyond these, rows are told as those of what does not exist.
  private static let most = 65_536

  private struct Simulation: Hashable {
    var conversation: UInt32
    var turn: Int
    var simulator: String
    var draw: Int
  }

  /// Notes a refused row, as far as it says which one it is.
  mutating func note(_ kind: BundleFiles.Kind, _ row: JSONView, of index: ConversationIndex) {
    switch kind {
    case .conversations:
      guard conversations.count < Dependents.most, let id = row.member("id"), let name = Dependents.name(id),
        id.withName({ index.ids.number(of: $0) }) == .some(nil)
      else { return }
      conversations.insert(name)
    case .simulations:
      guard simulations.count < Dependents.most, let id = row.member("conversation"),
        let conversation = id.withName({ index.ids.number(of: $0) }) ?? nil,
        let turn = row.member("turn")?.integer, let simulator = row.member("simulator").flatMap(Dependents.name)
      else { return }
      let draw = row.member("draw")?.integer ?? 0
      simulations.insert(Simulation(conversation: conversation, turn: turn, simulator: simulator, draw: draw))
    case .labels, .reviews: break
    }
  }

  func hasConversation(_ id: JSONView) -> Bool {
    !conversations.isEmpty && Dependents.name(id).map(conversations.contains) ?? false
  }

  func hasSimulation(_ conversation: UInt32, turn: Int, simulator: JSONView, draw: Int) -> Bool {
    guard !simulations.isEmpty, let name = Dependents.name(simulator) else { return false }
    return simulations.contains(Simulation(conversation: conversation, turn: turn, simulator: name, draw: draw))
  }

  private static func name(_ value: JSONView) -> String? {
    guard value.isName, value.raw.count <= Refusal.longestName else { return nil }
    return value.withName { String(decoding: $0, as: UTF8.self) }
  }
}

extension JSONView {
  /// The first member of an object with a key.
  fileprivate func member(_ key: StaticString) -> JSONView? {
    guard kind == .object else { return nil }
    var children = firstChild
    while let name = children.next(), let value = children.next() {
      if name.equals(key) { return value }
    }
    return nil
  }
}
