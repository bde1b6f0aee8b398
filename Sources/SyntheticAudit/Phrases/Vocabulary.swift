internal import CEmbedded

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

  /// Read once: the phrase books are part of the program, and reading one takes longer than drawing a small audit.
  private static let matchmaking = Result { () throws(GenerationError) in try Vocabulary(reading: .matchmaking) }
  private static let subscription = Result { () throws(GenerationError) in try Vocabulary(reading: .subscription) }

  init(domain: GenerationOptions.Domain) throws(GenerationError) {
    switch domain {
    case .matchmaking: self = try Vocabulary.matchmaking.get()
    case .subscription: self = try Vocabulary.subscription.get()
    }
  }

  private init(reading domain: GenerationOptions.Domain) throws(GenerationError) {
    let file: String
    let text: UnsafePointer<UInt8>
    let questionMarks: [String]
    let topics: [String]
    switch domain {
    case .matchmaking:
      language = .chinese
      cast = Matchmaking.cast
      file = "matchmaking.txt"
      text = cembedded_matchmaking_phrases()
      questionMarks = Matchmaking.questionMarks
      topics = Matchmaking.topics
    case .subscription:
      language = .english
      cast = Subscription.cast
      file = "subscription.txt"
      text = cembedded_subscription_phrases()
      questionMarks = []
      topics = Subscription.topics
    }
    book = try PhraseBook(
      file: file, text: String(cString: text), slots: cast.slotNumbers, questionMarks: questionMarks)
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
