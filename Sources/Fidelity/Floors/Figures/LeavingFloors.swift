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
    let law = LeavingLaw(table, instrument: options.instrument, threads: options.threads)
    strata = table.description.outcome.strata.count
    level = options.level
    let count = (3 + 2 * table.positions.names.count) * strata
    let pairs = LeavingPairs(table, rows)
    let labels = pairs.labelWeights(law, table, sets: count, threads: options.threads)
    sums =
      table.readingUnits(Clusters(table, unit: options.cluster), threads: options.threads) {
        LeavingSums(law, pairs, labels, sets: count)
      }.sums
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
private struct LeavingSums: UnitReader {
  private(set) var sums: ExcessSums
  private let pairs: LeavingPairs
  private var laws: LeavingLaw.Reader
  private var found: [LeavingPairs.Pair] = []

  init(_ law: LeavingLaw, _ pairs: LeavingPairs, _ labels: LabelWeights, sets: Int) {
    sums = ExcessSums(sets: sets, dimension: 1, labels: labels)
    self.pairs = pairs
    laws = LeavingLaw.Reader(law)
  }

  mutating func read(_ conversation: Int) {
    laws.read(conversation)
    pairs.list(conversation, beside: laws.probes, into: &found)
    for pair in found {
      guard let chance = laws.chances[pair.probe] else { continue }
      let part = pair.part
      // Over the risk set it is a difference of hazards; everywhere else a share.
      let real = pairs.isHazard(pair.set) && laws.probes[pair.probe].leaves ? 1.0 : 0
      sums.add(
        to: pair.set, weight: part, (pair.leaves ? part : 0) - chance * part, expected: chance * part,
        floor: (chance - real) * part)
    }
    for (probe, chance) in zip(laws.probes, laws.chances) {
      guard let chance else { continue }
      sums.addLabel(in: Int(probe.cells[LeavingLaw.levels - 1]), chance - (probe.leaves ? 1 : 0))
    }
  }

  mutating func closeUnit() { sums.closeUnit() }

  mutating func append(_ other: LeavingSums) { sums.append(other.sums) }
}
