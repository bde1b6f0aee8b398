import Statistics

/// How well a reference's law tells real stages: sums over the probes that it was asked about.
struct LawQuality: Sendable {
  private var probes = 0.0
  private var logLoss = 0.0
  private var rankedScore = 0.0

  /// Less than this counts as this: a look-up table has seen nothing of many a stage.
  static let least = 1e-3

  /// - Parameters:
  ///   - probability: What the law says of the stage that came.
  ///   - byStep: The law by the steps of depth.
  mutating func add(_ probability: Double, byStep: [Double], step: Int) {
    probes += 1
    logLoss += Statistics.logLoss(probability, least: LawQuality.least)
    rankedScore += rankedProbabilityScore(byStep, outcome: step)
  }

  mutating func append(_ other: LawQuality) {
    probes += other.probes
    logLoss += other.logLoss
    rankedScore += other.rankedScore
  }

  var meanLogLoss: Double? { probes > 0 ? logLoss / probes : nil }
  var meanRankedScore: Double? { probes > 0 ? rankedScore / probes : nil }
}
