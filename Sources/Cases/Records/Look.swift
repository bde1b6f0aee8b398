/// A verdict that somebody looked at: the analysis, in the points that bear on it, and what it found.
public struct Look: Sendable, Hashable {
  public var simulator: String
  public var instrument: String
  /// The draw that was taken; `nil` where all were averaged.
  public var draw: Int?
  /// The filter as text; empty where everything is meant.
  public var filter: String
  /// What the reference of the verdict knows; `nil` where there is none.
  public var reference: String?
  /// The excess that begins to matter, in depth steps; `nil` where none was declared.
  public var margin: Double?
  public var level: Double
  public var seed: UInt64
  public var resamples: Int
  /// "customer" or "conversation".
  public var cluster: String
  /// The conversations that the verdict rests on.
  public var conversations: Int
  /// "on-decliners", "undecided" …
  public var finding: String

  public init(
    simulator: String, instrument: String, draw: Int?, filter: String, reference: String?, margin: Double?,
    level: Double, seed: UInt64, resamples: Int, cluster: String, conversations: Int, finding: String
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
    self.conversations = conversations
    self.finding = finding
  }
}
