public import Cases
public import Fidelity
internal import Figures

/// What statistics are made of: an audit in memory with its store, or the joined kinds of many.
public protocol AnalysableAudit: Sendable {
  var table: CaseTable { get }
  /// What filters of this audit need.
  var context: FilterContext { get }
  /// The audit as lists show it: cases, or whole conversations where those are asked for or where there is no case.
  func listing(conversations: Bool) throws -> Self
  /// The options of an analysis that this audit can answer, blind labels included.
  func analysisOptions(series: CaseTable.Series, parts: AnalysisParts, filter: String?) -> AnalysisOptions
  /// Notes that the verdict of a report is shown.
  func note(_ report: FidelityReport)
}

extension AnalysableAudit {
  /// The rows that a filter in the filter language means, of every series.
  public func rows(matching text: String) throws(FilterError) -> RowSet {
    let context = context
    return try table.rows(matching: table.filter(parsing: text, in: context), in: context)
  }

  /// A filter on the command line.
  ///
  /// - Throws: ``CommandFailure`` that shows the place where the filter cannot be read.
  func filter(reading text: String) throws -> Filter {
    do throws(FilterError) {
      return try table.filter(parsing: text, in: context)
    } catch {
      throw CommandFailure(.usage, "the filter cannot be read\n\(error.rendering)")
    }
  }

  /// The rows that a filter on the command line means.
  ///
  /// - Throws: ``CommandFailure`` that shows the place where the filter cannot be read.
  public func rows(reading filter: String) throws -> RowSet {
    do throws(FilterError) {
      return try rows(matching: filter)
    } catch {
      throw CommandFailure(.usage, "the filter cannot be read\n\(error.rendering)")
    }
  }

  /// The simulator that stands beside one's own where none is named.
  func comparedSimulator(with series: CaseTable.Series) -> String? {
    table.series.first { $0.simulator != series.simulator && $0.instrument == series.instrument }?.simulator
  }
}
