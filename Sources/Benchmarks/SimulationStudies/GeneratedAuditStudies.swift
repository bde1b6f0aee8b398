import Fidelity
import Foundation
import SyntheticAudit

/// Draws audits from the planted model, imports and analyses each as a user would, and prints, as Markdown, how often
/// the default intervals hold what was planted, and what a perfect outcome-blind simulator looks like.
///
/// - Parameters:
///   - audits: A cell.
///   - sizes: Numbers of conversations, half of them committed.
func runGeneratedAuditStudies(
  audits: Int = 500, sizes: [Int] = [100, 400, 2790], resamples: Int = 999, seed: UInt64 = 20_260_620
) async throws {
  print("\(audits) generated audits a cell, seeds from \(seed); balanced by outcome, \(resamples) resamples.")
  print("\\*: further from the nominal rate than 3 Monte-Carlo standard errors.")
  let persona = GeneratedAudits(simulator: SimulatorPlan(id: "persona"))
  let planted = try persona.truth()
  print("\n### Coverage of planted truth by the default intervals (%), nominal 95\n")
  try await table(RecoveryTally.names(planted), sizes) { size in
    try await tally(persona, audits: audits, conversations: size, resamples: resamples, seed: seed) {
      RecoveryTally.hits($0, planted)
    }.map { cell($0, nominal: 0.95) }
  }
  let perfect = GeneratedAudits(simulator: .perfect())
  let exact = try perfect.truth()
  print("\n### A perfect outcome-blind simulator\n")
  print(
    "Planted: Δ \(number(exact.contrast)), floors "
      + exact.floors.sorted { $0.key < $1.key }.map { "\($0.key) \(number($0.value))" }.joined(separator: ", ")
      + ".\n")
  try await table(PerfectTally.names, sizes) { size in
    try await tally(perfect, audits: audits, conversations: size, resamples: resamples, seed: seed, PerfectTally.values)
      .enumerated().map { place, values in PerfectTally.isRate[place] ? cell(values, nominal: nil) : mean(values) }
  }
}

/// What each audit of one size gives, by quantity; `nil` where there was a reason in place of a number.
private func tally(
  _ population: GeneratedAudits, audits: Int, conversations: Int, resamples: Int, seed: UInt64,
  _ values: @escaping @Sendable (FidelityReport) -> [Double?]
) async throws -> [[Double?]] {
  var rows: [[Double?]] = []
  for start in stride(from: 0, to: audits, by: 2) {
    rows += try await withThrowingTaskGroup(of: (Int, [Double?]).self) { group in
      for audit in start..<min(start + 2, audits) {
        group.addTask {
          let report = try await population.report(
            conversations: conversations, seed: seed + UInt64(audit), resamples: resamples,
            parts: [.strata, .contrast, .resampled, .floors])
          return (audit, values(report))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
  return (rows.first ?? []).indices.map { quantity in rows.map { $0[quantity] } }
}

private enum RecoveryTally {
  private static let stages = ["resisting", "considering"]
  private static let sides = ["uncommitted", "committed"]

  static func names(_ truth: GeneratedAudits.Truth) -> [String] {
    sides.indices.flatMap { side in
      ["\(sides[side]) depth bias (\(number(truth.strata[side].bias)))"]
        + stages.flatMap { stage in
          let shares = (truth.strata[side].real[stage] ?? .nan, truth.strata[side].simulated[stage] ?? .nan)
          return [
            "\(sides[side]) \(stage), real share (\(number(shares.0)))",
            "\(sides[side]) \(stage), shift (\(number(shares.1 - shares.0)))",
          ]
        }
    } + ["contrast Δ (\(number(truth.contrast)))", "Cohen's d (\(number(truth.effectSize)))"]
  }

  /// 1 where the default interval holds the planted value, 0 where not.
  @Sendable static func hits(_ report: FidelityReport, _ truth: GeneratedAudits.Truth) -> [Double?] {
    let strata = report.strata.sorted { !$0.committed && $1.committed }
    return zip(strata, truth.strata).flatMap { stratum, planted in
      [holds(stratum.depthBias?.estimate, planted.bias)]
        + stages.flatMap { stage -> [Double?] in
          let row = stratum.stages.first { $0.id == stage }
          let (real, simulated) = (planted.real[stage] ?? .nan, planted.simulated[stage] ?? .nan)
          return [holds(row?.real.share, real), holds(row?.shift, simulated - real)]
        }
    } + [
      holds(report.contrast?.estimate, truth.contrast), holds(report.contrast?.cohenD, truth.effectSize),
    ]
  }

  private static func holds(_ figure: Figure?, _ value: Double) -> Double? {
    figure?.interval.bounds.map { $0.lower <= value && value <= $0.upper ? 1 : 0 }
  }
}

private enum PerfectTally {
  private static let references: [FloorReport.Reference] = [.position, .previousStage, .action]
  static let names =
    ["mean Δ", "Δ's interval lies above 0 (%)", "permutation p ≤ .05 (%)"]
    + references.flatMap {
      [
        "mean excess over \($0.rawValue)", "excess over \($0.rawValue) lies above 0 (%)",
        "excess over \($0.rawValue) lies below 0 (%)",
      ]
    }
  static let isRate = [false, true, true] + references.flatMap { _ in [false, true, true] }

  @Sendable static func values(_ report: FidelityReport) -> [Double?] {
    let contrast = report.contrast
    let bounds = contrast?.estimate.interval.bounds
    let p = contrast?.permutation?.studentisedTwoSided.number
    return [
      contrast?.estimate.number, bounds.map { $0.lower > 0 ? 1 : 0 }, p.map { $0 <= 0.05 ? 1 : 0 },
    ]
      + references.flatMap { reference -> [Double?] in
        let excess = contrast?.floors.first { $0.reference == reference }?.excess
        let bounds = excess?.interval.bounds
        return [excess?.number, bounds.map { $0.lower > 0 ? 1 : 0 }, bounds.map { $0.upper < 0 ? 1 : 0 }]
      }
  }
}

private func table(_ names: [String], _ sizes: [Int], _ column: (Int) async throws -> [String]) async throws {
  var columns: [[String]] = []
  for size in sizes { columns.append(try await column(size)) }
  print("| quantity |" + sizes.map { " n = \($0) |" }.joined())
  print("|---|" + sizes.map { _ in "---|" }.joined())
  for (row, name) in names.enumerated() {
    print("| \(name) |" + columns.map { " \($0[row]) |" }.joined())
  }
}

/// The rate in percent.
private func cell(_ values: [Double?], nominal: Double?) -> String {
  let given = values.compactMap { $0 }
  guard !given.isEmpty else { return "–" }
  let rate = given.reduce(0, +) / Double(given.count)
  let error = nominal.map { ($0 * (1 - $0) / Double(given.count)).squareRoot() }
  let isOff = nominal.map { abs(rate - $0) > 3 * (error ?? 0) } ?? false
  return String(format: "%.1f", rate * 100) + (isOff ? "\\*" : "")
}

/// The mean with its standard error.
private func mean(_ values: [Double?]) -> String {
  let given = values.compactMap { $0 }
  guard given.count > 1 else { return "–" }
  let mean = given.reduce(0, +) / Double(given.count)
  let variance = given.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(given.count - 1)
  return String(format: "%.3f ± %.3f", mean, (variance / Double(given.count)).squareRoot())
}

private func number(_ value: Double) -> String { String(format: "%.3f", value) }
