/// The sections of a phrase book, found by what is to be said.
struct Vocabulary: Sendable {
  /// How turns are joined and roughened.
  enum Language: Sendable {
    case chinese, english
  }

  let book: PhraseBook
  let cast: Cast
  let language: Language
  let people: UserVoice
  let models: UserVoice
  let agent: AgentVoice
  /// What real users begin with now and then.
  let fillers: Int
  /// What simulators begin and end with.
  let openers: [SimulatorPlan.Voice: Int]
  let closers: [SimulatorPlan.Voice: Int]
  /// What instruments say, by stage and by blocker.
  let stageReasons: [Int]
  let blockerReasons: [Int]

  init(domain: GenerationOptions.Domain) throws(GenerationError) {
    let texts: [String]
    let questionMarks: [String]
    let topics: [String]
    switch domain {
    case .matchmaking:
      language = .chinese
      cast = MatchmakingGrammar.cast
      texts = MatchmakingGrammar.text
      questionMarks = MatchmakingGrammar.questionMarks
      topics = MatchmakingGrammar.topics
    case .subscription:
      language = .english
      cast = SubscriptionGrammar.cast
      texts = SubscriptionGrammar.text
      questionMarks = []
      topics = SubscriptionGrammar.topics
    }
    book = try PhraseBook(texts: texts, slots: cast.slotNumbers, questionMarks: questionMarks)
    people = try UserVoice(peopleIn: book, topics: topics)
    models = try UserVoice(modelsIn: book, topics: topics)
    agent = try AgentVoice(book, topics: topics)
    fillers = try book.required("user filler")
    openers = [
      .polite: try book.required("sim opener a"), .warm: try book.required("sim opener b"),
      .plain: try book.required("sim opener a"),
    ]
    closers = [
      .polite: try book.required("sim closer a"), .warm: try book.required("sim closer b"),
      .plain: try book.required("sim closer a"),
    ]
    stageReasons = try book.required("why", Stage.allCases.map(\.id))
    blockerReasons = try book.required("why blocker", Blocker.allCases.map(\.id))
  }
}
