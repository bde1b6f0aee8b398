public import Cases

/// Whether a receipt is of the analysis that was declared before labels came.
public struct ReceiptPlan: Sendable, Hashable, Codable {
  /// What was declared of the simulator and the instrument; with its time what the digest is of.
  public struct Declared: Sendable, Hashable, Codable {
    /// Of the other members, in canonical JSON.
    public var sha256: String
    /// RFC 3339, UTC.
    public var declaredAt: String
    /// Distinct verdicts that had been looked at in the store.
    public var looksBefore: Int
    public var simulator: String
    public var instrument: String
    /// Absent where all draws are averaged.
    public var draw: Int?
    public var filter: String
    /// Absent for the most knowing one that stands up.
    public var reference: String?
    public var excessMargin: Double?
    public var level: Double
    public var seed: UInt64
    public var resamples: Int
    public var cluster: String
  }

  /// "confirmatory" or "exploratory".
  public var word: String
  /// Why.
  public var sentence: String
  /// Absent where nothing was.
  public var declared: Declared?
}

extension ReceiptPlan.Declared {
  init(_ declared: DeclaredPlan) {
    let plan = declared.plan
    self.init(
      sha256: declared.digest, declaredAt: declared.at, looksBefore: declared.looksBefore, simulator: plan.simulator,
      instrument: plan.instrument, draw: plan.draw, filter: plan.filter, reference: plan.reference,
      excessMargin: plan.margin, level: plan.level, seed: plan.seed, resamples: plan.resamples, cluster: plan.cluster)
  }

  public var plan: AnalysisPlan {
    AnalysisPlan(
      simulator: simulator, instrument: instrument, draw: draw, filter: filter, reference: reference,
      margin: excessMargin, level: level, seed: seed, resamples: resamples, cluster: cluster)
  }
}
