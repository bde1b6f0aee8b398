/// The values that a filter may give to a field, beside those of the audit's dictionaries.
public enum FilterValue {
  /// Nothing was labelled or is known. A dictionary's own value of this name comes first.
  public static let missing = "missing"
  /// The same as ``missing``, where no dictionary has a value "none".
  public static let none = "none"
  /// A stage where there was no reply.
  public static let noReply = "no-reply"
  /// An outcome that is not known, or none that the audit names.
  public static let unknown = "unknown"
  public static let yes = "yes"
  public static let no = "no"
}

extension CaseTable {
  /// The values that `field` can have, in the order of its dictionary: what the audit names, then the marks.
  ///
  /// Empty for numbers, words, and names that only the store knows.
  public func values(of field: FilterField, in context: FilterContext) -> [String] {
    let names = names(of: field)
    switch source(of: field) {
    case .code(let column), .eitherCode(let column, _): return names + column.marks
    case .profile: return names + [FilterValue.missing]
    case .faults: return names.isEmpty ? [] : names + [FilterValue.none]
    case .conversationCode(.endedBy), .conversationCode(.lastAct), .conversationCode(.outcomeSource):
      return names.isEmpty ? [] : names + [FilterValue.missing]
    case .reviewNames(let ofReview):
      return Set(context.reviews.byRow.values.joined().flatMap(ofReview)).sorted() + [FilterValue.none]
    case .stratum, .stageAnswer, .stageNumber, .turn, .seriesName, .seriesNumber, .conversation, .conversationNumber,
      .conversationCode, .review, .ownReview, .note, .text:
      return names
    }
  }

  /// The values that the audit itself names.
  func names(of field: FilterField) -> [String] {
    switch source(of: field) {
    case .code(let column), .eitherCode(let column, _): column.dictionary(in: self)
    case .seriesName(let name): series.map(name).uniqued()
    case .seriesNumber(let number): Set(series.map(number)).sorted().map(String.init)
    case .conversationCode(let code): code.values(in: self)
    case .faults: pairs.faults.isEmpty ? [] : Fault.allCases.map(\.rawValue)
    case .profile: profileColumn(of: field)?.values ?? []
    case .stageAnswer(let answer): canTell(answer) ? [FilterValue.yes, FilterValue.no] : []
    case .stratum, .review, .ownReview, .note: [FilterValue.yes, FilterValue.no]
    case .stageNumber, .turn, .conversation, .conversationNumber, .reviewNames, .text: []
    }
  }

  /// Whether any two stages of this audit have an answer.
  func canTell(_ answer: (StageScale, _ real: UInt8, _ simulated: UInt8) -> Bool?) -> Bool {
    let scale = StageScale(description.schema)
    return scale.codes.contains { real in scale.codes.contains { answer(scale, real, $0) != nil } }
  }

  /// Whether the table has what a field looks at: conversations have no stage, and profiles not every field.
  public func has(_ field: FilterField) -> Bool {
    if listsConversations ? !field.tellsConversations : !field.tellsCases { return false }
    switch source(of: field) {
    case .conversationCode, .faults: return !names(of: field).isEmpty
    default: break
    }
    guard case .profile(let name) = field else { return true }
    return profileColumn(of: field) != nil || furtherFields.contains(name)
  }

  /// What a field says of conversations, coded; `nil` where it is no column of them.
  func conversationColumn(of field: FilterField) -> ProfileColumn? {
    if case .conversationCode(let code) = source(of: field) { return code.column(of: self) }
    return profileColumn(of: field)
  }

  func profileColumn(of field: FilterField) -> ProfileColumn? {
    guard case .profile(let name) = field else { return nil }
    return conversations.profile.first { $0.name == name }
  }
}

extension Sequence where Element: Hashable {
  /// The distinct elements, in order of first appearance.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
