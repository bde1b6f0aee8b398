import Cases
import Statistics

/// How often a sampler that knows the position and the previous stage alone would show each value of a label, and what
/// the simulator exceeds that by.
struct LabelFloors: Sendable {
  let sets: LabelSets
  private let sums: ExcessSums
  private let level: Double

  /// - Parameters:
  ///   - table: As it was labelled: silence is silence.
  ///   - rows: The selected rows of the simulator.
  init(_ table: CaseTable, _ rows: RowSet, _ labels: LabelColumns, _ kind: LabelSets.Kind, options: AnalysisOptions) {
    let law = LabelLaw(table, labels, instrument: options.instrument, threads: options.threads)
    level = options.level
    let pairs = LabelSetPairs(table, rows, labels, kind)
    let weights = pairs.labelWeights(law, table, threads: options.threads)
    sets = pairs.sets
    sums =
      table.readingUnits(Clusters(table, unit: options.cluster), threads: options.threads) {
        LabelSums(law, pairs, weights)
      }.sums
  }

  /// Of one set, how often any of `values` is shown.
  func share(_ set: Int, _ values: [Int]) -> FlooredFigure {
    sums.share(set, values, level: level, empty: LabelFloors.empty)
  }

  private static let empty = "no real turn here of which anybody else tells how likely it is"
}

/// Reads conversations, unit after unit, into the sums of all sets.
private struct LabelSums: UnitReader {
  private(set) var sums: ExcessSums
  private let values: Int
  private let pairs: LabelSetPairs
  private var laws: LabelLaw.Reader
  private var found: [LabelSetPairs.Pair] = []
  /// Of the pair at hand, a number a value; of the label at hand the law less the label.
  private var beyond: [Double]
  private var expected: [Double]
  private var floor: [Double]
  private var miss: [Double]

  init(_ law: LabelLaw, _ pairs: LabelSetPairs, _ labels: LabelWeights) {
    values = law.values
    sums = ExcessSums(sets: pairs.sets.count, dimension: law.values, labels: labels)
    self.pairs = pairs
    laws = LabelLaw.Reader(law)
    beyond = Array(repeating: 0, count: law.values)
    (expected, floor, miss) = (beyond, beyond, beyond)
  }

  mutating func read(_ conversation: Int) {
    laws.read(conversation)
    pairs.list(conversation, beside: laws.probes, into: &found)
    for pair in found where laws.isKnown[pair.probe] {
      let isDifference = pairs.sets.isDifference(pair.set)
      let real = laws.probes[pair.probe].value
      for value in 0..<values {
        let chance = laws.chance(pair.probe, value)
        beyond[value] = (pair.simulated == value ? pair.part : 0) - chance * pair.part
        expected[value] = chance * pair.part
        floor[value] = (chance - (isDifference && real == value ? 1 : 0)) * pair.part
      }
      sums.add(to: pair.set, weight: pair.part, beyond, expected: expected, floor: floor)
    }
    for (place, probe) in laws.probes.enumerated() where laws.isKnown[place] {
      for value in 0..<values { miss[value] = laws.chance(place, value) - (probe.value == value ? 1 : 0) }
      sums.addLabel(in: Int(probe.cells[LabelLaw.levels - 1]), miss)
    }
  }

  mutating func closeUnit() { sums.closeUnit() }

  mutating func append(_ other: LabelSums) { sums.append(other.sums) }
}

/// The floors of what is said of leaving.
struct LeavingFloors: Sendable {
  private let leaving: LabelFloors
  private let disengaging: LabelFloors

  /// - Parameters:
  ///   - table: As it was labelled: silence is silence.
  ///   - rows: The selected rows of the simulator.
  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    leaving = LabelFloors(table, rows, .leaving(table), .leaving, options: options)
    disengaging = LabelFloors(table, rows, .disengaging(table), .disengaging, options: options)
  }

  /// Where the real person never answered.
  func exitProbes(_ stratum: Int) -> FlooredFigure { leaving.share(leaving.sets.exitProbes(stratum), [1]) }
  /// Where the real person never answered: how often the simulator does not either.
  func silent(_ stratum: Int) -> FlooredFigure { disengaging.share(disengaging.sets.silent(stratum), [2]) }
  /// Where the real person stays.
  func stayers(_ stratum: Int) -> FlooredFigure { leaving.share(leaving.sets.stayers(stratum), [1]) }
  /// The difference of hazards, simulated − real.
  func hazards(_ stratum: Int) -> FlooredFigure { leaving.share(leaving.sets.atRisk(stratum), [1]) }
  func leavers(position: Int, _ stratum: Int) -> FlooredFigure {
    leaving.share(leaving.sets.leavers(position: position, stratum), [1])
  }
  func stayers(position: Int, _ stratum: Int) -> FlooredFigure {
    leaving.share(leaving.sets.stayers(position: position, stratum), [1])
  }
  /// Where the real person resists or never answers: how often the simulator does neither.
  func missed(_ stratum: Int) -> FlooredFigure { disengaging.share(disengaging.sets.all(stratum), [0]) }
}
