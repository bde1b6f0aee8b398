import Cases

/// The series of a table that one simulator–instrument combination under a draw rule consists of.
struct SeriesSelection: Sendable, Hashable {
  /// Whether the series of that number belongs to it.
  let contains: [Bool]

  init(_ table: CaseTable, simulator: String, instrument: String, draws: DrawRule) {
    contains = table.series.map { series in
      guard series.simulator == simulator, series.instrument == instrument else { return false }
      switch draws {
      case .single(let draw): return series.draw == draw
      case .mean: return true
      }
    }
  }

  /// The rows of `rows` that belong to it.
  func rows(_ rows: RowSet, of table: CaseTable) -> RowSet {
    guard contains.contains(false) else { return rows }
    var selected = table.rows(ofSeries: contains.indices.filter { contains[$0] })
    selected.formIntersection(rows)
    return selected
  }

  /// Why no pair belongs to it, in terms of what the audit holds; `nil` where some do.
  static func reasonForNone(_ table: CaseTable, simulator: String, instrument: String, draws: DrawRule) -> String? {
    let simulators = unique(table.series.map(\.simulator))
    guard simulators.contains(simulator) else {
      return "no pairs of simulator \(simulator); the audit has \(listed(simulators))"
    }
    let instruments = unique(table.series.filter { $0.simulator == simulator }.map(\.instrument))
    guard instruments.contains(instrument) else {
      return "instrument \(instrument) labelled no turn of \(simulator); there is \(listed(instruments))"
    }
    let selection = SeriesSelection(table, simulator: simulator, instrument: instrument, draws: draws)
    return selection.contains.contains(true) ? nil : "no pairs of \(simulator), \(instrument), \(draws)"
  }

  private static func listed(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
