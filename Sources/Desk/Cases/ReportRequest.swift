internal import AuditStore
internal import Cases
internal import Explorer
internal import Fidelity
internal import Interchange
internal import Receipt
internal import Report

internal import enum Text.NumberText

/// Which figures and which cases a report shows.
struct ReportRequest {
  /// Rows whose figures are computed.
  var rows: RowSet
  var options: AnalysisOptions
  /// Rows of the cases that are shown side by side, in that order.
  var cases: [Int]
  /// Which cases they are, in words.
  var casesAre: String

  /// What a command asks for: the figures of all that the filter means, the cases among them that are wanted.
  ///
  /// - Parameters:
  ///   - limit: The most cases to show, chosen over the kinds of error; all of them, the worst first, without it.
  init(_ rows: RowSet, flagged: RowSet?, limit: Int?, options: AnalysisOptions, of audit: LoadedAudit) {
    self.rows = rows
    self.options = options
    let series = CaseTable.Series(
      simulator: options.simulator, instrument: options.instrument, draw: ReportRequest.draw(of: options))
    var candidates = audit.number(of: series).map { audit.table.rows(ofSeries: $0) } ?? RowSet(capacity: rows.capacity)
    candidates.formIntersection(rows)
    if let flagged { candidates.formIntersection(flagged) }
    let order = audit.table.order(of: candidates, by: .worstFirst, reviews: audit.reviews).map { Int($0) }
    let isChosen = (limit ?? order.count) < order.count
    let chosen =
      isChosen
      ? ErrorKinds(audit.table.pairs, audit.table.description.schema).chosen(limit ?? 0, of: order)
      : (rows: order, words: "")
    cases = chosen.rows
    if audit.table.listsConversations {
      cases = []
      casesAre = "There are none: walkaway export --format markdown writes the conversations themselves."
      return
    }
    let kind = flagged == nil ? "" : "flagged "
    casesAre =
      isChosen
      ? "\(NumberText.grouped(cases.count)) of \(NumberText.counted(order.count, kind + "case")), by turns of every kind "
        + "of error, the worst of each first \(chosen.words.isEmpty ? "" : "(\(chosen.words))"); --cases N shows more."
      : "\(NumberText.counted(cases.count, kind + "case")), the worst first."
    casesAre += " \(series.simulator) as \(series.instrument) labelled it, draw \(series.draw)."
    if var others = flagged {
      others.formIntersection(rows)
      let missing = audit.table.oncePerCase(others).count - order.count
      if missing > 0 {
        casesAre +=
          " \(NumberText.counted(missing, "flagged case")) of other simulators or draws: see --simulator, --draw."
      }
    }
  }

  /// The most cases that the explorer puts into a page: what a browser still shows at once.
  static let pageLimit = 1_000

  /// What the explorer's dialog asks for: the cases as they are shown, or the flagged ones of every simulator.
  init(_ scope: ExportRequest.Scope, _ cases: [Int], of audit: LoadedAudit) throws {
    self.cases = Array(cases.prefix(ReportRequest.pageLimit))
    let count =
      cases.count > ReportRequest.pageLimit
      ? "The first \(NumberText.grouped(ReportRequest.pageLimit)) of \(NumberText.grouped(cases.count)) "
      : "\(NumberText.grouped(cases.count)) "
    switch scope {
    case .shown(let query):
      rows = try audit.table.rows(matching: query.filter, in: audit.context)
      options = audit.analysisOptions(of: query)
      casesAre = count + "cases, as the explorer showed them."
    case .flagged:
      rows = try audit.rows(matching: "")
      guard let first = cases.first else { throw CommandFailure(.badData, "nothing is flagged") }
      options = audit.analysisOptions(series: audit.table.series[Int(audit.table.pairs.series[first])])
      casesAre = count + "flagged cases, of every simulator."
    }
  }

  private static func draw(of options: AnalysisOptions) -> Int {
    if case .single(let draw) = options.draws { draw } else { 0 }
  }

  /// The report's content with its figures computed, and the receipt for them.
  func made(of audit: LoadedAudit, privacy: ExportPrivacy) async throws -> ReportContent {
    let madeAt = ClockText.now()
    let figures = try await FidelityAnalysis(table: audit.table, rows: rows, options: options).report()
    // A report of its own: whoever verifies it computes exactly this one.
    // What no simulator answered has none.
    let receipt =
      audit.table.listsConversations
      ? nil : try await ReceiptMaking(audit: audit).receipt(ReceiptMethod(options), issuedAt: madeAt)
    var notes: [String] = []
    if privacy.isRedacted {
      notes.append(
        "Profile values, phone numbers, e-mail addresses, links, accounts, birth dates, licence plates, coordinates and long "
          + "digit runs are masked.")
    }
    if privacy.isWithoutText { notes.append("Labels and reviews alone: the words of the conversations are left out.") }
    return ReportContent(
      table: audit.table, figures: figures, receipt: receipt, reviews: audit.reviews, cases: cases, casesAre: casesAre,
      hasTexts: !privacy.isWithoutText, privacyNote: notes.isEmpty ? nil : notes.joined(separator: " "),
      program: "walkaway \(ProgramVersion.text)", madeAt: madeAt)
  }
}
