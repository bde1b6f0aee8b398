import Cases
import CellGrid

/// Where one stood: which cases, which of them, in which pane.
struct Jump: Sendable, Equatable {
  var query: CaseQuery
  var key: CaseKey?
  var pane: Pane
}

/// The places that jumps led away from, as in vim: back to them, and forward again.
struct JumpList: Sendable, Equatable {
  /// The latest last.
  private var jumps: [Jump] = []
  /// The one that was gone back to; the number of all where none was.
  private var place = 0
  private static let limit = 100

  /// What was gone back over is forgotten.
  mutating func add(_ jump: Jump) {
    jumps.removeSubrange(min(place, jumps.count)...)
    if jumps.last != jump { jumps.append(jump) }
    if jumps.count > JumpList.limit { jumps.removeFirst() }
    place = jumps.count
  }

  /// One back, or forward again; `nil` where there is none.
  mutating func go(forward: Bool, from here: Jump) -> Jump? {
    if forward {
      guard place + 1 < jumps.count else { return nil }
      place += 1
    } else {
      guard place > 0 else { return nil }
      if place == jumps.count { jumps.append(here) }
      place -= 1
    }
    return jumps[place]
  }
}

extension Explorer {
  /// Where one stands.
  var here: Jump? { query.map { Jump(query: $0, key: currentKey, pane: focus) } }

  /// Remembers where one stood where something led further away than to what was in view.
  mutating func noteJump(from before: Jump?, place: Int) {
    guard let before, let query else { return }
    if query != before.query || abs(cases.scroll.selected - place) > max(cases.scroll.height, 1) { jumps.add(before) }
  }

  /// `^O` and `^N`.
  mutating func jump(forward: Bool) -> [Effect] {
    guard let here, let query, let target = jumps.go(forward: forward, from: here) else {
      say(.note, forward ? "no place after this one; ^O goes back" : "no jump, filter or order led here")
      return []
    }
    isJumping = true
    visit = nil
    trail = []
    show(target.pane)
    guard target.query != query else {
      if let place = target.key.flatMap(place(of:)) { cases.select(place) }
      return []
    }
    if (target.query.series == .conversations) != (query.series == .conversations) { leftQuery = query }
    return ask(target.query, then: target.key.map(Anchor.key) ?? .top)
  }
}
