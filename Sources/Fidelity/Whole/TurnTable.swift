import Cases
import Statistics

/// How labelled user turns are spread over the stages: by their number in the conversation, and by the stage of the turn
/// right before, in one pass over all conversations.
///
/// Rows are classes of turn numbers, then the stages before; columns are stages. A cell is the ratio of its turns to those
/// of its row.
struct TurnTable {
  /// Turns before the last class, which holds every later one.
  static let numbered = 6

  private let stages: Int
  /// All conversations first, then the strata.
  private var groups: [TurnSums]

  /// The sums of some clusters.
  private struct Part {
    /// Of clusters of one stratum, the unknown one last.
    var own: [TurnSums]
    /// What clusters of several strata have of each, and together.
    var shares: [TurnSums]
    var mixed: TurnSums

    static func += (part: inout Part, other: Part) {
      for stratum in part.own.indices { part.own[stratum] += other.own[stratum] }
      for stratum in part.shares.indices { part.shares[stratum] += other.shares[stratum] }
      part.mixed += other.mixed
    }
  }

  /// - Parameter chunk: How many clusters are counted at a time.
  /// - Complexity: O(user turns), once more a stratum for clusters of several strata.
  init(_ kinds: WholeKinds, chunk: Int = 1 << 13) {
    let (stages, strata) = (kinds.table.description.schema.stages.count, kinds.strata)
    let empty = TurnSums(stages: stages)
    let none = Part(
      own: Array(repeating: empty, count: strata + 1), shares: Array(repeating: empty, count: strata), mixed: empty)
    let starts = TurnTable.starts(kinds.userTurns)
    let parts = concurrentChunks(of: kinds.sides.clusterCount, size: chunk) { clusters in
      var part = none
      TurnTable.count(clusters, of: kinds, starts, into: &part)
      return part
    }
    var all = none
    for part in parts { all += part }
    var together = all.mixed
    for sums in all.own { together += sums }
    self.stages = stages
    groups = [together]
    for stratum in 0..<strata {
      all.own[stratum] += all.shares[stratum]
      groups.append(all.own[stratum])
    }
    for group in groups.indices { groups[group].addPairs() }
  }

  /// Adds some clusters to `part`.
  private static func count(_ clusters: Range<Int>, of kinds: WholeKinds, _ starts: [Int], into part: inout Part) {
    var cluster = TurnSums.Cluster(stages: kinds.table.description.schema.stages.count)
    let (places, stratum) = (kinds.sides.places.span, kinds.stratum.span)
    kinds.sides.forEachCluster(in: clusters) { members in
      let first = stratum[Int(places[Int(members[0])])]
      var isMixed = false
      for position in members.indices where stratum[Int(places[Int(members[position])])] != first { isMixed = true }
      guard isMixed else { return add(members, of: kinds, starts, only: nil, &cluster, to: &part.own[Int(first)]) }
      add(members, of: kinds, starts, only: nil, &cluster, to: &part.mixed)
      for stratum in 0..<kinds.strata {
        add(members, of: kinds, starts, only: UInt8(stratum), &cluster, to: &part.shares[stratum])
      }
    }
  }

  /// Adds a cluster to `sums`.
  /// - Parameters:
  ///   - meant: The stratum of the conversations that count; `nil` for all.
  ///   - cluster: One without turns, as it is again at the end.
  private static func add(
    _ members: Span<UInt32>, of kinds: WholeKinds, _ starts: [Int], only meant: UInt8?,
    _ cluster: inout TurnSums.Cluster, to sums: inout TurnSums
  ) {
    let realCount = kinds.sides.realCount
    let (all, starts) = (kinds.table.whole.labels.stages.span, starts.span)
    let (places, stratum) = (kinds.sides.places.span, kinds.stratum.span)
    let isPair = members.count == 1 || members.count == 2 && members[0] < realCount && members[1] >= realCount
    var real = all.extracting(first: 0)
    var simulated = real
    for position in members.indices {
      let index = Int(members[position])
      let place = Int(places[index])
      if let meant, stratum[place] != meant { continue }
      let turns = all.extracting(starts[place]..<starts[place + 1])
      cluster.add(turns, isReal: index < realCount, from: isPair ? TurnTable.numbered : 0)
      if index < realCount { real = turns } else { simulated = turns }
    }
    if isPair { sums.count(real, simulated) }
    cluster.move(to: &sums)
  }

  /// Where the turns of every conversation begin, and where those of the last end.
  private static func starts(_ userTurns: [UInt32]) -> [Int] {
    var (starts, end) = ([0], 0)
    starts.reserveCapacity(userTurns.count + 1)
    for turns in userTurns {
      end += Int(turns)
      starts.append(end)
    }
    return starts
  }

  /// The share of a stage among the labelled turns of a class.
  ///
  /// - Parameters:
  ///   - turn: From 0; ``numbered`` for all later ones.
  ///   - stratum: `nil` for all conversations.
  func moments(turn: Int, stage: Int, stratum: Int?) -> TwoRatioMoments { moments(row: turn, stage, stratum) }

  /// The share of a stage among the turns right after one.
  func moments(after before: Int, stage: Int, stratum: Int?) -> TwoRatioMoments {
    moments(row: TurnTable.numbered + 1 + before, stage, stratum)
  }

  private func moments(row: Int, _ stage: Int, _ stratum: Int?) -> TwoRatioMoments {
    let sums = groups[stratum.map { $0 + 1 } ?? 0]
    return TwoRatioMoments(sums.totals[row * stages + stage], sums.weights[row])
  }
}
