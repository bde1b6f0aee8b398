import Dispatch
import Synchronization

/// Runs `body` on consecutive pieces of `0 ..< count`, on all processors where there is more than one piece.
///
/// - Returns: What `body` returned, in the order of the pieces, whichever ran first.
package func concurrentChunks<Result: Sendable>(
  of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  let pieces = (count + size - 1) / size
  @Sendable func range(_ piece: Int) -> Range<Int> { piece * size..<min(count, (piece + 1) * size) }
  guard pieces > 1 else { return (0..<pieces).map { body(range($0)) } }
  let results = Mutex<[Result?]>(Array(repeating: nil, count: pieces))
  DispatchQueue.concurrentPerform(iterations: pieces) { piece in
    let result = body(range(piece))
    results.withLock { $0[piece] = result }
  }
  return results.withLock { $0.compactMap(\.self) }
}
