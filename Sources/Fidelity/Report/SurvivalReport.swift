/// The first resisting or exit turn in one stratum, in user turns: hazards on the real risk set.
public struct SurvivalReport: Sendable, Hashable {
  /// One probed user turn.
  public struct Step: Sendable, Hashable {
    /// The number of the user turn, from 1.
    public var turn: Int
    /// Conversations that are probed there and whose person has not left before.
    public var atRisk: Int
    /// How many of them leave there; of simulated people the mean over draws.
    public var events: Double
    /// The share that has not left after this turn.
    public var surviving: Double
    public var lower: Double
    public var upper: Double

    public init(turn: Int, atRisk: Int, events: Double, surviving: Double, lower: Double, upper: Double) {
      self.turn = turn
      self.atRisk = atRisk
      self.events = events
      self.surviving = surviving
      self.lower = lower
      self.upper = upper
    }
  }

  /// What has happened by the last probed turn; who has had the one event can no longer have the other.
  public struct Incidence: Sendable, Hashable {
    public var leaving: Figure
    /// Reaching a stage of the schema's commitment at a probed turn.
    public var committing: Figure
  }

  public struct Curve: Sendable, Hashable {
    public var conversations: Int
    /// Why its shares have no interval, where they are expected ones.
    public private(set) var reasonForNoInterval: String?
    public var events: Quantity
    /// The first turn after which at most half are left.
    public var median: Quantity
    public var steps: [Step]
    public var incidence = Incidence(
      leaving: .unavailable("nobody is followed"), committing: .unavailable("nobody is followed"))

    public init(conversations: Int, events: Quantity, median: Quantity, steps: [Step]) {
      self.conversations = conversations
      self.events = events
      self.median = median
      self.steps = steps
    }

    /// The curve of expected events.
    func withoutIntervals(_ reason: String) -> Curve {
      var curve = self
      curve.reasonForNoInterval = reason
      for place in curve.steps.indices {
        (curve.steps[place].lower, curve.steps[place].upper) = (steps[place].surviving, steps[place].surviving)
      }
      curve.incidence.leaving.setIntervals((.reason(reason), .reason(reason)))
      curve.incidence.committing.setIntervals((.reason(reason), .reason(reason)))
      return curve
    }
  }

  public var real: Curve
  public var simulated: Curve
  /// What a sampler that knows the position and the previous stage shows on the same risk set, without intervals; `nil`
  /// where it was not asked for or cannot be told.
  public var floor: Curve?
  /// How much more often simulated people leave at a probed turn, a share of those at risk, with its CR1 interval.
  public var difference: Figure
  /// The clustered score test of no difference.
  public var p: Quantity
  /// The difference beside what a sampler that knows the position and the previous stage shows.
  public var floored: FlooredFigure?

  public init(real: Curve, simulated: Curve, difference: Figure, p: Quantity) {
    self.real = real
    self.simulated = simulated
    self.difference = difference
    self.p = p
  }
}
