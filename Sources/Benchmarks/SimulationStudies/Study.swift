import Statistics

/// What happened in one audit for each method: the null rejected, or the truth covered; `nil` where the method gave a
/// reason in place of a number.
typealias StudyOutcome = [Bool?]

/// One kind of audit and the methods that are tried on it.
struct Study: Sendable {
  var name: String
  /// The methods in the order of the outcomes, and whether each is a default of the program.
  var methods: [(name: String, isDefault: Bool)]
  /// The number of conversations, the generator of the audit, and a seed for resampling it.
  var run: @Sendable (Int, inout SeededGenerator, UInt64) async throws -> StudyOutcome

  /// Of how many audits a method gave a number, and in how many it was a hit.
  struct Tally: Sendable {
    var hits = 0
    var given = 0
    var audits = 0

    mutating func add(_ outcome: Bool?) {
      audits += 1
      given += outcome == nil ? 0 : 1
      hits += outcome == true ? 1 : 0
    }
  }

  /// Runs the study on some audits of one size, on all cores; the result depends on the seed alone.
  ///
  /// - Parameter number: Tells apart the audits of one study from those of another.
  func tally(conversations: Int, audits: Int, seed: UInt64, number: Int) async throws -> [Tally] {
    let chunk = max(1, audits / 64)
    return try await withThrowingTaskGroup(of: [StudyOutcome].self) { group in
      for start in stride(from: 0, to: audits, by: chunk) {
        group.addTask {
          var outcomes: [StudyOutcome] = []
          for audit in start..<min(start + chunk, audits) {
            try Task.checkCancellation()
            var generator = SeededGenerator(
              seed: seed, stream: UInt64(number << 32 + conversations), index: UInt64(audit))
            outcomes.append(try await run(conversations, &generator, seed &+ UInt64(audit)))
          }
          return outcomes
        }
      }
      var tallies = [Tally](repeating: Tally(), count: methods.count)
      for try await outcomes in group {
        for outcome in outcomes {
          for method in methods.indices { tallies[method].add(outcome[method]) }
        }
      }
      return tallies
    }
  }
}

/// A number, or `nil` where there is a reason why there is none.
func given<Value>(_ value: () throws -> Value) rethrows -> Value? {
  do {
    return try value()
  } catch is StatisticsError {
    return nil
  }
}
