import Cases
import Statistics

/// Distances between the real and the simulated distribution of stages of one stratum, each beside what two random
/// halves of the real conversations differ by.
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

  /// Kinds beyond which rows are folded for the bootstrap.
  private static let limit = 8192

  /// The three distances of a stratum without what is resampled.
  func addDistances(to report: inout MatrixReport) {
    let counts = report.counts
    let real = counts.map { Double($0.reduce(0, +)) }
    let simulated = counts.indices.map { column in Double(counts.reduce(0) { $0 + $1[column] }) }
    let pairs = counts.flatMap(\.self).reduce(0, +)
    for measure in Measure.allCases {
      report[keyPath: measure.path].estimate = Figure(
        Quantity { () throws(StatisticsError) in try distance(measure, real, simulated) }, interval: .pending,
        bootstrap: .pending, count: pairs)
    }
  }

  /// Fills in the bootstrap intervals and the noise floors of every stratum.
  /// - Throws: `CancellationError`.
  func addResampled(to reports: inout [MatrixReport?]) async throws {
    let resampled: Resampled
    do {
      resampled = try await Resampled(try profile(), options: options, stream: 1 << 34)
    } catch let error as StatisticsError {
      for index in reports.indices { reports[index]?.setDistances(.reason(error.description)) }
      return
    }
    for stratum in reports.indices where reports[stratum] != nil {
      try Task.checkCancellation()
      for measure in Measure.allCases where reports[stratum]?[keyPath: measure.path].estimate.number != nil {
        let interval = resampled.interval { sums in
          let (real, simulated) = stages(resampled.profile, sums, stratum)
          return (try? distance(measure, real, simulated)) ?? .nan
        }
        reports[stratum]?[keyPath: measure.path].estimate.interval = interval
        reports[stratum]?[keyPath: measure.path].estimate.bootstrap = interval
      }
      try await addNoise(to: &reports[stratum], stratum)
    }
  }

  /// Splits the units that have real turns of the stratum at random into halves.
  private func addNoise(to report: inout MatrixReport?, _ stratum: Int) async throws {
    do {
      let table = try realTable(stratum)
      let halves = try await table.splitHalves(
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

  private func realTable(_ stratum: Int) throws(StatisticsError) -> ProfileTable {
    let kinds = panel.kinds
    var rows: [Double] = []
    var times: [Int] = []
    for unit in 0..<panel.units.table.count {
      let members = panel.units.table.list(unit).map(Int.init).filter { kinds.stratum[$0] == stratum }
      guard !members.isEmpty else { continue }
      for stage in depths.indices { rows.append(members.reduce(0) { $0 + kinds.real($1, stage) }) }
      times.append(panel.units.table.counts[unit])
    }
    return try ProfileTable(kinds: times, rows: rows, columns: depths.count)
  }

  private func profile() throws(StatisticsError) -> UnitProfile {
    let kinds = panel.kinds
    return try UnitProfile(
      panel.units, width: 2 * depths.count, foldingBeyond: DistanceAnalysis.limit, stratum: { kinds.stratum[$0] },
      row: { kind, numbers in
        for stage in depths.indices {
          numbers[stage] = kinds.real(kind, stage)
          numbers[depths.count + stage] = kinds.simulated(kind, stage)
        }
      })
  }

  private func stages(_ profile: UnitProfile, _ sums: Sums, _ stratum: Int) -> ([Double], [Double]) {
    // A folded stage that hardly occurs may come out a little below zero.
    let all = (0..<2 * depths.count).map { max(0, profile.total(sums, stratum: stratum, column: $0)) }
    return (Array(all[..<depths.count]), Array(all[depths.count...]))
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

extension MatrixReport {
  fileprivate mutating func setDistances(_ interval: IntervalFigure) {
    for path in [\MatrixReport.wasserstein, \.jensenShannon, \.totalVariation] {
      self[keyPath: path].estimate.interval = interval
      self[keyPath: path].estimate.bootstrap = interval
    }
  }
}

extension MatrixReport.Distance {
  static let pending = MatrixReport.Distance(
    estimate: .unavailable("not computed"), noiseMean: .reason("not computed"), noiseUpper: .reason("not computed"))
}
