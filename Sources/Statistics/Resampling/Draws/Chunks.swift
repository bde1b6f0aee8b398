/// Runs jobs, at most `tasks` at a time, and returns their results in order.
///
/// Cancellation is looked for before each job.
/// - Throws: `CancellationError`, and what `work` throws.
func runJobs<Result: Sendable>(
  _ count: Int, tasks: Int, _ work: @escaping @Sendable (Int) throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: count)
    var started = 0
    var finished = 0
    while finished < count {
      while started < count, started - finished < max(tasks, 1) {
        let job = started
        group.addTask {
          try Task.checkCancellation()
          return (job, try work(job))
        }
        started += 1
      }
      guard let (job, result) = try await group.next() else { break }
      results[job] = result
      finished += 1
    }
    return results.compactMap { $0 }
  }
}

/// Cuts `0 ..< count` into ranges that take about a millisecond each.
///
/// - Parameter cost: The work of one element, about in nanoseconds.
func chunks(of count: Int, cost: Double) -> [Range<Int>] {
  let size = Int(min(max(1e6 / max(cost, 1), 1), 1024))
  return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
}
