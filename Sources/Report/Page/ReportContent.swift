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

  /// What the audit is called.
  public var title: String { description.title ?? description.name }
}
