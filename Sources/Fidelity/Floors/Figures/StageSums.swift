import Cases
import Statistics

/// Reads conversations, unit after unit, into the sums of all sets.
struct StageSums: UnitReader {
  private(set) var pairs: ExcessSums
  private(set) var conversations: ExcessSums
  private(set) var agreement: [RatioMoments]
  private(set) var contrasts: [SideMoments]
  private(set) var contrastFloors: [SideMoments]

  private let table: CaseTable
  private let rows: RowSet
  private let reference: Int
  let sets: FigureSets
  private let labels: StageLabelWeights
  private let sides: [(uncommitted: Bool, committed: Bool)]
  private let depths: [Double]
  private let resists: [Bool]
  private var laws: ReferenceLaws.Reader
  /// Of the conversation at hand, by group: its pairs, its depth error beyond the law, and the law’s own.
  private var own: [(pairs: Double, excess: Double, floor: Double)]
  /// Of the unit at hand, by group and side: conversations and their floors.
  private var floors: [(SIMD2<Double>, SIMD2<Double>)]
  /// Of the label at hand the law less the label: by stage, then in depth.
  private var misses: [Double]
  /// Of the conversation at hand, the groups that it has a pair in.
  private var touched: [Int] = []

  init(
    _ laws: ReferenceLaws, _ reference: Int, _ rows: RowSet, _ sets: FigureSets, _ labels: StageLabelWeights,
    _ contrast: Contrast
  ) {
    table = laws.table
    self.rows = rows
    self.reference = reference
    self.sets = sets
    self.labels = labels
    sides = (0..<sets.strata).map { (contrast.uncommitted[$0], contrast.committed[$0]) }
    depths = laws.totals.stageDepths
    resists = StageSums.resistance(laws.table)
    misses = Array(repeating: 0, count: depths.count + 1)
    let isHistory = ReferenceLaws.references[reference] == .history
    self.laws = ReferenceLaws.Reader(laws, withHistory: isHistory)
    pairs = ExcessSums(sets: sets.count, dimension: sets.stages)
    conversations = ExcessSums(sets: sets.groups * sets.strata, dimension: 1)
    agreement = Array(repeating: RatioMoments(dimension: 1), count: sets.strata)
    contrasts = Array(repeating: SideMoments(), count: sets.groups)
    contrastFloors = contrasts
    own = Array(repeating: (0, 0, 0), count: sets.groups)
    floors = Array(repeating: (SIMD2(), SIMD2()), count: sets.groups)
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
    let (table, rows, sets) = (table, rows, sets)
    let stratum = Int(table.conversations.stratum[conversation])
    table.forEachPair(of: conversation, in: rows, beside: laws.probes) { place, simulated, weight in
      guard laws.isKnown[place] else { return }
      add(laws.probes[place], simulated, weight, laws.law(place, reference), stratum)
    }
    for group in touched {
      let (pairs, excess, floor) = own[group]
      conversations.add(to: sets.pairs(group, stratum)) { _ in (excess / pairs, 0, floor / pairs) }
      let (isFirst, isSecond) = sides[stratum]
      let entry = SIMD2(1, floor / pairs)
      if isFirst { floors[group].0 += entry }
      if isSecond { floors[group].1 += entry }
      own[group] = (0, 0, 0)
    }
    touched.removeAll(keepingCapacity: true)
    for (place, probe) in laws.probes.enumerated() where laws.isKnown[place] {
      addLabel(probe, laws.law(place, reference))
    }
  }

  private mutating func add(
    _ probe: RealProbe, _ simulated: Int, _ weight: Double, _ law: ArraySlice<Double>, _ stratum: Int
  ) {
    let (start, sets) = (law.startIndex, sets)
    let real = probe.stage
    sets.forEachGroup(of: probe) { group in
      pairs.add(to: sets.pairs(group, stratum), weight: weight) { stage in
        let expected = weight * law[start + stage]
        return (simulated == stage ? weight : 0, expected, expected - (real == stage ? weight : 0))
      }
    }
    for set in [sets.resisting(resists[real], stratum), sets.row(real, stratum)] {
      pairs.add(to: set, weight: weight) { stage in
        let expected = weight * law[start + stage]
        return (simulated == stage ? weight : 0, expected, expected)
      }
    }
    var mean = 0.0
    for stage in depths.indices { mean += depths[stage] * law[start + stage] }
    sets.forEachGroup(of: probe) { group in
      if own[group].pairs == 0 { touched.append(group) }
      own[group].pairs += weight
      own[group].excess += weight * (depths[simulated] - mean)
      own[group].floor += weight * (mean - depths[real])
    }
  }

  /// What a label of the conversation does to the law of every set whose pairs lie in its cell.
  private mutating func addLabel(_ probe: RealProbe, _ law: ArraySlice<Double>) {
    let (start, labels, depths) = (law.startIndex, labels, depths)
    let cell = Int(probe.cells[labels.level])
    // Taken out, so that they can be read while sums are written.
    var misses: [Double] = []
    swap(&misses, &self.misses)
    misses[depths.count] = -depths[probe.stage]
    for stage in depths.indices {
      misses[stage] = law[start + stage] - (probe.stage == stage ? 1 : 0)
      misses[depths.count] += depths[stage] * law[start + stage]
    }
    add(misses.span, labels, cell)
    swap(&misses, &self.misses)
  }

  private mutating func add(_ misses: Span<Double>, _ labels: StageLabelWeights, _ cell: Int) {
    let (stages, depth) = (misses.extracting(droppingLast: 1), misses.extracting(last: 1))
    labels.pairs.forEach(cell) { set, weight in pairs.addLabel(to: set, weight: weight, stages) }
    labels.conversations.forEach(cell) { set, weight in conversations.addLabel(to: set, weight: weight, depth) }
  }

  mutating func closeUnit() {
    for stratum in 0..<sets.strata { closeAgreement(stratum) }
    for group in 0..<sets.groups { closeContrast(group) }
    pairs.closeUnit()
    conversations.closeUnit()
  }

  private mutating func closeAgreement(_ stratum: Int) {
    var (weight, value, influence, isThere) = (0.0, 0.0, 0.0, false)
    for stage in 0..<sets.stages {
      let part = pairs.current(sets.row(stage, stratum), stage)
      weight += part.weight
      value += part.value
      influence += part.influence
      isThere = isThere || part.weight > 0 || part.influence != 0
    }
    guard isThere else { return }
    agreement[stratum].add(weight: weight, values: [value].span, influences: [influence].span)
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
    let (own, other) = floors[group]
    contrastFloors[group].add(
      .init(weight: own.x, value: own.y, influence: 0), .init(weight: other.x, value: other.y, influence: 0))
    floors[group] = (SIMD2(), SIMD2())
  }

  mutating func append(_ other: StageSums) {
    pairs.append(other.pairs)
    conversations.append(other.conversations)
    for stratum in agreement.indices { agreement[stratum].append(other.agreement[stratum]) }
    for group in contrasts.indices {
      contrasts[group].append(other.contrasts[group])
      contrastFloors[group].append(other.contrastFloors[group])
    }
  }
}
