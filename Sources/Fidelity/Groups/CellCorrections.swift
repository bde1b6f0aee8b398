import Cases
import Statistics

/// Corrects the p-values of all cells of a table of groups for their number.
struct CellCorrections {
  private enum Test: CaseIterable {
    case fisher, clustered, excess

    var path: WritableKeyPath<GroupReport.Cell, TestedHypothesis> {
      switch self {
      case .fisher: \.fisher
      case .clustered: \.clustered
      case .excess: \.excess
      }
    }
  }

  /// Where a cell stands.
  private struct Place {
    var group: Int
    var stratum: Int
    var cell: Int
  }

  let alpha: Double

  init(alpha: Double) { self.alpha = alpha }

  /// Fills in Holm's correction over the declared family and Benjamini and Hochberg's over all cells.
  func correct(_ groups: inout [GroupReport]) {
    for test in Test.allCases {
      let all = places(groups) { $0[keyPath: test.path].p.number != nil }
      let declared = places(groups) { $0.isDeclared && $0[keyPath: test.path].p.number != nil }
      for (place, p) in zip(
        all, adjusted(groups, all, test) { (p) throws(StatisticsError) in try benjaminiHochbergAdjusted(p) })
      {
        groups[place.group].strata[place.stratum].cells[place.cell][keyPath: test.path].benjaminiHochberg = p
      }
      for (place, p) in zip(
        declared, adjusted(groups, declared, test) { (p) throws(StatisticsError) in try holmAdjusted(p) })
      {
        groups[place.group].strata[place.stratum].cells[place.cell][keyPath: test.path].holm = p
      }
    }
  }

  func report(_ groups: [GroupReport], family: String, declared: [String]) -> MultiplicityReport {
    MultiplicityReport(
      family: family, declaredStages: declared, alpha: alpha, fisher: survivors(groups, \.fisher),
      clustered: survivors(groups, \.clustered), excess: survivors(groups, \.excess))
  }

  private func survivors(
    _ groups: [GroupReport], _ path: KeyPath<GroupReport.Cell, TestedHypothesis>
  ) -> MultiplicityReport.Survivors {
    let cells = groups.flatMap(\.strata).flatMap(\.cells)
    func count(_ p: (TestedHypothesis) -> Double?) -> Int {
      cells.count { cell in p(cell[keyPath: path]).map { $0 <= alpha } ?? false }
    }
    return MultiplicityReport.Survivors(
      tested: cells.count { $0[keyPath: path].p.number != nil }, uncorrected: count { $0.p.number },
      declared: cells.count { $0.isDeclared && $0[keyPath: path].p.number != nil }, holm: count { $0.holm?.number },
      benjaminiHochberg: count { $0.benjaminiHochberg?.number })
  }

  private func places(_ groups: [GroupReport], _ isWanted: (GroupReport.Cell) -> Bool) -> [Place] {
    var places: [Place] = []
    for (group, report) in groups.enumerated() {
      for (stratum, part) in report.strata.enumerated() {
        for (cell, value) in part.cells.enumerated() where isWanted(value) {
          places.append(Place(group: group, stratum: stratum, cell: cell))
        }
      }
    }
    return places
  }

  private func adjusted(
    _ groups: [GroupReport], _ places: [Place], _ test: Test,
    _ adjust: ([Double]) throws(StatisticsError) -> [Double]
  ) -> [Quantity] {
    let values = places.map {
      groups[$0.group].strata[$0.stratum].cells[$0.cell][keyPath: test.path].p.number ?? 1
    }
    do throws(StatisticsError) {
      return try adjust(values).map(Quantity.number)
    } catch {
      return values.map { _ in .reason(error.description) }
    }
  }
}
