/// How people go on at a probe of whom something is known.
struct ProbeLaw: Sendable, Equatable {
  /// P(next stage).
  var next: StageVector
  /// P(no reply) at an exit probe; else 0.
  var leaving = 0.0
}

/// A conversation as the planted model draws it, before there are words.
struct ConversationDraw: Sendable, Equatable {
  /// One user turn, and what the agent did before it.
  struct Exchange: Sendable, Equatable {
    /// An agent turn before `action` that got no reply.
    var ignored: AgentAction?
    var action: AgentAction
    var state: DecisionState
  }

  /// A place at which simulators are asked, and what is known there.
  struct Probe: Sendable, Equatable {
    /// The place among the user turns; their number at an exit probe.
    var place: Int
    /// Index among the audit's fractions; nil at an exit probe.
    var fraction: Int?
    /// How people go on from here of whom the states and actions before it are known.
    var law: ProbeLaw
  }

  var index: Int
  var customer: Int
  /// The place of this conversation among the customer's.
  var ordinal: Int
  var isCommitted: Bool
  var ownBlocker: Blocker
  var exchanges: [Exchange]
  /// Agent turns at the end that nobody answered.
  var unanswered: [AgentAction]
  var probes: [Probe]

  var userTurns: Int { exchanges.count }
}
