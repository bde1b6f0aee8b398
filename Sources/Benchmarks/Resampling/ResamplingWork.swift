import Foundation
import Statistics

/// One thing that is measured, from the conversations to the intervals or p-values.
struct ResamplingWork: Sendable {
  struct Measurement {
    var milliseconds: Double
    /// Of all cores together: what is left of a comparison on a busy machine.
    var processorMilliseconds: Double
    /// Limits of the contrast's interval, or p-values: what a peer must find too, within the error of resampling.
    var check: [Double]
  }

  static let resamples = 10_000

  /// The name under which the peers report the same.
  var name: String
  /// The design's limits by size, in milliseconds.
  var limits: [String: Double]
  var run: @Sendable (SyntheticUnits) async throws -> [Double]

  static let all: [ResamplingWork] = [
    ResamplingWork(name: "bootstrap", limits: ["S": 60, "L": 300]) { try await shares($0) },
    ResamplingWork(name: "bootstrap with floors and excess", limits: ["S": 120, "L": 600]) { units in
      let check = try await shares(units)
      return check + (try await floors(units))
    },
    ResamplingWork(name: "permutation test", limits: ["S": 15, "L": 100]) { units in
      let test = try await ContrastPermutation.run(
        totals: units.meanDepths, isCommitted: units.isBuyer, draws: resamples, seed: 7)
      return [test.raw.pValue(.greater), test.studentised?.pValue(.greater) ?? .nan]
    },
  ]

  /// The best of several runs.
  func measure(_ units: SyntheticUnits, runs: Int) async throws -> Measurement {
    var best = Measurement(milliseconds: .infinity, processorMilliseconds: .infinity, check: [])
    for _ in 0..<runs {
      let clock = ContinuousClock()
      let start = clock.now
      let processorStart = ResamplingWork.processorMilliseconds
      let check = try await run(units)
      let processor = ResamplingWork.processorMilliseconds - processorStart
      let parts = (clock.now - start).components
      let milliseconds = Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15
      best = Measurement(
        milliseconds: min(best.milliseconds, milliseconds),
        processorMilliseconds: min(best.processorMilliseconds, processor), check: check)
    }
    return best
  }

  private static var processorMilliseconds: Double {
    Double(clock()) * 1000 / Double(CLOCKS_PER_SEC)
  }

  /// The percentile intervals of all stage shares, shifts and biases, the contrast and d: 34 of them.
  private static func shares(_ units: SyntheticUnits) async throws -> [Double] {
    let table = try ProfileTable(
      keys: units.keys, strata: units.strata, strataCount: 2, columns: SyntheticUnits.columns, row: SyntheticUnits.row)
    let groups = try await table.bootstrap(groups: SyntheticUnits.groups, resamples: resamples, seed: 7)
    for sums in groups.dropLast() {
      for stratum in 0..<2 {
        _ = try sums.replicates { $0[stratum, 0] / $0[stratum, 2] }.percentileInterval()
        _ = try sums.replicates { $0[stratum, 1] / $0[stratum, 2] }.percentileInterval()
        _ = try sums.replicates { ($0[stratum, 1] - $0[stratum, 0]) / $0[stratum, 2] }.percentileInterval()
      }
    }
    let depth = groups[groups.count - 1]
    for stratum in 0..<2 {
      _ = try depth.replicates { $0[stratum, 0] / $0[stratum, 2] }.percentileInterval()
    }
    let contrast = try depth.replicates { $0[0, 0] / $0[0, 2] - $0[1, 0] / $0[1, 2] }.percentileInterval()
    _ = try depth.replicates { cohenD($0) }.percentileInterval()
    return [contrast.lower, contrast.upper]
  }

  private static func cohenD(_ sums: Sums) -> Double {
    let means = (sums[0, 0] / sums[0, 2], sums[1, 0] / sums[1, 2])
    let squares = sums[0, 1] - means.0 * sums[0, 0] + sums[1, 1] - means.1 * sums[1, 0]
    return (means.0 - means.1) / (squares / (sums[0, 2] + sums[1, 2] - 2)).squareRoot()
  }

  /// The intervals of four floors and excess contrasts, of the same resamples.
  private static func floors(_ units: SyntheticUnits) async throws -> [Double] {
    let table = try ProfileTable(
      columns: [units.meanDepths] + units.references, strata: units.strata, strataCount: 2, foldingBeyond: 4096)
    let sizes = table.strata.map { Double($0.units) }
    let sums = try await table.bootstrap(resamples: resamples, seed: 7, stream: 100)
    var check: [Double] = []
    for reference in 1...SyntheticUnits.floors {
      let floor = try sums.replicates { $0[0, reference] / sizes[0] - $0[1, reference] / sizes[1] }
      let excess = try sums.replicates {
        ($0[0, 0] - $0[0, reference]) / sizes[0] - ($0[1, 0] - $0[1, reference]) / sizes[1]
      }
      let intervals = [try floor.percentileInterval(), try excess.percentileInterval()]
      if reference == 1 { check = intervals.flatMap { [$0.lower, $0.upper] } }
    }
    return check
  }
}
