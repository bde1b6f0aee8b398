internal import Dispatch
internal import Synchronization

/// Work on pieces, one after another on a thread of its own, while whoever makes the pieces makes the next: a connection
/// of SQLite reads rows on one processor only, and what is made of them keeps the other busy.
final class WorkBeside<State: Sendable, Piece: Sendable>: Sendable {
  /// Pieces that wait or are worked on.
  private static var most: Int { 2 }

  private let state: Mutex<State>
  private let used = Mutex<[Piece]>([])
  private let work: @Sendable (inout State, inout Piece) -> Void
  private let queue = DispatchQueue(label: "work beside")
  // Starts at 0 and is raised, because a semaphore must not end below the value it started with.
  private let room = DispatchSemaphore(value: 0)

  /// - Parameter work: Called with one piece after the other, in the order in which they were given.
  init(_ state: State, _ work: @escaping @Sendable (inout State, inout Piece) -> Void) {
    self.state = Mutex(state)
    self.work = work
    for _ in 0..<Self.most { room.signal() }
  }

  /// Gives a piece to be worked on; waits while others wait.
  func take(_ piece: Piece) {
    room.wait()
    queue.async { [self] in
      var piece = piece
      state.withLock { work(&$0, &piece) }
      used.withLock { $0.append(piece) }
      room.signal()
    }
  }

  /// A piece that was worked on, for its memory.
  func usedPiece() -> Piece? { used.withLock { $0.popLast() } }

  /// Does something with what the work came to so far.
  func withState<Result: Sendable>(_ body: (inout State) throws -> Result) rethrows -> Result {
    try state.withLock { try body(&$0) }
  }

  /// What the work came to, once all of it is done.
  func finish() -> State {
    queue.sync {}
    return state.withLock { $0 }
  }
}
