import Statistics

/// What becomes of a verdict that is given together with those of other simulators or instruments.
public struct VerdictFamily: Sendable, Hashable {
  /// The verdicts that have a p.
  public var size: Int
  /// Holm's over them.
  public var p: Quantity
  /// Of the intervals.
  public var level: Double

  /// Whether the excess differs from the margin, whatever else was asked.
  public var isShown: Bool { p.number.map { $0 < AnalysisOptions.alpha(of: level) } ?? false }
}

extension FidelityReport {
  /// The reports with their verdicts as one family; one verdict alone is none.
  public static func asFamily(_ reports: [FidelityReport]) -> [FidelityReport] {
    let members = reports.indices.filter { reports[$0].contrast?.verdict?.p.number != nil }
    guard members.count > 1,
      let adjusted = try? holmAdjusted(members.compactMap { reports[$0].contrast?.verdict?.p.number })
    else { return reports }
    var reports = reports
    for (member, p) in zip(members, adjusted) {
      let family = VerdictFamily(size: members.count, p: .number(p), level: reports[member].level)
      reports[member].contrast?.verdict?.family = family
    }
    return reports
  }
}
