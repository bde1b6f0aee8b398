import Cases

/// The sets of pairs that figures are of, as numbers: everything, each position and each action by stratum, and by what
/// the real person does.
struct FigureSets: Sendable {
  let strata: Int
  let stages: Int
  /// Whether every real stage is asked for by itself.
  let hasRows: Bool
  private let positions: Int
  private let actions: Int

  init(_ table: CaseTable, parts: AnalysisParts) {
    strata = table.description.outcome.strata.count
    stages = table.description.schema.stages.count
    hasRows = parts.contains(.matrix)
    positions = parts.contains(.positions) ? PairGrouping.position.groups(table) : 0
    actions = parts.contains(.actions) ? PairGrouping.action.groups(table) : 0
  }

  /// Everything, the positions, the actions.
  var groups: Int { 1 + positions + actions }

  func group(_ grouping: PairGrouping, _ number: Int) -> Int {
    switch grouping {
    case .none: 0
    case .position: 1 + number
    case .action: 1 + positions + number
    }
  }

  /// The pairs of a group; also the conversations of a group.
  func pairs(_ group: Int, _ stratum: Int) -> Int { group * strata + stratum }
  /// The pairs of which the real turn resists, or does not.
  func resisting(_ resists: Bool, _ stratum: Int) -> Int { (resists ? 0 : 1) * strata + stratum }
  /// The pairs with a real stage.
  func row(_ real: Int, _ stratum: Int) -> Int { real * strata + stratum }

  /// How many sets there are of ``row(_:_:)``.
  var rows: Int { hasRows ? stages * strata : 0 }

  /// The sets of each kind among all, kind after kind: of the groups, of ``resisting(_:_:)``, of ``row(_:_:)``.
  var kinds: [Range<Int>] {
    let (first, second) = (groups * strata, (groups + 2) * strata)
    return [0..<first, first..<second, second..<count]
  }

  var count: Int { (groups + 2 + stages) * strata }

  /// Calls `body` with every group that a probe is in.
  @inline(__always)
  func forEachGroup(of probe: RealProbe, _ body: (_ group: Int) -> Void) {
    body(0)
    if probe.position < positions { body(1 + probe.position) }
    if probe.action < actions { body(1 + positions + probe.action) }
  }

  /// Calls `body` with every set of pairs that a probe of a stratum is in, by its number among all.
  @inline(__always)
  func forEach(of probe: RealProbe, _ stratum: Int, resists: Bool, _ body: (_ set: Int) -> Void) {
    forEachGroup(of: probe) { body(pairs($0, stratum)) }
    body(groups * strata + resisting(resists, stratum))
    body((groups + 2) * strata + row(probe.stage, stratum))
  }
}
