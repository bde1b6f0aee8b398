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
    let places = LeavingPairs(table, rows)
    let cells = law.cells
    var weights = Array(repeating: Array(repeating: 0.0, count: cells), count: count)
    var probes: [LeavingLaw.Probe] = []
    for conversation in 0..<table.conversations.count {
      probes.removeAll(keepingCapacity: true)
      law.append(conversation, to: &probes)
      places.forEach(conversation, beside: probes) { set, probe, part, _ in
        weights[set][Int(probes[probe].cells[LeavingLaw.levels - 1])] += part
      }
    }
    let labels = LabelWeights(weights, labels: law.labels)
    var sums = ExcessSums(sets: count, dimension: 1)
    var reader = LeavingLaw.Reader(law)
    func read(_ conversation: Int) {
      reader.read(conversation)
      let (probes, chances) = (reader.probes, reader.chances)
      places.forEach(conversation, beside: probes) { set, place, part, leaves in
        guard let chance = chances[place] else { return }
        // Over the risk set it is a difference of hazards; everywhere else a share.
        let real = places.isHazard(set) && probes[place].leaves ? 1.0 : 0
        sums.add(to: set, weight: part) { _ in
          (leaves ? part : 0, chance * part, (chance - real) * part)
        }
      }
      for (probe, chance) in zip(probes, chances) {
        guard let chance else { continue }
        let miss = chance - (probe.leaves ? 1 : 0)
        labels.forEach(Int(probe.cells[LeavingLaw.levels - 1])) { set, weight in
          sums.addLabel(to: set) { _ in weight * miss }
        }
      }
    }
    let units = Clusters(table, unit: options.cluster).map { ConversationGroups($0) }
    for conversation in 0..<table.conversations.count {
      let members = units?.members(of: conversation) ?? [UInt32(conversation)]
      guard Int(members[0]) == conversation else { continue }
      for member in members { read(Int(member)) }
      sums.closeUnit()
    }
    self.sums = sums
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

/// Which pairs count where leaving is counted.
private struct LeavingPairs: Sendable {
  private let table: CaseTable
  private let rows: RowSet
  private let exits: ExitActs
  private let strata: Int

  init(_ table: CaseTable, _ rows: RowSet) {
    self.table = table
    self.rows = rows
    exits = ExitActs(table.description.schema)
    strata = table.description.outcome.strata.count
  }

  func isHazard(_ set: Int) -> Bool { set / strata == 2 }

  /// Calls `body` with every set that a pair of the conversation is in, the place of its real turn, what part of an
  /// observation it is, and whether the simulator leaves.
  func forEach(
    _ conversation: Int, beside probes: [LeavingLaw.Probe],
    _ body: (_ set: Int, _ probe: Int, _ part: Double, _ leaves: Bool) -> Void
  ) {
    let pairs = table.pairs
    let stratum = Int(table.conversations.stratum[conversation])
    let range = Int(table.conversations.firstPair[conversation])..<Int(table.conversations.firstPair[conversation + 1])
    var place = 0
    var hasLeft = false
    var row = range.lowerBound
    while row < range.upperBound {
      let turn = pairs.turn[row]
      var end = row
      while end < range.upperBound, pairs.turn[end] == turn { end += 1 }
      defer { row = end }
      while place < probes.count, probes[place].turn < turn { place += 1 }
      guard place < probes.count, probes[place].turn == turn else { continue }
      let draws = (row..<end).compactMap { row in
        rows.contains(row)
          ? exits.leaves(stage: pairs.simulatedStage[row], exit: pairs.simulatedExit[row]).map { (row, $0) } : nil
      }
      let leaves = probes[place].leaves
      for (row, simulated) in draws {
        let position = 3 + 2 * Int(pairs.position[row])
        // Draws of one probe share it.
        let part = 1 / Double(draws.count)
        if pairs.realStage[row] == Code.noReply { body(stratum, place, part, simulated) }
        if !leaves { body(strata + stratum, place, part, simulated) }
        if Int(pairs.position[row]) < table.positions.names.count {
          body((leaves ? position : position + 1) * strata + stratum, place, part, simulated)
        }
        if !hasLeft { body(2 * strata + stratum, place, part, simulated) }
      }
      if !draws.isEmpty, leaves { hasLeft = true }
    }
  }
}
