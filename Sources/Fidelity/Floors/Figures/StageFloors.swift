import Cases
import Statistics

/// What a sampler from one reference would show in every figure of stages, and what the simulator exceeds it by: one
/// pass over the audit for where labels count, one for the sums.
struct StageFloors: Sendable {
  let sets: FigureSets
  /// By set of pairs, a number a stage.
  let pairs: ExcessSums
  /// By group and stratum, one number: the mean over conversations of the depth error.
  let conversations: ExcessSums
  /// By stratum, how often both sides show one stage.
  let agreement: [RatioMoments]
  /// By group, the contrast of the conversations’ means.
  let contrasts: [SideMoments]
  let contrastFloors: [SideMoments]

  /// - Parameters:
  ///   - reference: The place in ``ReferenceLaws/references``.
  ///   - rows: The selected rows of the simulator.
  ///   - clusters: What is drawn independently; `nil` where every conversation stands alone.
  init(
    _ laws: ReferenceLaws, _ reference: Int, _ rows: RowSet, clusters: Clusters?, contrast: Contrast,
    parts: AnalysisParts, threads: Int
  ) {
    let sets = FigureSets(laws.table, parts: parts)
    let labels = StageLabelWeights(laws, reference, rows, sets, threads: threads)
    self.init(
      laws.table.readingUnits(clusters, threads: threads) {
        StageSums(laws, reference, rows, sets, labels, contrast)
      })
  }

  init(_ whole: StageSums) {
    sets = whole.sets
    pairs = whole.pairs
    conversations = whole.conversations
    agreement = whole.agreement
    contrasts = whole.contrasts
    contrastFloors = whole.contrastFloors
  }
}

/// Sums over conversations, which are read unit after unit.
protocol UnitReader: Sendable {
  mutating func read(_ conversation: Int)
  /// Ends the unit whose conversations were read.
  mutating func closeUnit()
  mutating func append(_ other: Self)
}

extension CaseTable {
  /// Reads all conversations, a reader for every thread.
  ///
  /// - Parameter clusters: What is one unit; `nil` where every conversation stands alone.
  func readingUnits<Reader: UnitReader>(
    _ clusters: Clusters?, threads: Int, _ make: @Sendable () -> Reader
  ) -> Reader {
    let units = clusters.map { ConversationGroups($0) }
    let sums = parts(threads: threads) { range in
      var reader = make()
      for conversation in range {
        guard let members = units?.members(of: conversation) else {
          reader.read(conversation)
          reader.closeUnit()
          continue
        }
        // A unit belongs to the part that its first conversation is in.
        guard Int(members[0]) == conversation else { continue }
        for member in members { reader.read(Int(member)) }
        reader.closeUnit()
      }
      return reader
    }
    guard var whole = sums.first else { return make() }
    for part in sums.dropFirst() { whole.append(part) }
    return whole
  }
}

/// Where labels count: by cell of the reference, the sets of pairs and of conversations whose law they are part of.
struct StageLabelWeights: Sendable {
  let level: Int
  let pairs: LabelWeights
  let conversations: LabelWeights

  /// Beyond so many numbers the finest cells are taken together by position and previous stage.
  private static let mostNumbers = 1 << 22

  init(_ laws: ReferenceLaws, _ reference: Int, _ rows: RowSet, _ sets: FigureSets, threads: Int) {
    let (table, totals) = (laws.table, laws.totals)
    let cells = totals.probes.cells
    let finest = Leverage.levels[reference]
    let level = sets.count * cells.count(finest) > StageLabelWeights.mostNumbers ? min(finest, 2) : finest
    let width = cells.count(level)
    let resists = StageSums.resistance(table)
    let parts = table.parts(threads: threads) { range in
      var weights = [Double](repeating: 0, count: sets.count * width)
      var means = [Double](repeating: 0, count: sets.groups * sets.strata * width)
      var probes: [RealProbe] = []
      var seen: [(place: Int, weight: Double)] = []
      var sizes = [Double](repeating: 0, count: sets.groups)
      for conversation in range {
        totals.probes.list(conversation, into: &probes)
        seen.removeAll(keepingCapacity: true)
        table.forEachPair(of: conversation, in: rows, beside: probes) { place, _, weight in
          seen.append((place, weight))
        }
        let stratum = Int(table.conversations.stratum[conversation])
        for (place, weight) in seen {
          let probe = probes[place]
          let cell = Int(probe.cells[level])
          sets.forEach(of: probe, stratum, resists: resists[probe.stage]) { weights[$0 * width + cell] += weight }
          sets.forEachGroup(of: probe) { sizes[$0] += weight }
        }
        for (place, weight) in seen {
          let cell = Int(probes[place].cells[level])
          sets.forEachGroup(of: probes[place]) {
            means[sets.pairs($0, stratum) * width + cell] += weight / sizes[$0]
          }
        }
        for (place, _) in seen { sets.forEachGroup(of: probes[place]) { sizes[$0] = 0 } }
      }
      return (weights, means)
    }
    func joined(_ part: (([Double], [Double])) -> [Double], _ sets: Int) -> [[Double]] {
      (0..<sets).map { set in
        (0..<width).map { cell in parts.reduce(0) { $0 + part($1)[set * width + cell] } }
      }
    }
    self.level = level
    pairs = LabelWeights(joined({ $0.0 }, sets.count)) { totals.turns(level, $0) }
    conversations = LabelWeights(joined({ $0.1 }, sets.groups * sets.strata)) { totals.turns(level, $0) }
  }
}

extension CaseTable {
  /// Calls `body` with every selected pair of a conversation that has both stages: the place of its real turn among the
  /// probes, the simulated stage, and its part of the probe, which its draws share.
  @inline(__always)
  func forEachPair(
    of conversation: Int, in rows: RowSet, beside probes: [RealProbe],
    _ body: (_ probe: Int, _ simulated: Int, _ weight: Double) -> Void
  ) {
    let stages = description.schema.stages.count
    let end = Int(conversations.firstPair[conversation + 1])
    var row = Int(conversations.firstPair[conversation])
    var place = 0
    while row < end {
      let (start, turn) = (row, pairs.turn[row])
      var draws = 0
      while row < end, pairs.turn[row] == turn {
        if rows.contains(row), Int(pairs.simulatedStage[row]) < stages { draws += 1 }
        row += 1
      }
      guard draws > 0 else { continue }
      while place < probes.count, probes[place].turn < turn { place += 1 }
      guard place < probes.count, probes[place].turn == turn else { continue }
      for draw in start..<row where rows.contains(draw) && Int(pairs.simulatedStage[draw]) < stages {
        body(place, Int(pairs.simulatedStage[draw]), 1 / Double(draws))
      }
    }
  }
}
