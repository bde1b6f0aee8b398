/// The analysis that is to count: everything that bears on its verdict, but for the records.
public struct AnalysisPlan: Sendable, Hashable {
  public var simulator: String
  public var instrument: String
  /// The draw that is taken; `nil` where all are averaged.
  public var draw: Int?
  /// The filter in its normal form; empty where everything is meant.
  public var filter: String
  /// What the verdict's reference knows; `nil` for the most knowing one that stands up.
  public var reference: String?
  /// The excess that begins to matter, in depth steps; `nil` where none is declared.
  public var margin: Double?
  public var level: Double
  public var seed: UInt64
  public var resamples: Int
  /// "customer" or "conversation".
  public var cluster: String

  public init(
    simulator: String, instrument: String, draw: Int?, filter: String, reference: String?, margin: Double?,
    level: Double, seed: UInt64, resamples: Int, cluster: String
  ) {
    self.simulator = simulator
    self.instrument = instrument
    self.draw = draw
    self.filter = filter
    self.reference = reference
    self.margin = margin
    self.level = level
    self.seed = seed
    self.resamples = resamples
    self.cluster = cluster
  }
}

/// A plan as a store keeps it.
public struct DeclaredPlan: Sendable, Hashable {
  public var plan: AnalysisPlan
  /// RFC 3339.
  public var at: String
  /// Distinct verdicts that were looked at in the store before, of whatever simulator.
  public var looksBefore: Int
  /// SHA-256, as hexadecimal digits, of the declaration with its time in canonical JSON.
  public var digest: String
  /// Whether a label that it is about is older than the plan: then it declares nothing.
  public var isLate: Bool

  public init(_ plan: AnalysisPlan, at: String, looksBefore: Int, digest: String, isLate: Bool = false) {
    self.plan = plan
    self.at = at
    self.looksBefore = looksBefore
    self.digest = digest
    self.isLate = isLate
  }
}
