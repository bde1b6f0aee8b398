public import Cases
public import Fidelity
public import Receipt

/// Everything that a report shows beside the texts of its cases.
public struct ReportContent: Sendable {
  /// The audit; its profile values are shown as they are here.
  public var table: CaseTable
  public var figures: FidelityReport
  /// `nil` where none was made; the report says so.
  public var receipt: Receipt?
  public var reviews: ReviewIndex
  /// Rows of the table, in the order in which they are shown.
  public var cases: [Int]
  /// Which cases they are, in words: "the 12 flagged cases".
  public var casesAre: String
  /// Whether the words of turns, signals, rationales and profiles are shown.
  public var hasTexts: Bool
  /// What was masked, in words; `nil` where nothing was.
  public var privacyNote: String?
  /// The program with its version.
  public var program: String
  /// RFC 3339.
  public var madeAt: String

  public init(
    table: CaseTable, figures: FidelityReport, receipt: Receipt? = nil, reviews: ReviewIndex, cases: [Int],
    casesAre: String, hasTexts: Bool = true, privacyNote: String? = nil, program: String, madeAt: String
  ) {
    self.table = table
    self.figures = figures
    self.receipt = receipt
    self.reviews = reviews
    self.cases = cases
    self.casesAre = casesAre
    self.hasTexts = hasTexts
    self.privacyNote = privacyNote
    self.program = program
    self.madeAt = madeAt
  }

  var description: AuditDescription { table.description }
  var looks: StageLooks { StageLooks(description.schema) }

  /// What the audit is called.
  public var title: String { description.title ?? description.name }

  /// The name of a stratum.
  func name(ofStratum id: String) -> String {
    description.outcome.strata.first { $0.id == id }?.label ?? id
  }
}

extension FidelityReport {
  /// Conversations with labelled pairs, over all strata.
  var conversations: Int { strata.compactMap(\.conversations).reduce(0, +) }

  /// "137 conversations, 1,540 labelled pairs, draw 0"
  var basis: [String] {
    var basis = [
      NumberText.counted(conversations, "conversation"), NumberText.counted(account.labelled, "labelled pair"),
      draws.description,
    ]
    if let units, units != conversations { basis.append("\(NumberText.counted(units, "customer")) as units") }
    return basis
  }

  /// What shares and depths leave out.
  var leftOut: String? {
    let parts = [
      (account.unlabelled, "without a label"), (account.realSilent, "the person never answered"),
      (account.simulatedSilent, "the simulator stayed silent"), (account.bothSilent, "neither answered"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
    return parts.isEmpty ? nil : "Left out of stages and depths: " + parts.joined(separator: ", ") + "."
  }
}

extension StratumReport {
  var name: String { label ?? id }

  /// Stages from shallow to deep.
  var stagesByDepth: [ShareRow] { stages.sorted { ($0.depth ?? 0) < ($1.depth ?? 0) } }

  /// "181 conversations, 540 pairs"
  var basis: String {
    let pairs = NumberText.counted(self.pairs, "pair")
    return conversations.map { "\(NumberText.counted($0, "conversation")), \(pairs)" } ?? pairs
  }
}

extension FloorReport.Reference {
  /// What it knows, in words.
  var knows: String {
    switch self {
    case .position: "position"
    case .previousStage: "position and previous stage"
    case .action: "position, previous stage and action"
    case .placebo: "real turns of other people"
    }
  }
}

extension FloorVerdict {
  var sentence: String {
    switch finding {
    case .above:
      "The simulator is further from the outcome than a reference that knows \(reference.knows): an excess is shown."
    case .notShown:
      "No excess over a reference that knows \(reference.knows) is shown. That is not the same as showing that there is none."
    case .below: "The simulator follows the outcome better than a reference that knows \(reference.knows) can."
    }
  }
}
