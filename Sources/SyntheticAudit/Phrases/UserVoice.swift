/// What users of one sort say: real people, or simulators.
struct UserVoice: Sendable {
  /// A place in a conversation where the user is about to speak.
  struct Moment: Sendable {
    var isOpening = false
    var action: AgentAction
    /// What the agent has just asked about.
    var topic: Int?
  }

  /// What to say, and whether it answers the agent's question.
  struct Choice: Sendable, Equatable {
    var section: Int
    var answers = false
    /// Whether a filler may come before it.
    var takesFiller = false
  }

  private let openings: [Int?]
  /// By stage, then blocker; none stands for itself only where there is no reply to an action.
  private let held: [[Int?]]
  private let exits: [[Int?]]
  private let heldExits: [[[Int?]]]
  private let after: [[Int?]]
  private let answers: [Int]

  init(peopleIn book: PhraseBook, topics: [String]) throws(GenerationError) {
    try self.init(book, speaker: "user", topics: topics)
  }

  init(modelsIn book: PhraseBook, topics: [String]) throws(GenerationError) {
    try self.init(book, speaker: "sim", topics: topics)
  }

  private init(_ book: PhraseBook, speaker: String, topics: [String]) throws(GenerationError) {
    openings = Stage.allCases.map { book.section("\(speaker) open \($0.id)") }
    held = Stage.allCases.map { stage in
      Blocker.allCases.map { book.section("\(speaker) \(stage.id) \($0.id)") }
    }
    exits = Stage.allCases.map { stage in
      ExitAct.allCases.map { book.section("\(speaker) \(stage.id) \($0.id)") }
    }
    heldExits = Stage.allCases.map { stage in
      ExitAct.allCases.map { exit in
        Blocker.allCases.map { book.section("\(speaker) \(stage.id) \(exit.id) \($0.id)") }
      }
    }
    after = Stage.allCases.map { stage in
      AgentAction.allCases.map {
        book.section("\(speaker) \(stage.id) after \($0.id)") ?? book.section("\(speaker) \(stage.id) none")
      }
    }
    answers = try book.required("\(speaker) answer", topics)
    try checkCompleteness(speaker)
  }

  /// Where the words for `state` at `moment` are.
  func choice(for state: DecisionState, at moment: Moment, _ random: inout Xoshiro256) -> Choice {
    let stage = state.stage.rawValue
    if state.exit != .none {
      if let special = heldExits[stage][state.exit.rawValue][state.blocker.rawValue], random.chance(0.6) {
        return Choice(section: special)
      }
      if let section = exits[stage][state.exit.rawValue] { return Choice(section: section) }
    }
    if moment.isOpening, let section = openings[stage] { return Choice(section: section) }
    if state.stage == .engaging, let topic = moment.topic, state.blocker == .none || random.chance(0.5) {
      return Choice(section: answers[topic], answers: true)
    }
    if state.blocker != .none, let section = held[stage][state.blocker.rawValue] {
      return Choice(section: section, takesFiller: true)
    }
    return Choice(section: after[stage][moment.action.rawValue] ?? answers[0])
  }

  /// Every state that the model can draw must have words of its own.
  private func checkCompleteness(_ speaker: String) throws(GenerationError) {
    for stage in Stage.allCases {
      for blocker in Blocker.allCases where blocker != .none && held[stage.rawValue][blocker.rawValue] == nil {
        throw .phrases("\(speaker) cannot be \(stage.id) for \(blocker.id)")
      }
      for exit in ExitAct.allCases where exit != .none && exits[stage.rawValue][exit.rawValue] == nil {
        throw .phrases("\(speaker) cannot be \(stage.id) with \(exit.id)")
      }
      for action in AgentAction.allCases where after[stage.rawValue][action.rawValue] == nil {
        if stage == .engaging, action == .probe { continue }
        throw .phrases("\(speaker) cannot be \(stage.id) after \(action.id)")
      }
    }
  }
}
