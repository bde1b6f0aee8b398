/// What a field of the filter looks at. How it is tested, sorted, counted and completed follows from this.
enum FieldSource: Sendable {
  /// A column of codes.
  case code(ByteColumn)
  /// Two columns with one dictionary: either turn may satisfy it.
  case eitherCode(ByteColumn, ByteColumn)
  /// Yes or no, by the stratum of the conversation.
  case stratum(@Sendable (Stratum) -> Bool)
  /// Yes or no, by both stages; `nil` where it cannot be told.
  case stageAnswer(@Sendable (StageScale, _ real: UInt8, _ simulated: UInt8) -> Bool?)
  /// A number that follows from both stages; `nil` where there is none.
  case stageNumber(@Sendable (StageScale, _ real: UInt8, _ simulated: UInt8) -> Double?)
  /// The number of the turn.
  case turn
  case seriesName(@Sendable (CaseTable.Series) -> String)
  case seriesNumber(@Sendable (CaseTable.Series) -> Int)
  /// A name of the conversation that only the store knows.
  case conversation(ConversationQuery.Name)
  /// Yes where it holds for any review.
  case review(@Sendable (Review) -> Bool)
  /// Yes where it holds for the review of whoever reads; see ``ReviewIndex/reader``.
  case ownReview(@Sendable (Review) -> Bool)
  /// What any review says in its own words: they are searched; yes where there are some.
  case note(@Sendable (Review) -> String?)
  /// Names that reviews bring along.
  case reviewNames(@Sendable (Review) -> [String])
  /// A number that the record of the conversation has.
  case conversationNumber(any KeyPath<ConversationColumns, [UInt16]> & Sendable)
  /// What is told of the conversation as a whole.
  case conversationCode(ConversationCode)
  /// The faults of the simulated turn, or of any turn of a conversation.
  case faults
  /// Words of turns, in any of the scopes.
  case text([TextQuery.Scope])
  /// A profile field.
  case profile(String)

  /// Whether reviews tell it.
  var isOfReviews: Bool {
    switch self {
    case .review, .ownReview, .note, .reviewNames: true
    case .code, .eitherCode, .stratum, .stageAnswer, .stageNumber, .turn, .seriesName, .seriesNumber, .conversation,
      .conversationNumber, .conversationCode, .faults, .text, .profile:
      false
    }
  }

  var kind: FilterField.Kind {
    switch self {
    case .code, .eitherCode, .seriesName, .conversationCode, .faults: .label
    case .stratum, .stageAnswer, .review, .ownReview: .answer
    case .stageNumber, .turn, .seriesNumber, .conversationNumber: .number
    case .conversation, .reviewNames: .open
    case .note: .note
    case .text: .text
    case .profile: .profile
    }
  }

  /// The columns of codes that a value is looked up in.
  var columns: [ByteColumn] {
    switch self {
    case .code(let column): [column]
    case .eitherCode(let one, let other): [one, other]
    case .stratum, .stageAnswer, .stageNumber, .turn, .seriesName, .seriesNumber, .conversation, .conversationNumber,
      .conversationCode, .faults, .review, .ownReview, .note, .reviewNames, .text, .profile:
      []
    }
  }
}

extension Review {
  /// A turn that was passed over has no label.
  var isBlind: Bool { [blindReal, blindSimulated].contains { $0.map { !$0.isSkipped } ?? false } }
}
