import Cases
import Statistics

/// What a sampler from one reference would show in every figure of stages, and what the simulator exceeds it by: one
/// pass over the audit for where labels count, one for the sums.
struct StageFloors: Sendable {
  let sets: FigureSets
  /// By group and stratum, a number a stage.
  let pairs: ExcessSums
  /// By real stage and stratum, a number a stage, where the matrix is asked for.
  let rows: ExcessSums
  /// By what the real person does and stratum, one number: how often the simulator resists.
  let resisting: ExcessSums
  /// By group and stratum, one number: the mean over conversations of the depth error.
  let conversations: ExcessSums
  /// By stratum, how often both sides show one stage.
  let agreement: ExcessSums
  /// By group, the contrast of the conversations’ means.
  let contrasts: [SideMoments]
  let contrastFloors: [SideSums]

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
    rows = whole.rows
    resisting = whole.resisting
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
  /// Of the groups, of what the real person does, of the real stages.
  let pairs: LabelWeights
  let resisting: LabelWeights
  let rows: LabelWeights
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
    let selected = SelectedPairs(table, rows)
    let strata = table.conversations.stratum
    let parts = table.parts(threads: threads) { range in
      var weights = [Double](repeating: 0, count: sets.count * width)
      var means = [Double](repeating: 0, count: sets.groups * sets.strata * width)
      var probes: [RealProbe] = []
      var pairs: [SelectedPairs.Pair] = []
      var sizes = [Double](repeating: 0, count: sets.groups)
      for conversation in range {
        totals.probes.list(conversation, into: &probes)
        selected.list(conversation, beside: probes, into: &pairs)
        let stratum = Int(strata[conversation])
        for pair in pairs {
          let probe = probes[pair.probe]
          let cell = Int(probe.cells[level])
          sets.forEach(of: probe, stratum, resists: resists[probe.stage]) { weights[$0 * width + cell] += pair.weight }
          sets.forEachGroup(of: probe) { sizes[$0] += pair.weight }
        }
        for pair in pairs {
          let probe = probes[pair.probe]
          let cell = Int(probe.cells[level])
          sets.forEachGroup(of: probe) {
            means[sets.pairs($0, stratum) * width + cell] += pair.weight / sizes[$0]
          }
        }
        for pair in pairs { sets.forEachGroup(of: probes[pair.probe]) { sizes[$0] = 0 } }
      }
      return (weights, means)
    }
    func joined(_ sets: Range<Int>, _ part: (([Double], [Double])) -> [Double]) -> LabelWeights {
      let weights = sets.map { set in
        (0..<width).map { cell in parts.reduce(0) { $0 + part($1)[set * width + cell] } }
      }
      return LabelWeights(weights) { totals.turns(level, $0) }
    }
    self.level = level
    let kinds = sets.kinds
    pairs = joined(kinds[0]) { $0.0 }
    resisting = joined(kinds[1]) { $0.0 }
    self.rows = joined(kinds[2]) { $0.0 }
    conversations = joined(kinds[0]) { $0.1 }
  }
}
