public import Cases
internal import Interchange
internal import Receipt
public import Report

extension CaseExporting {
  /// Computes the report that a command asks for: the figures of all that the filter means, and cases among them.
  ///
  /// - Parameters:
  ///   - flagged: Whether only flagged cases are shown.
  ///   - limit: The most cases to show; `nil` for ten, or for all that are flagged.
  public func report(
    _ choice: CaseChoice, flagged: Bool, limit: Int?, settings: AnalysisSettings
  ) async throws -> ReportContent {
    let options = try settings.options(for: try choice.series(in: audit), in: audit, filter: choice.filter)
    let request = ReportRequest(
      try audit.rows(reading: choice.filter), flagged: flagged ? audit.flagged : nil,
      limit: limit ?? (flagged ? nil : 10), options: options, of: audit)
    return try await request.made(of: audit, privacy: privacy)
  }

  /// Hands out the bytes of a report: Markdown, or else a page of HTML.
  public func writeReport(_ report: ReportContent, format: ExportFormat, to write: ([UInt8]) throws -> Void) throws {
    var content = report
    if format == .markdown {
      let text = MarkdownReport(content).text(receipt: content.receipt?.markdown)
      try write(Array(text.beforeCases.utf8))
      try self.write(content.cases, format: .markdown, hasHeading: false, to: write)
      try write(Array(text.behindCases.utf8))
      return
    }
    content.reviews = reviews(of: content.cases)
    let page = ReportPage(content)
    if privacy.isRedacted {
      try page.write(from: RedactedCases(audit.store, tally: tally), to: write)
    } else {
      try page.write(from: audit.store, to: write)
    }
  }
}
