import Fidelity
import Foundation
import Statistics

/// The table of error rates, end to end: audits with a planted truth are generated, imported into a store, read into the
/// case table and analysed; what is counted is what the receipt would say.
struct ErrorRates: Sendable {
  /// Numbers of conversations, half of them committed, beside those of a row of its own.
  var sizes: [Int]
  /// Audits a cell, and where an audit has more than ``largeSize`` conversations.
  var audits: Int
  var largeAudits: Int
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
    var row: ErrorRateRow
    var sizes: [Int]
    /// By claim and size.
    var cells: [[Cell]]
  }

  func audits(_ conversations: Int) -> Int { conversations > ErrorRates.largeSize ? largeAudits : audits }

  /// Runs every row whose name contains `only`.
  func run(only: String?, progress: (String) -> Void) async throws -> [Result] {
    var results: [Result] = []
    for row in try ErrorRateRow.all() where only.map(row.truth.contains) ?? true {
      let sizes = (row.moreSizes + self.sizes).sorted()
      var columns: [[Cell]] = []
      for size in sizes {
        progress("\(row.truth), n = \(size)")
        columns.append(try await column(row, size))
      }
      let cells = row.claims.indices.map { claim in columns.map { $0[claim] } }
      results.append(Result(row: row, sizes: sizes, cells: cells))
    }
    return results
  }

  /// By claim; a task for each core.
  private func column(_ row: ErrorRateRow, _ conversations: Int) async throws -> [Cell] {
    let cores = max(ProcessInfo.processInfo.activeProcessorCount, 1)
    let audits = audits(conversations)
    return try await withThrowingTaskGroup(of: [Cell].self) { group in
      for core in 0..<cores {
        group.addTask {
          var cells = row.claims.map { _ in Cell() }
          for audit in stride(from: core, to: audits, by: cores) {
            try Task.checkCancellation()
            let report = try await row.audits.report(
              conversations: conversations, seed: seed &+ UInt64(audit), resamples: resamples,
              parts: row.parts
            ) { $0.excessMargin = row.margin }
            for (place, claim) in row.claims.enumerated() { cells[place].add(claim.holds(report)) }
          }
          return cells
        }
      }
      var sums = row.claims.map { _ in Cell() }
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
