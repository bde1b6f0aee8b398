import Cases
import Statistics

/// Reads conversations, unit after unit, into the sums of all sets.
struct StageSums: UnitReader {
  private(set) var pairs: ExcessSums
  /// By real stage and stratum, a number a stage, where the matrix is asked for.
  private(set) var rows: ExcessSums
  private(set) var resisting: ExcessSums
  private(set) var conversations: ExcessSums
  private(set) var agreement: ExcessSums
  private(set) var contrasts: [SideMoments]
  private(set) var contrastFloors: [SideSums]

  private let selected: SelectedPairs
  private let strata: [UInt8]
  private let reference: Int
  let sets: FigureSets
  /// The level of cells in which labels count.
  private let level: Int
  /// Where labels count by stage: for agreement.
  private let rowLabels: LabelWeights
  private let ofRow: [(stage: Int, stratum: Int)]
  private let sides: [(uncommitted: Bool, committed: Bool)]
  private let depths: [Double]
  private let resists: [Bool]
  private var laws: ReferenceLaws.Reader
  /// Of the conversation at hand, by group: its pairs, its depth error beyond the law, and the law’s own.
  private var own: [(pairs: Double, excess: Double, floor: Double)]
  private var found: [SelectedPairs.Pair] = []
  /// Of the pair at hand by stage: what is shown beyond the law, the law’s part, and that beyond the real turn.
  private var beyond: [Double]
  private var expected: [Double]
  private var floor: [Double]
  /// Of the label at hand by stage the law less the label.
  private var misses: [Double]
  /// Of the conversation at hand, the groups that it has a pair in.
  private var touched: [Int] = []

  init(
    _ laws: ReferenceLaws, _ reference: Int, _ rows: RowSet, _ sets: FigureSets, _ labels: StageLabelWeights,
    _ contrast: Contrast
  ) {
    selected = SelectedPairs(laws.table, rows)
    strata = laws.table.conversations.stratum
    self.reference = reference
    self.sets = sets
    level = labels.level
    rowLabels = labels.rows
    ofRow = (0..<sets.stages).flatMap { stage in (0..<sets.strata).map { (stage, $0) } }
    sides = (0..<sets.strata).map { (contrast.uncommitted[$0], contrast.committed[$0]) }
    depths = laws.totals.stageDepths
    resists = StageSums.resistance(laws.table)
    misses = Array(repeating: 0, count: depths.count)
    beyond = misses
    expected = beyond
    floor = beyond
    self.laws = ReferenceLaws.Reader(laws, only: reference)
    pairs = ExcessSums(sets: sets.groups * sets.strata, dimension: sets.stages, labels: labels.pairs)
    self.rows = ExcessSums(sets: sets.rows, dimension: sets.stages, labels: labels.rows)
    resisting = ExcessSums(sets: 2 * sets.strata, dimension: 1, labels: labels.resisting)
    conversations = ExcessSums(sets: sets.groups * sets.strata, dimension: 1, labels: labels.conversations)
    agreement = ExcessSums(sets: sets.strata, dimension: 1)
    contrasts = Array(repeating: SideMoments(), count: sets.groups)
    contrastFloors = Array(repeating: SideSums(), count: sets.groups)
    own = Array(repeating: (0, 0, 0), count: sets.groups)
  }

  /// By stage, whether it is one of resistance.
  static func resistance(_ table: CaseTable) -> [Bool] {
    let schema = table.description.schema
    let members = Set(schema.stageIndices(schema.resistance))
    return schema.stages.indices.map(members.contains)
  }

  mutating func read(_ conversation: Int) {
    laws.read(conversation)
    guard !laws.probes.isEmpty else { return }
    selected.list(conversation, beside: laws.probes, into: &found)
    let stratum = Int(strata[conversation])
    for place in found.indices where laws.isKnown[found[place].probe] { add(found[place], stratum) }
    for group in touched {
      let (isFirst, isSecond) = sides[stratum]
      let (pairs, excess, floor) = own[group]
      conversations.add(
        to: sets.pairs(group, stratum), weight: 1, excess / pairs, expected: 0, floor: floor / pairs)
      if isFirst { contrastFloors[group].first += SIMD2(1, floor / pairs) }
      if isSecond { contrastFloors[group].second += SIMD2(1, floor / pairs) }
      own[group] = (0, 0, 0)
    }
    touched.removeAll(keepingCapacity: true)
    for place in laws.probes.indices where laws.isKnown[place] { addLabel(place) }
  }

