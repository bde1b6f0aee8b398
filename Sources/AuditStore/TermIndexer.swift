internal import DecisionFidelity
internal import Dispatch
internal import Synchronization

/// Makes the index of texts on a thread of its own while their rows are being stored.
final class TermIndexer: Sendable {
  private struct State {
    var conversations = TermIndexBuilder(.conversations)
    var simulations = TermIndexBuilder(.simulations)
    var finished: [TermIndexBuilder.Segment] = []
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "walkaway.index")
  // Starts at 0 and is raised, because a semaphore must not end below the value it started with.
  private let room = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<3 { room.signal() }
  }

  /// Takes the texts of a batch; waits while too much is under way.
  ///
  /// - Parameter isStored: Whether a row, by its kind and line, is in the store now.
  func add(_ batch: RecordBatch, except refused: Set<RecordLine>) {
    if batch.conversations.isEmpty && batch.simulations.isEmpty { return }
    room.wait()
    queue.async { [self] in
      index(batch, except: refused)
      room.signal()
    }
  }

  /// Segments that have been finished since the last call.
  func takeFinished() -> [TermIndexBuilder.Segment] {
    state.withLock { state in
      let finished = state.finished
      state.finished = []
      return finished
    }
  }

  /// Waits for everything that was added and hands out the rest.
  func finish() -> [TermIndexBuilder.Segment] {
    queue.sync {}
    state.withLock { state in
      if !state.conversations.isEmpty { state.finished.append(state.conversations.takeSegment()) }
      if !state.simulations.isEmpty { state.finished.append(state.simulations.takeSegment()) }
    }
    return takeFinished()
  }

  private func index(_ batch: RecordBatch, except refused: Set<RecordLine>) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      state.withLock { state in
        for row in batch.conversations where !refused.contains(RecordLine(.conversation, row.line)) {
          state.conversations.add(row.text.bytes(in: bytes), key: Int64(row.key))
          if state.conversations.isFull { state.finished.append(state.conversations.takeSegment()) }
        }
        for row in batch.simulations where row.text.count > 0 && !refused.contains(RecordLine(.simulation, row.line)) {
          state.simulations.add(row.text.bytes(in: bytes), key: row.key)
          if state.simulations.isFull { state.finished.append(state.simulations.takeSegment()) }
        }
      }
    }
  }
}

/// A row of a batch by its kind and line.
struct RecordLine: Hashable, Sendable {
  let kind: RecordConflict.Kind
  let line: Int

  init(_ kind: RecordConflict.Kind, _ line: Int) {
    self.kind = kind
    self.line = line
  }
}

extension RecordBatch.Span {
  /// The bytes that it means; none where it is absent.
  fileprivate func bytes(in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(start) + max(0, Int(count))])
  }
}
