/// The planted model: how willingness moves, and what people do given it.
///
/// A conversation has a starting willingness and a trend (willingness decays, holds or grows), both depending on the
/// outcome. It holds over the first half of the user turns; then the trend takes it away linearly. The stage of a user
/// turn is multinomial logistic in willingness, progress (0 … 1 in tenths), the stage before and the agent's action
/// before it. Lists over stages have five entries in the order of depth; lists over actions have six in the order
/// rapport, probe, pitch, handle-objection, push-close, reassure.
///
/// The default values were fitted so that a persona simulator of deficit 1 gives figures near those published for the
/// primary panel of arXiv:2606.20708.
public struct PlantedModel: Sendable, Equatable {
  /// Shares of the three trends.
  public struct Trends: Sendable, Equatable {
    public var decays: Double
    public var holds: Double
    public var grows: Double

    var list: [Double] { [decays, holds, grows] }
  }

  /// The levels at which willingness can start.
  public var startLevels: [Double] = [-1.2, -0.6, 0, 0.6, 1.2]
  /// Mean and spread of the (discretized normal) start, for the uncommitted and the committed.
  public var uncommittedStart = 0.25
  public var committedStart = 0.25
  public var startSpread = 1.33
  public var uncommittedTrends = Trends(decays: 0.75, holds: 0.18, grows: 0.07)
  public var committedTrends = Trends(decays: 0.05, holds: 0.12, grows: 0.83)
  /// How much willingness is lost, and gained, by the end.
  public var decay = 0.68
  public var growth = 2.5

  /// Logits of the stages: a constant, by progress, by willingness, and what the opening turn adds.
  public var stageBase = [-0.68, -0.47, 0, -0.26, -2.2]
  public var stageByProgress = [-0.11, 0.16, 0, -0.83, 0.09]
  public var stageByWillingness = [-2.12, -0.67, 0, 1.17, 1.38]
  public var stageAtOpening: [Double] = [0, 1, 0.4, -1, -3]
  /// What the stage before adds to itself and to its neighbours.
  public var persistence = 1.66
  public var nearness = 0.21
  /// What each action adds to the logits of the stages: six lists of five.
  public var stageByAction: [[Double]] = [
    [0, 0.1, 0.2, -0.1, -0.1], [0.1, -0.2, 0.6, -0.1, -0.3], [0.1, 0.3, 0, 0.2, 0],
    [-0.1, 0, 0, 0.3, 0], [0.5, -0.5, -0.3, 0.2, 0.8], [-0.3, 0, 0.1, 0.2, 0.1],
  ]
  /// Shares of the agent's actions: at the opening, then after each stage. Six lists of six.
  public var actionShares: [[Double]] = [
    [0.70, 0.20, 0.10, 0, 0, 0],
    [0.20, 0.14, 0.12, 0.34, 0.06, 0.14], [0.10, 0.34, 0.36, 0.06, 0.04, 0.10],
    [0.10, 0.30, 0.38, 0.04, 0.10, 0.08], [0.06, 0.08, 0.20, 0.26, 0.22, 0.18],
    [0.08, 0.04, 0.08, 0.08, 0.50, 0.22],
  ]

  /// After each stage: how often the next agent turn gets no reply and the agent writes again.
  public var silence = [0.14, 0.06, 0.02, 0.07, 0.02]
  /// By last stage: how often an uncommitted user never answers the agent's last turn.
  public var abandonment = [0.80, 0.70, 0.50, 0.60, 0.35]
  /// Shares of the exit acts none, refusal, delay, topic-change in each stage: five lists of four.
  public var exitShares: [[Double]] = [
    [0.30, 0.36, 0.26, 0.08], [0.91, 0.01, 0.04, 0.04], [0.94, 0.01, 0.02, 0.03], [0.76, 0.01, 0.20, 0.03],
    [0.96, 0.01, 0.02, 0.01],
  ]
  /// Shares of positive, neutral, hesitant, negative in each stage: five lists of four.
  public var emotionShares: [[Double]] = [
    [0, 0.34, 0.16, 0.50], [0.08, 0.67, 0.20, 0.05], [0.42, 0.52, 0.06, 0], [0.16, 0.26, 0.56, 0.02],
    [0.62, 0.30, 0.08, 0],
  ]
  /// How often each stage names the conversation's own blocker, and how often another one.
  public var ownBlocker = [0.66, 0.36, 0.16, 0.58, 0.16]
  public var otherBlocker = [0.10, 0.14, 0.08, 0.14, 0.04]
  /// Shares of the blockers price, trust, capability, timing, external, prior-failure.
  public var blockerShares = [0.24, 0.18, 0.14, 0.18, 0.16, 0.10]
  /// The logits that a simulator's disengagement deficit of 1 adds to the stages.
  public var deficitDirection = [-0.38, 0.34, 0, 0.97, -0.55]

  public init() {}
}

extension PlantedModel {
  /// The same, but those who commit go on as those who decline: the outcome says nothing of the stages.
  public var withoutOutcome: PlantedModel {
    var model = self
    model.committedStart = uncommittedStart
    model.committedTrends = uncommittedTrends
    return model
  }
}
