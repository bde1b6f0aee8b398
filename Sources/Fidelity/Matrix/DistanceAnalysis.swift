import Cases
import Statistics

/// Distances between the real and the simulated distribution of stages of one stratum, each beside what two halves differ
/// by to which the real and the simulated turns of every unit are dealt at random: as many turns, and paired alike.
///
/// A distance has no interval: it is never below 0 and never 0 in a sample, so that none could hold 0.
struct DistanceAnalysis: Sendable {
  private enum Measure: CaseIterable {
    case wasserstein, jensenShannon, totalVariation

    var path: WritableKeyPath<MatrixReport, MatrixReport.Distance> {
      switch self {
      case .wasserstein: \.wasserstein
      case .jensenShannon: \.jensenShannon
      case .totalVariation: \.totalVariation
      }
    }
  }

  let panel: Panel
  let depths: [Double]
  let options: AnalysisOptions

  /// The three distances of a stratum without what is resampled.
  func addDistances(to report: inout MatrixReport) {
    let counts = report.counts
    let real = counts.map { $0.reduce(0, +) }
    let simulated = counts.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    let pairs = Int(counts.flatMap(\.self).reduce(0, +).rounded())
    for measure in Measure.allCases {
      report[keyPath: measure.path].estimate = Figure(
        Quantity { () throws(StatisticsError) in try distance(measure, real, simulated) },
        interval: DistanceAnalysis.none, bootstrap: DistanceAnalysis.none, count: pairs)
    }
  }

  private static let none = IntervalFigure.reason("a distance is never 0 in a sample: see its floor")

  /// Fills in the noise floors of every stratum.
  /// - Throws: `CancellationError`.
  func addResampled(to reports: inout [MatrixReport?]) async throws {
    for stratum in reports.indices where reports[stratum] != nil {
      try Task.checkCancellation()
      try await addNoise(to: &reports[stratum], stratum)
    }
  }

  private func addNoise(to report: inout MatrixReport?, _ stratum: Int) async throws {
    do {
      let table = try bothSides(stratum)
      let halves = try await table.swappedHalves(
        stratum: 0, splits: min(options.resamples, 2000), seed: options.seed, stream: 1 << 35 + UInt64(stratum),
        tasks: options.threads)
      for measure in Measure.allCases {
        let floor = try halves.floor(level: options.level) { first, second in
          (try? distance(measure, depths.indices.map { first[0, $0] }, depths.indices.map { second[0, $0] })) ?? .nan
        }
        report?[keyPath: measure.path].noiseMean = .number(floor.mean)
        report?[keyPath: measure.path].noiseUpper = .number(floor.upper)
      }
    } catch let error as StatisticsError {
      for measure in Measure.allCases {
        report?[keyPath: measure.path].noiseMean = .reason(error.description)
        report?[keyPath: measure.path].noiseUpper = .reason(error.description)
      }
    }
  }

  /// Every unit's real stages in the stratum, then its simulated ones.
  private func bothSides(_ stratum: Int) throws(StatisticsError) -> ProfileTable {
    let kinds = panel.kinds
    var rows: [Double] = []
    var times: [Int] = []
    for unit in 0..<panel.units.table.count {
      let members = panel.units.table.list(unit).map(Int.init).filter { kinds.stratum[$0] == stratum }
      guard !members.isEmpty else { continue }
      for stage in depths.indices { rows.append(members.reduce(0) { $0 + kinds.real($1, stage) }) }
      for stage in depths.indices { rows.append(members.reduce(0) { $0 + kinds.simulated($1, stage) }) }
      times.append(panel.units.table.counts[unit])
    }
    return try ProfileTable(kinds: times, rows: rows, columns: 2 * depths.count)
  }

  private func distance(
    _ measure: Measure, _ real: [Double], _ simulated: [Double]
  ) throws(StatisticsError) -> Double {
    switch measure {
    case .wasserstein: try wassersteinDistance(real, simulated, depths: depths)
    case .jensenShannon: try jensenShannonDistance(real, simulated)
    case .totalVariation: try Statistics.totalVariation(real, simulated)
    }
  }
}

extension MatrixReport.Distance {
  static let pending = MatrixReport.Distance(
    estimate: .unavailable("not computed"), noiseMean: .reason("not computed"), noiseUpper: .reason("not computed"))
}
