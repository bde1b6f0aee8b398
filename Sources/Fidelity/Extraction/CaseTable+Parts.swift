import Cases

extension CaseTable {
  /// Reads ranges of conversations at the same time, about one a thread.
  ///
  /// - Returns: What `body` gives of each, in the order of the conversations.
  func parts<Result: Sendable>(threads: Int, _ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let (count, threads) = (conversations.count, max(threads, 1))
    return concurrentChunks(of: count, size: max(4096, (count + threads - 1) / threads), body)
  }
}
