import Cases
import Statistics

/// Two simulators on the same conversations: what a reference shows at either’s probes, and what the difference of the two
/// exceeds the difference of that by. A unit’s conversations count for both at once, so that the difference has the
/// variance of a paired one.
struct PairedStageFloors: Sendable {
  let own: StageFloors
  let other: StageFloors
  /// The first one’s excess of the contrast less the other’s, and by stratum that of the conversations’ mean depth error.
  let contrast: SideMoments
  let biases: [RatioMoments]

  /// - Parameters:
  ///   - own: The selected rows of one simulator; conversations in which either has no pair with a reference do not count.
  ///   - other: Those of the other.
  init(_ source: FigureFloors.Source, _ own: RowSet, _ other: RowSet) {
    let (laws, reference, threads) = (source.laws, source.reference, source.options.threads)
    let sets = FigureSets(laws.table, parts: [])
    let shared = PairedStageFloors.shared(laws, [own, other], threads: threads)
    let labels = shared.map { StageLabelWeights(laws, reference, $0, sets, threads: threads) }
    let whole = laws.table.readingUnits(source.clusters, threads: threads) {
      PairedStageSums(
        StageSums(laws, reference, shared[0], sets, labels[0], source.contrast),
        StageSums(laws, reference, shared[1], sets, labels[1], source.contrast))
    }
    self.own = StageFloors(whole.own)
    self.other = StageFloors(whole.other)
    contrast = whole.contrast
    biases = whole.biases
  }

  /// The rows in conversations of which all of `sides` have a pair with a reference.
  private static func shared(_ laws: ReferenceLaws, _ sides: [RowSet], threads: Int) -> [RowSet] {
    let table = laws.table
    let selected = sides.map { SelectedPairs(table, $0) }
    let conversations = table.parts(threads: threads) { range in
      var pairs: [SelectedPairs.Pair] = []
      var reader = ReferenceLaws.Reader(laws, only: 0)
      return range.filter { conversation in
        reader.read(conversation)
        return selected.allSatisfy { selected in
          selected.list(conversation, beside: reader.probes, into: &pairs)
          return pairs.contains { reader.isKnown[$0.probe] }
        }
      }
    }
    let members = Set(conversations.joined().lazy.map { UInt32($0) })
    return sides.map { rows in
      var shared = RowSet(capacity: table.count)
      rows.forEach { if members.contains(table.pairs.conversation[$0]) { shared.insert($0) } }
      return shared
    }
  }
}

/// Reads every conversation for both simulators.
private struct PairedStageSums: UnitReader {
  private(set) var own: StageSums
  private(set) var other: StageSums
  private(set) var contrast = SideMoments()
  private(set) var biases: [RatioMoments]

  init(_ own: StageSums, _ other: StageSums) {
    self.own = own
    self.other = other
    biases = Array(repeating: RatioMoments(dimension: 1), count: own.sets.strata)
  }

  mutating func read(_ conversation: Int) {
    own.read(conversation)
    other.read(conversation)
  }

  mutating func closeUnit() {
    let (first, second) = (own.currentContrast(0), other.currentContrast(0))
    let sides = (first.uncommitted - second.uncommitted, first.committed - second.committed)
    if sides.0 != .none || sides.1 != .none { contrast.add(sides.0, sides.1) }
    for stratum in biases.indices {
      let set = own.sets.pairs(0, stratum)
      let (mine, theirs) = (own.conversations.current(set, 0), other.conversations.current(set, 0))
      let influence = mine.influence - theirs.influence
      guard mine.weight > 0 || influence != 0 else { continue }
      biases[stratum].add(
        weight: mine.weight, values: [mine.value - theirs.value].span, influences: [influence].span)
    }
    own.closeUnit()
    other.closeUnit()
  }

  mutating func append(_ other: PairedStageSums) {
    own.append(other.own)
    self.other.append(other.other)
    contrast.append(other.contrast)
    for stratum in biases.indices { biases[stratum].append(other.biases[stratum]) }
  }
}

/// The floors of a comparison.
struct ComparisonFloors: Sendable {
  let own: FigureFloors
  let other: FigureFloors
  private let paired: PairedStageFloors?
  private let level: Double
  private let reason: String

  init(own: FigureFloors, other: FigureFloors, _ paired: PairedStageFloors, level: Double) {
    (self.own, self.other, self.paired, self.level) = (own, other, paired, level)
    reason = FigureFloors.empty
  }

  init(own: FigureFloors, other: FigureFloors, none reason: String) {
    (self.own, self.other, self.reason) = (own, other, reason)
    (paired, level) = (nil, 0.95)
  }

  /// Of the difference of the contrasts.
  func contrast(conversations: Int) -> FlooredFigure {
    guard let paired, paired.contrast.difference.isFinite else { return .unavailable(reason) }
    let floor = paired.own.contrastFloors[0].difference - paired.other.contrastFloors[0].difference
    return FlooredFigure(floor: floor, paired.contrast, count: conversations, level: level)
  }

  /// Of the difference of the mean depth biases.
  func bias(stratum: Int) -> FlooredFigure {
    guard let paired, paired.biases[stratum].weight > 0 else { return .unavailable(reason) }
    let set = paired.own.sets.pairs(0, stratum)
    let floor = paired.own.conversations.floor(set, 0) - paired.other.conversations.floor(set, 0)
    let moments = paired.biases[stratum]
    return FlooredFigure(floor: floor / moments.weight, moments, [1], level: level)
  }
}
