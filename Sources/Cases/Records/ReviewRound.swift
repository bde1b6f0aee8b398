/// A round of blind review: turns that were drawn, once, for people to label.
///
/// It takes at most one turn of a conversation, so that no item's prefix shows what another one asks about.
public struct ReviewRound: Sendable, Hashable {
  /// A turn to be labelled.
  public struct Item: Sendable, Hashable {
    public var conversation: String
    public var turn: Int
    /// Whether it is the real turn; else that of the simulator's draw.
    public var isReal: Bool
    /// Of a real turn that of a pair which it belongs to: reviews speak of pairs.
    public var simulator: String
    public var draw: Int
    /// How likely it was that this turn would be drawn.
    public var probability: Double
    /// Who is to label it, as places in ``ReviewRound/reviewers``; empty where everybody is.
    public var reviewers: [Int]

    public init(
      conversation: String, turn: Int, isReal: Bool, simulator: String, draw: Int, probability: Double,
      reviewers: [Int] = []
    ) {
      self.conversation = conversation
      self.turn = turn
      self.isReal = isReal
      self.simulator = simulator
      self.draw = draw
      self.probability = probability
      self.reviewers = reviewers
    }

    /// The label of this turn in a review.
    public var label: any WritableKeyPath<Review, Review.BlindLabel?> & Sendable {
      isReal ? \.blindReal : \.blindSimulated
    }
  }

  /// Turns of one outcome, source and stage, of which so many were drawn.
  public struct Stratum: Sendable, Hashable {
    public var outcome: String
    /// "real", or a simulator.
    public var source: String
    public var stage: String
    public var population: Int
    public var drawn: Int

    public init(outcome: String, source: String, stage: String, population: Int, drawn: Int) {
      self.outcome = outcome
      self.source = source
      self.stage = stage
      self.population = population
      self.drawn = drawn
    }
  }

  /// `round-` and its number.
  public var name: String
  /// RFC 3339.
  public var at: String
  public var seed: UInt64
  /// How many people are to label each turn.
  public var overlap: Int
  /// Who takes part; empty where that was left open, and everybody labels every turn.
  public var reviewers: [String]
  /// Whose stages the turns are stratified by.
  public var instrument: String
  public var simulators: [String]
  public var strata: [Stratum]
  public var items: [Item]

  public init(
    name: String, at: String, seed: UInt64, overlap: Int, reviewers: [String], instrument: String,
    simulators: [String], strata: [Stratum], items: [Item]
  ) {
    self.name = name
    self.at = at
    self.seed = seed
    self.overlap = overlap
    self.reviewers = reviewers
    self.instrument = instrument
    self.simulators = simulators
    self.strata = strata
    self.items = items
  }

  /// Whose labels settle what reviewers disagree on; nobody reviews under this name.
  public static let adjudicator = "adjudicated"

  /// The places in ``items`` of what somebody is to label; `nil` where he takes no part.
  public func places(of reviewer: String) -> [Int]? {
    if reviewers.isEmpty { return Array(items.indices) }
    guard let number = reviewers.firstIndex(of: reviewer) else { return nil }
    return items.indices.filter { items[$0].reviewers.contains(number) }
  }
}
