import Statistics

/// How well a reference's law tells real stages: sums over the probes that it was asked about.
struct LawQuality: Sendable {
  private var probes = 0.0
  private var logLoss = 0.0
  private var rankedScore = 0.0

  /// Less than this counts as this: a look-up table has seen nothing of many a stage.
  static let least = 1e-3

  /// - Parameters:
  ///   - law: One probability a stage.
  ///   - order: Stages from shallow to deep.
  mutating func add(_ law: ArraySlice<Double>, stage: Int, order: [Int]) {
    probes += 1
    logLoss += Statistics.logLoss(law[law.startIndex + stage], least: LawQuality.least)
    rankedScore += rankedProbabilityScore(
      order.lazy.map { law[law.startIndex + $0] }, outcome: order.firstIndex(of: stage) ?? 0)
  }

  mutating func append(_ other: LawQuality) {
    probes += other.probes
    logLoss += other.logLoss
    rankedScore += other.rankedScore
  }

  var meanLogLoss: Double? { probes > 0 ? logLoss / probes : nil }
  var meanRankedScore: Double? { probes > 0 ? rankedScore / probes : nil }
}
