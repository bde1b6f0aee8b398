/// What the agent says.
struct AgentVoice: Sendable {
  /// What the agent's questions are about, by number.
  let questions: [Int]
  let openings: [Int]
  let rapport: Int
  let pitches: Int
  let closes: Int
  /// Naming the price.
  let tellings: Int
  /// What comes first after a turn that nobody answered.
  let followUps: Int
  /// Answers to blockers, and assurances.
  let objections: [Int]
  let assurances: [Int]
  /// Acknowledgements of what the user said.
  private let stageNods: [Int]
  private let exitNods: [Int?]
  private let blockerNods: [Int?]
  private let topicNods: [Int]

  init(_ book: PhraseBook, topics: [String]) throws(GenerationError) {
    questions = try book.required("agent probe", topics)
    rapport = try book.required("agent rapport")
    pitches = try book.required("agent pitch")
    closes = try book.required("agent push-close")
    tellings = try book.required("agent tell")
    followUps = try book.required("agent follow-up")
    let greeting = try book.required("agent open rapport")
    openings = AgentAction.allCases.map { book.section("agent open \($0.id)") ?? greeting }
    objections = try book.required("agent handle-objection", Blocker.allCases.map(\.id))
    assurances = try book.required("agent reassure", Blocker.allCases.map(\.id))
    stageNods = try book.required("agent ack", Stage.allCases.map(\.id))
    exitNods = ExitAct.allCases.map { book.section("agent ack \($0.id)") }
    blockerNods = Blocker.allCases.map { book.section("agent ack \($0.id)") }
    topicNods = try book.required("agent ack answer", topics)
  }

  /// How the agent takes up what the user said, before an action; nil where it comes straight to the point.
  func nod(
    to state: DecisionState, answered topic: Int?, before action: AgentAction, _ random: inout Xoshiro256
  ) -> Int? {
    if let section = exitNods[state.exit.rawValue] { return section }
    if let topic { return topicNods[topic] }
    let answersBlocker = action == .handleObjection || action == .reassure
    if state.blocker != .none, answersBlocker { return random.chance(0.3) ? stageNods[state.stage.rawValue] : nil }
    if let section = blockerNods[state.blocker.rawValue], random.chance(0.7) { return section }
    return random.chance(0.8) ? stageNods[state.stage.rawValue] : nil
  }
}
