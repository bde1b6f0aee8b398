/// Time to the first resisting or exit turn in one stratum, in user turns.
public struct SurvivalReport: Sendable, Hashable {
  /// One step of a Kaplan–Meier curve.
  public struct Step: Sendable, Hashable {
    /// The number of the user turn, from 1.
    public var turn: Int
    public var atRisk: Int
    public var events: Int
    /// The share that has not left after this turn.
    public var surviving: Double
    public var lower: Double
    public var upper: Double

    public init(turn: Int, atRisk: Int, events: Int, surviving: Double, lower: Double, upper: Double) {
      self.turn = turn
      self.atRisk = atRisk
      self.events = events
      self.surviving = surviving
      self.lower = lower
      self.upper = upper
    }
  }

  public struct Curve: Sendable, Hashable {
    public var conversations: Int
    public var events: Quantity
    /// The first turn after which at most half are left.
    public var median: Quantity
    public var steps: [Step]

    public init(conversations: Int, events: Quantity, median: Quantity, steps: [Step]) {
      self.conversations = conversations
      self.events = events
      self.median = median
      self.steps = steps
    }
  }

  public var real: Curve
  public var simulated: Curve
  /// Real against simulated, as if they were independent conversations.
  public var logRank: MatrixReport.PairedTest
  /// The same with the variance over units, which give both curves.
  public var logRankClustered: MatrixReport.PairedTest

  public init(
    real: Curve, simulated: Curve, logRank: MatrixReport.PairedTest, logRankClustered: MatrixReport.PairedTest
  ) {
    self.real = real
    self.simulated = simulated
    self.logRank = logRank
    self.logRankClustered = logRankClustered
  }
}
