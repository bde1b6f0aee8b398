import Cases

/// The sets of pairs in which labels are counted, as numbers.
struct LabelSets: Sendable {
  enum Kind: Sendable {
    /// All pairs: a shift of every value.
    case shares
    /// Those whose real person resists or never answers, and the latter alone.
    case disengaging
    /// Where leaving is counted: exit probes, who stays, who is still there, and both by position.
    case leaving
  }

  /// A pair, as far as it matters where it counts.
  struct Pair {
    var stratum: Int
    var position: Int
    /// The value of the real turn.
    var real: Int
    var isExitProbe: Bool
    /// Whether the person left before.
    var hasLeft: Bool
  }

  let kind: Kind
  private let strata: Int
  private let positions: Int

  init(_ kind: Kind, _ table: CaseTable) {
    self.kind = kind
    strata = table.description.outcome.strata.count
    positions = table.positions.names.count
  }

  var count: Int {
    switch kind {
    case .shares: strata
    case .disengaging: 2 * strata
    case .leaving: (3 + 2 * positions) * strata
    }
  }

  /// All that count in a stratum.
  func all(_ stratum: Int) -> Int { stratum }
  /// Of those who disengage, who never answered.
  func silent(_ stratum: Int) -> Int { strata + stratum }
  /// Where the real person never answered.
  func exitProbes(_ stratum: Int) -> Int { stratum }
  /// Where the real person stays.
  func stayers(_ stratum: Int) -> Int { strata + stratum }
  /// Those who are still there.
  func atRisk(_ stratum: Int) -> Int { 2 * strata + stratum }
  func leavers(position: Int, _ stratum: Int) -> Int { (3 + 2 * position) * strata + stratum }
  func stayers(position: Int, _ stratum: Int) -> Int { (4 + 2 * position) * strata + stratum }

  /// Whether the set's figure is simulated − real; else it is a share of simulated turns.
  func isDifference(_ set: Int) -> Bool {
    switch kind {
    case .shares: true
    case .disengaging: false
    case .leaving: set / strata == 2
    }
  }

  /// Calls `body` with every set that a pair is in.
  @inline(__always)
  func forEach(of pair: Pair, _ body: (_ set: Int) -> Void) {
    let stratum = pair.stratum
    switch kind {
    case .shares: body(all(stratum))
    case .disengaging:
      if pair.real > 0 { body(all(stratum)) }
      if pair.real == 2 { body(silent(stratum)) }
    case .leaving:
      let leaves = pair.real == 1
      if pair.isExitProbe { body(exitProbes(stratum)) }
      if !leaves { body(stayers(stratum)) }
      if pair.position < positions {
        body(leaves ? leavers(position: pair.position, stratum) : stayers(position: pair.position, stratum))
      }
      if !pair.hasLeft { body(atRisk(stratum)) }
    }
  }
}
