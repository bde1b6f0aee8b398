import Cases
import Statistics

/// How often a sampler that knows the position and the previous stage alone would leave, wherever leaving is counted,
/// and what the simulator exceeds that by.
struct LeavingFloors: Sendable {
  private let sums: ExcessSums
  private let strata: Int
  private let level: Double

  /// - Parameters:
  ///   - table: As it was labelled: silence is silence.
  ///   - rows: The selected rows of the simulator.
  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    let law = LeavingLaw(table, instrument: options.instrument)
    strata = table.description.outcome.strata.count
    level = options.level
    let count = (3 + 2 * table.positions.names.count) * strata
    let pairs = LeavingPairs(table, rows)
    let labels = pairs.labelWeights(law, sets: count, threads: options.threads)
    let units = Clusters(table, unit: options.cluster).map { ConversationGroups($0) }
    let parts = table.parts(threads: options.threads) { range in
      var reader = LeavingSums(law, pairs, labels, sets: count)
      for conversation in range {
        guard let members = units?.members(of: conversation) else {
          reader.read(conversation)
          reader.sums.closeUnit()
          continue
        }
        // A unit belongs to the part that its first conversation is in.
        guard Int(members[0]) == conversation else { continue }
        for member in members { reader.read(Int(member)) }
        reader.sums.closeUnit()
      }
      return reader.sums
    }
    sums = parts.dropFirst().reduce(into: parts.first ?? ExcessSums(sets: count, dimension: 1)) { $0.append($1) }
  }

  /// Where the real person never answered.
  func exitProbes(_ stratum: Int) -> FlooredFigure { share(stratum) }
  /// Where the real person stays.
  func stayers(_ stratum: Int) -> FlooredFigure { share(strata + stratum) }
  /// The difference of hazards, simulated − real.
  func hazards(_ stratum: Int) -> FlooredFigure { share(2 * strata + stratum) }
  func leavers(position: Int, _ stratum: Int) -> FlooredFigure { share((3 + 2 * position) * strata + stratum) }
  func stayers(position: Int, _ stratum: Int) -> FlooredFigure { share((4 + 2 * position) * strata + stratum) }

  private func share(_ set: Int) -> FlooredFigure {
    sums.share(set, [0], level: level, empty: "no real turn here of which anybody else tells how likely it is to leave")
  }
}

/// Reads conversations, unit after unit, into the sums of all sets.
private struct LeavingSums: Sendable {
  var sums: ExcessSums
  private let pairs: LeavingPairs
  private let labels: LabelWeights
  private var laws: LeavingLaw.Reader

  init(_ law: LeavingLaw, _ pairs: LeavingPairs, _ labels: LabelWeights, sets: Int) {
    sums = ExcessSums(sets: sets, dimension: 1)
    self.pairs = pairs
    self.labels = labels
    laws = LeavingLaw.Reader(law)
  }

  mutating func read(_ conversation: Int) {
    laws.read(conversation)
    pairs.forEach(conversation, beside: laws.probes) { set, place, part, leaves in
      guard let chance = laws.chances[place] else { return }
      // Over the risk set it is a difference of hazards; everywhere else a share.
      let real = pairs.isHazard(set) && laws.probes[place].leaves ? 1.0 : 0
      sums.add(to: set, weight: part) { _ in (leaves ? part : 0, chance * part, (chance - real) * part) }
    }
    for (probe, chance) in zip(laws.probes, laws.chances) {
      guard let chance else { continue }
      let miss = [chance - (probe.leaves ? 1 : 0)]
      labels.forEach(Int(probe.cells[LeavingLaw.levels - 1])) { set, weight in
        sums.addLabel(to: set, weight: weight, miss.span)
      }
    }
  }
}
