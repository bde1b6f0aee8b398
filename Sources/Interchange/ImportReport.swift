public import Cases

/// What became of every row of an import.
public struct ImportReport: Sendable, Hashable, Codable {
  public struct Counts: Sendable, Hashable, Codable {
    /// Lines that hold something.
    public var read = 0
    /// Rows that are in the store now and were not before.
    public var stored = 0
    /// Rows that the store had already.
    public var unchanged = 0
    /// Conversations that the store had without an outcome, and has with it now.
    public var completed = 0
    /// Rows of turns that were dropped after the outcome.
    public var dropped = 0
    public var refused = 0
    /// Rows of which the store held other content: replaced or left, as ``ImportReport/choice`` says.
    public var differing = 0

    public init() {}
  }

  public var conversations = Counts()
  /// Whole conversations in which a simulator spoke as the user; `nil` where there are none.
  public var simulatedConversations: Counts?
  public var simulations = Counts()
  public var labels = Counts()
  public var reviews = Counts()
  /// What was left out of other programs' files on purpose, by what it is; behind ``noted`` what came in in a way that
  /// has to be told.
  public var leftOut: [String: Int] = [:]
  /// Turns dropped because they lie after the outcome, and the conversations that they were cut from.
  public var droppedTurns = 0
  public var cutConversations = 0
  /// Conversations whose outcome is none of the audit's, by what it says; empty where it says nothing.
  public var unknownOutcomes: [String: Int] = [:]
  /// The outcome of the audit that one of them probably means.
  public var meantOutcomes: [String: String] = [:]
  /// Simulated turns whose text is the words that their simulator has for silence.
  public var silentWords = 0
  /// Conversations whose id is a number and was taken as its text.
  public var numericIDs = 0
  /// U+0000 that became U+FFFD.
  public var replacedNuls = 0
  /// Credentials that were left out, and where the first of them stood.
  public var credentials = 0
  public var credentialPlaces: [String] = []
  /// How many rows were refused for each reason, by ``Refusal/Reason/rawValue``.
  public var refusedByReason: [String: Int] = [:]
  /// The first refused rows, by file and line. All are counted.
  public var refusals: [Refusal] = []
  /// The first rows of which the store held other content, by file and line. All are counted.
  public var contradictions: [Refusal] = []
  public var choice = ContradictionChoice.ask
  /// What became of what the store held before; `nil` for a new one.
  public var changes: StoreChanges?
  /// Bytes of JSON lines as they lie on the disk.
  public var bytes = 0

  public init() {}

  public var refused: Int { all.reduce(0) { $0 + $1.refused } }

  public var differing: Int { all.reduce(0) { $0 + $1.differing } }

  /// Whether the bundle contradicts what the store held, so that somebody has to choose.
  public var isContradiction: Bool { differing + (changes?.gone ?? 0) > 0 }

  /// Whether the store is as it was before.
  public var changedNothing: Bool {
    all.allSatisfy { $0.stored + $0.completed == 0 }
      && (choice == .keep || !isContradiction) && changes?.auditKeys.isEmpty != false
  }

  /// Whether not a single row could be taken, of those that there are.
  public var isAllRefused: Bool {
    refused > 0 && refused == all.reduce(0) { $0 + $1.read }
  }

  /// Begins the names of what came in all the same.
  public static let noted = "noted: "

  /// One entry of ``leftOut`` for people.
  public static func line(_ what: String, _ count: Int) -> String {
    "\(what.hasPrefix(noted) ? "" : "left out: ")\(what): \(count)"
  }

  /// The refused rows for people: how many for each reason, then the first of them.
  public func refusalText(lines: Int) -> String {
    guard refused > 0 else { return "" }
    var text = "refused, by reason:\n"
    let reasons = refusedByReason.map { (title: Refusal.Reason(rawValue: $0.key)?.title ?? $0.key, count: $0.value) }
    for reason in reasons.sorted(by: { ($1.count, $0.title) < ($0.count, $1.title) }) {
      text += "  \(reason.count)  \(reason.title)\n"
    }
    for refusal in refusals.prefix(lines) { text += "  \(refusal)\n" }
    // What belongs to a refused row is counted above, and told with it.
    let counted = Refusal.Reason.allCases.filter(\.isToldBefore).reduce(0) {
      $0 + refusedByReason[$1.rawValue, default: 0]
    }
    let left = refused - counted - min(lines, refusals.count)
    if left > 0 { text += "  … and \(left) more\n" }
    return text
  }
}

/// How far an import is.
public struct ImportProgress: Sendable, Hashable {
  public enum Phase: Sendable, Hashable {
    /// Another process writes to the store.
    case waiting
    /// Reading the files.
    case reading
    /// Making what the store answers from: indexes and the case table.
    case finishing
  }

  public var phase: Phase
  /// Bytes of the files, as they lie on the disk.
  public var bytesDone: Int
  public var bytesTotal: Int
  public var rows: Int

  public init(phase: Phase, bytesDone: Int, bytesTotal: Int, rows: Int) {
    self.phase = phase
    self.bytesDone = bytesDone
    self.bytesTotal = bytesTotal
    self.rows = rows
  }
}

/// How strictly an import goes about its rows.
public struct ImportOptions: Sendable, Hashable {
  /// Whether the first refused row stops the import with nothing imported.
  public var isStrict: Bool
  /// How many refused rows the report tells one by one.
  public var detailLimit: Int
  /// The longest line that is read, in bytes.
  public var maximumLineLength: Int
  /// What becomes of what the store holds otherwise.
  public var terms = ImportTerms()

  /// How many bytes may come out of one packed file; what is plausible for its size where it is `nil`.
  public var maximumExpanded: Int?
  /// Whether U+0000 in a text becomes U+FFFD; its row is refused otherwise.
  public var replacesNul: Bool

  public init(
    isStrict: Bool = false, detailLimit: Int = 1000, maximumLineLength: Int = 64 << 20, maximumExpanded: Int? = nil,
    replacesNul: Bool = false
  ) {
    self.isStrict = isStrict
    self.detailLimit = detailLimit
    self.maximumLineLength = maximumLineLength
    self.maximumExpanded = maximumExpanded
    self.replacesNul = replacesNul
  }
}
