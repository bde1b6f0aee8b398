public import Cases
public import Fidelity

/// Everything that a receipt is made of. Whoever has the audit fills it in; nothing here reads a file or a clock.
public struct ReceiptInput: Sendable {
  /// A simulator or an instrument as it was run, where the program ran it.
  public struct Definition: Sendable, Hashable {
    public var model: String?
    public var prompt: String?
    /// Name and value of every sampling setting, such as `("temperature", "0.7")`.
    public var sampling: [ReceiptSimulator.Setting]
    public var profileFields: [String]?
    public var maySilent: Bool?
    /// What came back when it was asked.
    public var answers: ReceiptAnswers?

    public init(
      model: String? = nil, prompt: String? = nil, sampling: [ReceiptSimulator.Setting] = [],
      profileFields: [String]? = nil, maySilent: Bool? = nil, answers: ReceiptAnswers? = nil
    ) {
      self.model = model
      self.prompt = prompt
      self.sampling = sampling
      self.profileFields = profileFields
      self.maySilent = maySilent
      self.answers = answers
    }
  }

  /// Answers of the instrument that could not be read.
  public struct Invalid: Sendable, Hashable {
    /// "real" or "simulated".
    public var source: String
    public var invalid: Int
    public var of: Int

    public init(source: String, invalid: Int, of: Int) {
      self.source = source
      self.invalid = invalid
      self.of = of
    }
  }

  public var description: AuditDescription
  /// The text of `audit.json`, for keys that ``description`` does not hold.
  public var auditJSON: String
  public var options: AnalysisOptions
  /// The complete report of ``options``.
  public var report: FidelityReport
  public var digests: RecordDigests
  public var account: ReceiptAccount
  /// How the conversations were sampled, and the counts of the plan, where the program planned the probes.
  public var plan: (sampling: String, counts: [ReceiptConversations.Count])?
  public var simulator: Definition?
  public var instrument: Definition?
  /// `nil` where the program did not label, so that nobody knows.
  public var invalid: [Invalid]?
  /// Other distinct verdicts that were looked at in the store before.
  public var looks = 0
  public var program: ReceiptProgram

  public init(
    description: AuditDescription, auditJSON: String, options: AnalysisOptions, report: FidelityReport,
    digests: RecordDigests, account: ReceiptAccount, program: ReceiptProgram
  ) {
    self.description = description
    self.auditJSON = auditJSON
    self.options = options
    self.report = report
    self.digests = digests
    self.account = account
    self.program = program
  }
}

/// What the columns of an audit say of its conversations and of the pairs that a receipt is about.
public struct ReceiptAccount: Sendable, Hashable {
  /// Real conversations, of known outcome or not.
  public var stored: Int
  /// Conversations of every stratum.
  public var conversations: [Int]
  /// Those that can be probed at all: with a user turn after the opening one, or unanswered where exits are probed.
  public var eligible: Int
  /// Those with at least one selected pair.
  public var probed: Int
  /// Selected pairs of every position.
  public var positions: [Int]
  /// The draws that the simulator has.
  public var draws: Int
  /// Whether customers tie several conversations together.
  public var hasCustomers: Bool

  /// - Parameter rows: The rows of the filter; those of other series do not count.
  public init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    stored = table.realConversations
    conversations = table.description.outcome.strata.indices.map { stratum in
      table.conversations.stratum.count { Int($0) == stratum }
    }
    let columns = table.conversations
    let probesExits = table.description.probes?.exitProbe ?? false
    eligible = columns.userTurns.indices.count { index in
      columns.userTurns[index] >= 2
        || (probesExits && columns.isAbandoned.indices.contains(index) && columns.isAbandoned[index] == 1)
    }
    let series = table.series.map { series in
      guard series.simulator == options.simulator, series.instrument == options.instrument else { return false }
      if case .single(let draw) = options.draws { return series.draw == draw }
      return true
    }
    var positions = Array(repeating: 0, count: table.positions.names.count)
    var (probed, last) = (0, -1)
    var turn: UInt16?
    if rows.capacity == table.count {
      rows.forEach { row in
        guard series[Int(table.pairs.series[row])] else { return }
        if last != Int(table.pairs.conversation[row]) {
          last = Int(table.pairs.conversation[row])
          probed += 1
          turn = nil
        }
        // A probe with several draws is one pair.
        if turn != table.pairs.turn[row] { positions[Int(table.pairs.position[row])] += 1 }
        turn = table.pairs.turn[row]
      }
    }
    self.probed = probed
    self.positions = positions
    draws = Set(table.series.filter { $0.simulator == options.simulator }.map(\.draw)).count
    hasCustomers = table.conversations.clusterCount < table.conversations.count
  }
}
