internal import Cases
internal import CellGrid
internal import Fidelity
public import Figures
internal import Interchange
internal import JSON
public import Text

/// The statistics that a command asks for, and how they leave it.
public struct StatisticsReports: Sendable {
  public let reports: [ReportFigures]
  private let isList: Bool

  /// Computes them.
  ///
  /// - Parameter ofEverySeries: Every simulator as every instrument labelled it, as far as the choice leaves them open.
  public init(
    _ choice: CaseChoice, settings: AnalysisSettings, ofEverySeries: Bool, in audit: some AnalysableAudit
  ) async throws {
    isList = ofEverySeries
    if let speaker = try choice.speaker(in: audit) {
      reports = [try await StatisticsReports.whole(of: speaker, choice, settings: settings, in: audit)]
      return
    }
    // The filter alone: the series is the analysis's own choice.
    let rows = try audit.rows(reading: choice.filter)
    let series = ofEverySeries ? try choice.everySeries(in: audit) : [try choice.series(in: audit)]
    var reports: [FidelityReport] = []
    for series in series {
      let options = try settings.options(for: series, in: audit, filter: choice.filter)
      let report = try await FidelityAnalysis(table: audit.table, rows: rows, options: options).report()
      audit.note(report)
      reports.append(report)
    }
    self.reports = FidelityReport.asFamily(reports).map { ReportFigures($0, audit.table.description.schema) }
  }

  /// What whole conversations alone tell of a simulator that has no case; a filter means conversations.
  private static func whole(
    of speaker: String, _ choice: CaseChoice, settings: AnalysisSettings, in audit: some AnalysableAudit
  ) async throws -> ReportFigures {
    let listed = try audit.listing(conversations: true)
    let rows = try listed.rows(reading: choice.filter)
    var options = try settings.options(for: .conversations, in: listed, filter: choice.filter)
    options.simulator = speaker
    options.parts = .whole
    let report = try await FidelityAnalysis(table: listed.table, rows: rows, options: options).report()
    audit.note(report)
    return ReportFigures(report, listed.table.description.schema)
  }

  /// One object, or an array where every series was asked for.
  public var json: String {
    let trees = reports.map(\.tree)
    return (isList ? JSONValue.array(trees) : trees[0]).json() + "\n"
  }

  /// Tidy rows: one number a row.
  public func csv(_ form: CSVForm = CSVForm()) -> String {
    let rows = reports.flatMap { figures in
      figures.tidyRows.map {
        $0.fields(simulator: figures.report.simulator, instrument: figures.report.instrument)
      }
    }
    let lines = ([TidyRow.header] + rows).map {
      $0.map { CSVText.quoted($0, allowsNumbers: true, guarding: form.guarding) }.joined(separator: ",") + "\r\n"
    }
    return (form.hasMark ? String(decoding: CSVForm.mark, as: UTF8.self) : "") + lines.joined()
  }

  public var text: String {
    shownLines(ReportFigures.familyText(reports) { DisplayWidth.of($0) })
      + reports.map { figures in shownLines(figures.text { DisplayWidth.of($0) }) }.joined()
  }
}