  private mutating func add(_ pair: SelectedPairs.Pair, _ stratum: Int) {
    let (probe, weight) = (laws.probes[pair.probe], pair.weight)
    let start = laws.range(pair.probe, reference).lowerBound
    StageSums.split(laws.values, start, weight, to: &expected)
    for stage in expected.indices {
      beyond[stage] = -expected[stage]
      floor[stage] = expected[stage]
    }
    beyond[pair.simulated] += weight
    floor[probe.stage] -= weight
    var (mean, resistance) = (0.0, 0.0)
    for stage in depths.indices {
      mean += depths[stage] * laws.values[start + stage]
      if resists[stage] { resistance += expected[stage] }
    }
    let (sets, excess, ownFloor) = (sets, depths[pair.simulated] - mean, mean - depths[probe.stage])
    sets.forEachGroup(of: probe) { group in
      pairs.add(to: sets.pairs(group, stratum), weight: weight, beyond, expected: expected, floor: floor)
      if own[group].pairs == 0 { touched.append(group) }
      own[group].pairs += weight
      own[group].excess += weight * excess
      own[group].floor += weight * ownFloor
    }
    if sets.hasRows {
      rows.add(to: sets.row(probe.stage, stratum), weight: weight, beyond, expected: expected, floor: expected)
    }
    resisting.add(
      to: sets.resisting(resists[probe.stage], stratum), weight: weight,
      (resists[pair.simulated] ? weight : 0) - resistance, expected: resistance, floor: resistance)
    let part = expected[probe.stage]
    agreement.add(
      to: stratum, weight: weight, (pair.simulated == probe.stage ? weight : 0) - part, expected: part, floor: part)
  }

  /// What a label of the conversation does to the law of every set whose pairs lie in its cell.
  private mutating func addLabel(_ place: Int) {
    let (stage, cell) = (laws.probes[place].stage, Int(laws.probes[place].cells[level]))
    let start = laws.range(place, reference).lowerBound
    StageSums.split(laws.values, start, 1, to: &misses)
    misses[stage] -= 1
    var (depth, resistance) = (-depths[stage], 0.0)
    for other in depths.indices {
      depth += depths[other] * laws.values[start + other]
      if resists[other] { resistance += misses[other] }
    }
    pairs.addLabel(in: cell, misses)
    conversations.addLabel(in: cell, depth)
    resisting.addLabel(in: cell, resistance)
    if sets.hasRows { rows.addLabel(in: cell, misses) }
    for place in rowLabels.places(cell) {
      let (set, weight) = rowLabels[place]
      let influence = weight * misses[ofRow[set].stage]
      if influence != 0 { agreement.addInfluence(to: ofRow[set].stratum, influence) }
    }
  }

  /// A weight by a law, stage by stage.
  @inline(__always)
  private static func split(_ laws: [Double], _ start: Int, _ weight: Double, to parts: inout [Double]) {
    var parts = parts.mutableSpan
    for stage in parts.indices { parts[stage] = weight * laws[start + stage] }
  }

  mutating func closeUnit() {
    for group in 0..<sets.groups { closeContrast(group) }
    pairs.closeUnit()
    rows.closeUnit()
    resisting.closeUnit()
    conversations.closeUnit()
    agreement.closeUnit()
  }

  /// Of the unit at hand, what its conversations add to either side of a group’s contrast.
  func currentContrast(_ group: Int) -> (uncommitted: SideMoments.Part, committed: SideMoments.Part) {
    var first = SideMoments.Part.none
    var second = first
    for stratum in 0..<sets.strata {
      let part = conversations.current(sets.pairs(group, stratum), 0)
      func add(to side: inout SideMoments.Part) {
        side.weight += part.weight
        side.value += part.value
        side.influence += part.influence
      }
      if sides[stratum].uncommitted { add(to: &first) }
      if sides[stratum].committed { add(to: &second) }
    }
    return (first, second)
  }

  private mutating func closeContrast(_ group: Int) {
    let (first, second) = currentContrast(group)
    guard first != .none || second != .none else { return }
    contrasts[group].add(first, second)
  }

  mutating func append(_ other: StageSums) {
    pairs.append(other.pairs)
    rows.append(other.rows)
    conversations.append(other.conversations)
    resisting.append(other.resisting)
    agreement.append(other.agreement)
    for group in contrasts.indices {
      contrasts[group].append(other.contrasts[group])
      contrastFloors[group].first += other.contrastFloors[group].first
      contrastFloors[group].second += other.contrastFloors[group].second
    }
  }
}

/// The conversations of two sides, and their sums.
struct SideSums: Sendable {
  var first = SIMD2<Double>()
  var second = SIMD2<Double>()

  /// First mean − second mean; not a number where a side has no conversation.
  var difference: Double { first.y / first.x - second.y / second.x }
}
