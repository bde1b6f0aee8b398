public import Cases

/// Which cases a command speaks of: a filter, and a series by as much of its name as was said.
public struct CaseChoice: Sendable, Hashable {
  /// In the filter language; empty for everything.
  public var filter: String
  /// `nil` for the first of the audit that fits the rest, as with the two below.
  public var simulator: String?
  public var instrument: String?
  public var draw: Int?

  public init(filter: String = "", simulator: String? = nil, instrument: String? = nil, draw: Int? = nil) {
    self.filter = filter
    self.simulator = simulator
    self.instrument = instrument
    self.draw = draw
  }

  private var namesSeries: Bool { simulator != nil || instrument != nil || draw != nil }

  private func means(_ series: CaseTable.Series) -> Bool {
    (simulator ?? series.simulator) == series.simulator && (instrument ?? series.instrument) == series.instrument
      && (draw ?? series.draw) == series.draw
  }

  /// The series that is meant.
  ///
  /// - Throws: ``CommandFailure`` where the audit has no case, or no such series.
  public func series(in table: CaseTable) throws -> CaseTable.Series {
    let all = table.series
    guard !all.isEmpty else {
      throw CommandFailure(
        .badData, "the audit has no case: no simulated turn is labelled",
        remedy: "import simulations and labels, or run walkaway simulate and walkaway label")
    }
    guard let found = all.first(where: means) else {
      let known = all.map { "\($0.simulator) / \($0.instrument) / draw \($0.draw)" }.joined(separator: ", ")
      throw CommandFailure(
        .usage, "no case has this simulator, instrument and draw", remedy: "choose one of \(known)")
    }
    return found
  }

  /// Every series that is meant: of each simulator as each instrument labelled it the draw that was said, else draw 0.
  func everySeries(in table: CaseTable) throws -> [CaseTable.Series] {
    var choice = self
    choice.draw = draw ?? 0
    let found = table.series.filter(choice.means)
    return found.isEmpty ? [try series(in: table)] : found
  }

  /// The rows that are meant, of one series.
  ///
  /// - Parameter anySeries: Whether the rows of all series are meant where none is named.
  public func rows(of audit: LoadedAudit, anySeries: Bool = false) throws -> RowSet {
    var rows = try audit.rows(reading: filter)
    if anySeries, !namesSeries { return rows }
    if let number = audit.number(of: try series(in: audit.table)) {
      rows.formIntersection(audit.table.rows(ofSeries: number))
    }
    return rows
  }
}
