public import Cases

/// How a blind review is opened.
public struct BlindRequest: Sendable, Hashable {
  public var reviewer: String
  /// `nil` for the last round.
  public var round: String?
  /// Whether what reviewers disagree on is to be settled.
  public var adjudicates: Bool

  public init(reviewer: String, round: String? = nil, adjudicates: Bool = false) {
    self.reviewer = reviewer
    self.round = round
    self.adjudicates = adjudicates
  }
}

/// A round as one reviewer has it: how many turns there are and what became of each, and nothing of where they come from.
public struct BlindRound: Sendable, Hashable {
  public enum Standing: Sendable, Hashable {
    case open, labelled, skipped
  }

  /// What is asked of every turn.
  public struct Question: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case stage, emotion, blocker, exit
    }

    public var kind: Kind
    public var values: [String]

    public init(_ kind: Kind, _ values: [String]) {
      self.kind = kind
      self.values = values
    }

    /// Whether it may be left unanswered; a turn without a stage is skipped.
    var isOptional: Bool { kind != .stage }
  }

  public var name: String
  public var request: BlindRequest
  /// Of each turn, in the reviewer's order.
  public var standings: [Standing]
  public var questions: [Question]

  public init(name: String, request: BlindRequest, standings: [Standing], questions: [Question]) {
    self.name = name
    self.request = request
    self.standings = standings
    self.questions = questions
  }

  func count(_ standing: Standing) -> Int { standings.count { $0 == standing } }

  /// The first open turn at or behind a place, or from the start again.
  func nextOpen(from place: Int) -> Int? {
    let later = standings.indices.filter { $0 >= place && standings[$0] == .open }
    return later.first ?? standings.firstIndex(of: .open)
  }

  /// The keys that answer: digits first; the letters left out do something else.
  static let keys = Array("123456789abdefhilmnoprtvwxyz")
  /// How many values of a question have a key.
  public static var mostValues: Int { keys.count }
}

/// A turn to be labelled with what was said before it, all of it shown alike whoever wrote it.
public struct BlindItem: Sendable, Hashable {
  /// Its number among the reviewer's.
  public var place: Int
  public var prefix: [Turn]
  public var text: String
  /// What the reviewer gave it before.
  public var given: BlindAnswer?
  /// What somebody who settles a disagreement may know: the labels that it is between.
  public var remarks: [String]

  public init(place: Int, prefix: [Turn], text: String, given: BlindAnswer? = nil, remarks: [String] = []) {
    self.place = place
    self.prefix = prefix
    self.text = text
    self.given = given
    self.remarks = remarks
  }
}

/// What a reviewer gives to a turn.
public struct BlindAnswer: Sendable, Hashable {
  /// By question; one that is not there was left unanswered.
  public var values: [BlindRound.Question.Kind: String]
  public var note: String?
  public var isSkipped: Bool

  public init(
    _ values: [BlindRound.Question.Kind: String] = [:], note: String? = nil, isSkipped: Bool = false
  ) {
    self.values = values
    self.note = note
    self.isSkipped = isSkipped
  }
}
