public import Cases
internal import Figures

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

  /// The series that is meant: the first that the options and the filter allow.
  ///
  /// - Throws: ``CommandFailure`` where the audit has no case, or no such series.
  public func series(in audit: some AnalysableAudit) throws -> CaseTable.Series {
    let all = audit.table.series
    guard !all.isEmpty else {
      let step = NextStep(audit.table)
      throw CommandFailure(
        .badData, "the audit has no case: no simulated turn is labelled", remedy: step.map(\.sentence) ?? "")
    }
    if audit.table.listsConversations, namesSeries {
      throw CommandFailure(
        .usage, "whole conversations have no simulator, instrument or draw",
        remedy: "leave --simulator, --instrument and --draw out")
    }
    if audit.table.listsConversations { return .conversations }
    let known = all.map { "\($0.simulator) / \($0.instrument) / draw \($0.draw)" }.joined(separator: ", ")
    let named = all.filter(means)
    guard !named.isEmpty else {
      throw CommandFailure(
        .usage, "no case has this simulator, instrument and draw", remedy: "choose one of \(known)")
    }
    let filter = try audit.filter(reading: filter)
    guard let found = named.first(where: filter.allows) else {
      throw CommandFailure(
        .usage,
        namesSeries
          ? "the filter and the options --simulator, --instrument and --draw mean different cases"
          : "no simulator, instrument and draw fit the filter together", remedy: "choose one of \(known)")
    }
    return found
  }

  /// What a receipt is about: the series that is meant, or, where no simulated turn is labelled, the simulator of whole
  /// conversations.
  ///
  /// - Throws: ``CommandFailure`` as ``series(in:)``.
  func subject(in audit: LoadedAudit) throws -> CaseTable.Series {
    let whole = audit.table.whole
    guard audit.table.series.isEmpty, !whole.isEmpty else { return try series(in: audit) }
    let known = whole.speakers
    guard let found = simulator.map({ name in known.first { $0 == name } }) ?? known.first else {
      throw CommandFailure(
        .usage, "no whole conversation has this simulator", remedy: "choose one of \(known.joined(separator: ", "))")
    }
    if !filter.isEmpty {
      throw CommandFailure(
        .usage, "without cases a receipt is about all conversations of its simulator", remedy: "leave the filter out")
    }
    if instrument != nil || draw != nil {
      throw CommandFailure(
        .usage, "no simulated turn is labelled: whole conversations have no instrument or draw",
        remedy: "leave --instrument and --draw out")
    }
    return CaseTable.Series(simulator: found, instrument: "", draw: 0)
  }

  /// The simulator that is named, where it has whole conversations and no case, or where conversations are listed.
  ///
  /// - Throws: ``CommandFailure`` where the audit has whole conversations and nothing of such a simulator, or where an
  ///   instrument or a draw is named too.
  func speaker(in audit: some AnalysableAudit) throws -> String? {
    let (table, speakers) = (audit.table, audit.table.whole.speakers)
    guard let simulator, !speakers.isEmpty else { return nil }
    let ofCases = table.listsConversations ? [] : Set(table.series.map(\.simulator)).sorted()
    if ofCases.contains(simulator) { return nil }
    guard speakers.contains(simulator) else {
      let known = ofCases + speakers.filter { !ofCases.contains($0) }
      throw CommandFailure(
        .usage, "no \(ofCases.isEmpty ? "" : "case and no ")whole conversation is of the simulator \"\(simulator)\"",
        remedy: "choose one of \(known.joined(separator: ", "))")
    }
    if instrument != nil || draw != nil {
      throw CommandFailure(
        .usage, "\(simulator) speaks in whole conversations alone, which have no instrument or draw",
        remedy: "leave --instrument and --draw out")
    }
    return simulator
  }

  /// Every series that is meant: of each simulator as each instrument labelled it the draw that was said, else draw 0.
  func everySeries(in audit: some AnalysableAudit) throws -> [CaseTable.Series] {
    var choice = self
    choice.draw = draw ?? 0
    let filter = try audit.filter(reading: filter)
    let found = audit.table.series.filter { choice.means($0) && filter.allows($0) }
    return found.isEmpty ? [try series(in: audit)] : found
  }

  /// The rows that are meant, of one series.
  ///
  /// - Parameter anySeries: Whether the rows of all series are meant where none is named.
  public func rows(of audit: LoadedAudit, anySeries: Bool = false) throws -> RowSet {
    var rows = try audit.rows(reading: filter)
    if anySeries, !namesSeries { return rows }
    if let number = audit.number(of: try series(in: audit)) {
      rows.formIntersection(audit.table.rows(ofSeries: number))
    }
    return rows
  }
}
