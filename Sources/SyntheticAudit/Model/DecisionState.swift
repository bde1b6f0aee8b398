/// The stages of `decision-state/1`; the raw value is the depth.
enum Stage: Int, CaseIterable, Sendable {
  case resisting, exploring, engaging, considering, deciding

  static let count = allCases.count
  var id: String { "\(self)" }
}

enum Emotion: Int, CaseIterable, Sendable {
  case positive, neutral, hesitant, negative

  var id: String { "\(self)" }
}

enum Blocker: Int, CaseIterable, Sendable {
  case none, price, trust, capability, timing, external, priorFailure

  var id: String { self == .priorFailure ? "prior-failure" : "\(self)" }
}

/// The exit acts that words can carry. Silence and abandonment follow from the record.
enum ExitAct: Int, CaseIterable, Sendable {
  case none, refusal, delay, topicChange

  var id: String { self == .topicChange ? "topic-change" : "\(self)" }
}

enum AgentAction: Int, CaseIterable, Sendable {
  case rapport, probe, pitch, handleObjection, pushClose, reassure

  var id: String {
    switch self {
    case .handleObjection: "handle-objection"
    case .pushClose: "push-close"
    default: "\(self)"
    }
  }
}

/// What one user turn is, before any instrument looks at it.
struct DecisionState: Sendable, Equatable {
  var stage: Stage
  var emotion: Emotion
  var blocker: Blocker
  var exit: ExitAct
}
