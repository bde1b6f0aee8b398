/// Where everything stands in a written conversation: what labels and simulators need to know.
struct Transcript: Sendable {
  /// One turn of the conversation line.
  struct Turn: Sendable {
    var number: Int
    /// The agent's action; nil for a user turn.
    var action: AgentAction?
    /// The place among the user turns; nil for an agent turn.
    var place: Int?
    /// Where the words that decide a user turn's label are.
    var signal = 0..<0
  }

  /// What stands before each user turn, and before the reply that never came.
  struct Context: Sendable {
    var moment: UserVoice.Moment
    var told: Bool
    /// The number that the user turn has.
    var turn: Int
  }

  var turns: [Turn] = []
  var contexts: [Context] = []
}
