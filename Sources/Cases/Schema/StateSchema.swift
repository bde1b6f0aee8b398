/// The decision states that an audit's instruments may give, as data: any number of stages, any names.
///
/// The JSON shape is the `schema` object of `audit.json`.
public struct StateSchema: Sendable, Hashable, Codable {
  /// One stage of a decision, and the number that depth bias subtracts.
  public struct Stage: Sendable, Hashable, Codable {
    public var id: String
    public var depth: Double

    public init(id: String, depth: Double) {
      self.id = id
      self.depth = depth
    }
  }

  /// What silence counts as.
  public enum NoReply: Sendable, Hashable {
    /// A state of its own, at this depth.
    case depth(Double)
    /// As this stage: as deep, and in the headline shares that name it.
    case stage(String)
  }

  public var id: String
  public var stages: [Stage]
  /// `nil` where silence is no state: it then is in no share and no depth.
  public var noReply: NoReply?
  /// Ids of the stages that the headline share "resistance" counts.
  public var resistance: [String]
  /// Ids of the stages that the headline share "deliberation" counts.
  public var deliberation: [String]
  /// Ids of the stages that the headline share "commitment" counts.
  public var commitment: [String]
  public var emotions: [String]
  public var blockers: [String]
  public var exits: [String]
  public var actions: [String]

  public init(
    id: String, stages: [Stage], resistance: [String] = [], deliberation: [String] = [], commitment: [String] = [],
    emotions: [String] = [], blockers: [String] = [], exits: [String] = [], actions: [String] = [],
    noReply: NoReply? = nil
  ) {
    self.id = id
    self.stages = stages
    self.resistance = resistance
    self.deliberation = deliberation
    self.commitment = commitment
    self.emotions = emotions
    self.blockers = blockers
    self.exits = exits
    self.actions = actions
    self.noReply = noReply
  }

  enum CodingKeys: String, CodingKey {
    case id, stages, resistance, deliberation, commitment, emotions, blockers, exits, actions
    case noReply = "no_reply"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    stages = try container.decode([Stage].self, forKey: .stages)
    resistance = try container.decodeIfPresent([String].self, forKey: .resistance) ?? []
    deliberation = try container.decodeIfPresent([String].self, forKey: .deliberation) ?? []
    commitment = try container.decodeIfPresent([String].self, forKey: .commitment) ?? []
    emotions = try container.decodeIfPresent([String].self, forKey: .emotions) ?? []
    blockers = try container.decodeIfPresent([String].self, forKey: .blockers) ?? []
    exits = try container.decodeIfPresent([String].self, forKey: .exits) ?? []
    actions = try container.decodeIfPresent([String].self, forKey: .actions) ?? []
    noReply =
      try container.decodeIfPresent(NoReply.self, forKey: .noReply)
      ?? decoder.container(keyedBy: JoinedKeys.self).decodeIfPresent(NoReply.self, forKey: .noReply)
  }

  /// The key as a reader of receipts spells it, whose words are joined.
  private enum JoinedKeys: String, CodingKey { case noReply }

  /// Why nobody's leaving can be told; `nil` where the schema names stages of resistance.
  public var leavingProblem: String? { resistance.isEmpty ? StateSchema.reason(without: "resistance") : nil }

  /// Why a list that the schema leaves empty measures nothing.
  public static func reason(without list: String) -> String { "the schema names no \(list) stage" }

  /// The five stages, emotions, blockers, exits and actions of `decision-state/1`.
  public static let decisionState1 = StateSchema(
    id: "decision-state/1",
    stages: [
      Stage(id: "resisting", depth: 0), Stage(id: "exploring", depth: 1), Stage(id: "engaging", depth: 2),
      Stage(id: "considering", depth: 3), Stage(id: "deciding", depth: 4),
    ],
    resistance: ["resisting"], deliberation: ["considering"], commitment: ["deciding"],
    emotions: ["positive", "neutral", "hesitant", "negative"],
    blockers: ["none", "price", "trust", "capability", "timing", "external", "prior-failure"],
    exits: ["none", "refusal", "delay", "topic-change", "silence", "abandonment"],
    actions: ["rapport", "probe", "pitch", "handle-objection", "push-close", "reassure"])
}
