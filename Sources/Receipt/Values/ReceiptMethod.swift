/// The settings that every number of a receipt depends on beside the audit: enough to compute it again.
public struct ReceiptMethod: Sendable, Hashable, Codable {
  public var simulator: String
  public var instrument: String
  /// The draw that was taken; absent where all were averaged.
  public var draw: Int?
  /// The filter as text; empty where everything is meant.
  public var filter: String
  public var seed: UInt64
  public var resamples: Int
  public var permutationDraws: Int
  /// Confidence level of every interval.
  public var level: Double
  /// "customer" or "conversation": what may have been drawn together.
  public var cluster: String
  /// The largest |depth bias| that counts as none, in depth steps; absent where none was declared.
  public var margin: Double?
  /// The excess over the reference beyond which errors are said to concentrate; absent where none was declared.
  public var excessMargin: Double?
  /// What the verdict's reference knows, where one was chosen; absent for the most knowing one that stands up.
  public var reference: String?
  /// The simulator made of real turns of other people, where one was named.
  public var placebo: String?
  /// What simulated turns with a fault count as: "drop" or "exit"; absent where they are kept.
  public var faults: String?
  /// The methods by name, for readers.
  public var notes: [String]

  /// The methods that every receipt of this version is made with.
  public static let notes = [
    "Shares: Wilson's interval on the effective sample size (n over the design effect).",
    "Shifts and depth bias: CR1 sandwich with t(G − 1); depth bias is the mean over conversations.",
    "Contrast: Welch over units; p by permutation of the outcomes with the studentised difference, (b + 1) / (B + 1).",
    "Excess and Cohen's d: expanded percentiles of the cluster bootstrap; every `bootstrap`: its percentiles.",
    "Floors: outcome-blind references from the real labels of other conversations and customers.",
    "Numbers have nine significant digits.",
  ]

  public init(
    simulator: String, instrument: String, draw: Int?, filter: String, seed: UInt64, resamples: Int,
    permutationDraws: Int, level: Double, cluster: String, margin: Double?, excessMargin: Double?,
    reference: String? = nil, placebo: String?, faults: String? = nil,
    notes: [String] = ReceiptMethod.notes
  ) {
    self.simulator = simulator
    self.instrument = instrument
    self.draw = draw
    self.filter = filter
    self.seed = seed
    self.resamples = resamples
    self.permutationDraws = permutationDraws
    self.level = level
    self.cluster = cluster
    self.margin = margin
    self.excessMargin = excessMargin
    self.reference = reference
    self.placebo = placebo
    self.faults = faults
    self.notes = notes
  }
}
