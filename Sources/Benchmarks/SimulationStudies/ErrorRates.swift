import Fidelity
import Foundation
import Statistics

/// The table of error rates, end to end: audits with a planted truth are generated, imported into a store, read into the
/// case table and analysed; what is counted is what the receipt would say.
struct ErrorRates: Sendable {
  /// Numbers of conversations, half of them committed, beside those of a row of its own.
  var sizes: [Int]
  /// Audits a cell, where an audit has more than ``largeSize`` conversations, and where it grows under the eyes of a gate.
  var audits: Int
  var largeAudits: Int
  var growingAudits: Int
  var resamples: Int
  var seed: UInt64

  private static let largeSize = 1000

  /// A claim's count of one size.
  struct Cell: Sendable {
    var hits = 0
    /// Audits in which there was something to say.
    var given = 0

    /// The share with Wilson's interval of 95 %, which is its Monte-Carlo error.
    var interval: Interval? { try? wilsonInterval(count: hits, of: given) }

    mutating func add(_ hit: Bool?) {
      given += hit == nil ? 0 : 1
      hits += hit == true ? 1 : 0
    }
  }

  /// What came of one truth.
  struct Result: Sendable {
    var truth: String
    var planting: ErrorRatePlanting
    var sizes: [Int]
    /// By claim and size.
    var cells: [[Cell]]
  }

  private func audits(_ planting: ErrorRatePlanting, _ conversations: Int) -> Int {
    if planting.looks != nil { return growingAudits }
    return conversations > ErrorRates.largeSize ? largeAudits : audits
  }

  /// Runs every row whose name contains `only`.
  ///
  /// - Parameter finished: Called after every row with all that is there.
  func run(only: String?, progress: (String) -> Void, finished: ([Result]) throws -> Void) async throws {
    var results: [Result] = []
    for row in ErrorRateRow.all where only.map(row.truth.contains) ?? true {
      let sizes = row.onlySizes ?? Set(row.moreSizes + self.sizes).sorted()
      let planting = try await row.planting()
      var columns: [[Cell]] = []
      for size in sizes {
        progress("\(row.truth), n = \(size)")
        columns.append(try await column(planting, size))
      }
      let cells = planting.claims.indices.map { claim in columns.map { $0[claim] } }
      results.append(Result(truth: row.truth, planting: planting, sizes: sizes, cells: cells))
      try finished(results)
    }
  }

  /// By claim; a task for each core.
  private func column(_ planting: ErrorRatePlanting, _ conversations: Int) async throws -> [Cell] {
    let cores = max(ProcessInfo.processInfo.activeProcessorCount, 1)
    let audits = audits(planting, conversations)
    return try await withThrowingTaskGroup(of: [Cell].self) { group in
      for core in 0..<cores {
        group.addTask {
          var cells = planting.claims.map { _ in Cell() }
          for audit in stride(from: core, to: audits, by: cores) {
            try Task.checkCancellation()
            let answers = try await planting.answers(
              conversations: conversations, seed: seed &+ UInt64(audit), resamples: resamples)
            for (place, answer) in answers.enumerated() { cells[place].add(answer) }
          }
          return cells
        }
      }
      var sums = planting.claims.map { _ in Cell() }
      for try await cells in group {
        for place in sums.indices {
          sums[place].hits += cells[place].hits
          sums[place].given += cells[place].given
        }
      }
      return sums
    }
  }
}
