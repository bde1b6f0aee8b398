import Cases
import Statistics

/// How often whole conversations have each fault. What the rules find in real people are their false alarms.
struct FaultAnalysis {
  private let kinds: WholeKinds
  private let clusters: ClusterCompositions
  private let level: Double
  /// The sets that occur; a kind's value is a place among them.
  private let sets: [FaultSet]
  /// User turns with any fault.
  private let turns: TurnMoments

  init(_ kinds: WholeKinds, level: Double) {
    self.kinds = kinds
    self.level = level
    // What all runs of a simulator tell together is no observation of each.
    let faults = kinds.table.whole.conduct.faults.map { $0.subtracting(FaultSet(.impossibleExit)) }
    // A place of its own for every set that occurs.
    var places = [Int32](repeating: -1, count: 1 << 16)
    var sets: [FaultSet] = []
    for set in faults where places[Int(set.rawValue)] < 0 {
      places[Int(set.rawValue)] = Int32(sets.count)
      sets.append(set)
    }
    clusters = kinds.compositions(faults.map { UInt32(places[Int($0.rawValue)]) }, sets.count)
    self.sets = sets
    turns = TurnMoments(kinds, totals: kinds.table.whole.conduct.faultyTurns.map(UInt32.init), weights: kinds.userTurns)
  }

  func faults(stratum: Int?) -> WholeReport.Faults {
    func share(_ id: String, _ holds: (FaultSet) -> Bool) -> WholeShare {
      let moments = clusters.moments(kinds.shareAddends(sets.count, stratum: stratum) { holds(sets[$0]) })
      return WholeShare(id, moments, level: level)
    }
    return WholeReport.Faults(
      conversations: Fault.allCases.map { fault in share(fault.rawValue) { $0.contains(fault) } },
      any: share("any") { !$0.isEmpty },
      turns: WholeShare("turns", turns(stratum: stratum), level: level, empty: "there is no user turn"))
  }
}
