/// The lists that a turn's words are told by: the sections of the files in `Conduct/Words`.
enum WordList: UInt32, CaseIterable, Sendable {
  case closing
  /// A closing that leaves, as no mere thanks does.
  case goodbye
  /// Tells of thanks or a goodbye, or of what there is thanks to.
  case told
  /// Says that nothing more is wanted.
  case finished
  /// Words of an agent who asks whether anything more is.
  case furtherHelp
  case greeting, refusal, delay
  /// Says that it turns to another matter.
  case topic
  case agreement
  /// "Okay", which agrees where little else is said.
  case assent
  /// What leaves a yes open: a request, a question without a mark.
  case unsettled
  /// "But", after which what is meant comes.
  case reservation
  /// Words of somebody who asks.
  case question
  /// Words of an agent to whom "okay" is no answer.
  case asks
  /// What only an agent says.
  case agent
  case roleLabel
  case modelRefusal
  case reasoning, stage, silence, filler, placeholder
  /// How a place ends that nobody filled, within a sentence.
  case placeholderEnd
  case unfinished, control
  /// Common words, of which there are many: they are counted, and their places not kept.
  case english, foreign

  /// The list whose section has this name.
  init?(section name: Substring) {
    guard let list = WordList.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = list
  }
}

/// Which lists a turn's words are in.
struct WordListSet: OptionSet, Sendable {
  var rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ list: WordList) { rawValue = 1 << list.rawValue }

  func contains(_ list: WordList) -> Bool { contains(WordListSet(list)) }
}

/// A phrase of a list where it was found.
struct PhraseHit: Sendable {
  var list: WordList
  /// In the UTF-8 of the text.
  var range: Range<Int>
}
