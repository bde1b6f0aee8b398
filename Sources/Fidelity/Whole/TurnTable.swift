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
  private var groups: [Sums]

  /// The sums of every cell and row.
  private struct Sums {
    var totals: [TwoRatioMoments.Totals]
    var weights: [TwoRatioMoments.Weights]

    init(rows: Int, columns: Int) {
      totals = Array(repeating: .init(), count: rows * columns)
      weights = Array(repeating: .init(), count: rows)
    }

    static func += (sum: inout Sums, other: Sums) {
      for cell in sum.totals.indices { sum.totals[cell] += other.totals[cell] }
      for row in sum.weights.indices { sum.weights[row] += other.weights[row] }
    }
  }

  /// The turns of the cluster at hand, and where it has any.
  private struct Cluster {
    var cells: [SIMD2<Double>]
    var rows: [SIMD2<Double>]
    var touchedCells: [Int32] = []
    var touchedRows: [Int32] = []
    private let stages: Int

    init(rows: Int, columns: Int) {
      stages = columns
      cells = Array(repeating: .zero, count: rows * columns)
      self.rows = Array(repeating: .zero, count: rows)
    }

    @inline(__always)
    private mutating func count(_ row: Int, _ column: Int, _ one: SIMD2<Double>) {
      let cell = row * stages + column
      if rows[row] == .zero { touchedRows.append(Int32(row)) }
      if cells[cell] == .zero { touchedCells.append(Int32(cell)) }
      rows[row] += one
      cells[cell] += one
    }

    /// - Parameter turns: The stages of a conversation's user turns.
    @inline(__always)
    mutating func add(_ turns: Span<UInt8>, isReal: Bool) {
      let one: SIMD2<Double> = isReal ? SIMD2(1, 0) : SIMD2(0, 1)
      var before = Code.missing
      for turn in turns.indices {
        let stage = turns[turn]
        if stage != Code.missing {
          count(min(turn, TurnTable.numbered), Int(stage), one)
          if before != Code.missing { count(TurnTable.numbered + 1 + Int(before), Int(stage), one) }
        }
        before = stage
      }
    }

    mutating func move(to sums: inout Sums) {
      for cell in touchedCells {
        let cell = Int(cell)
        sums.totals[cell].add(cells[cell], weights: rows[cell / stages])
        cells[cell] = .zero
      }
      for row in touchedRows {
        sums.weights[Int(row)].add(rows[Int(row)])
        rows[Int(row)] = .zero
      }
      touchedCells.removeAll(keepingCapacity: true)
      touchedRows.removeAll(keepingCapacity: true)
    }
  }

  /// - Complexity: O(user turns), once more a stratum for clusters of several strata.
  init(_ kinds: WholeKinds) {
    stages = kinds.table.description.schema.stages.count
    let rows = TurnTable.numbered + 1 + stages
    let (sides, strata) = (kinds.sides, kinds.strata)
    let empty = Sums(rows: rows, columns: stages)
    // Clusters of one stratum, the unknown one last; then what those of several have, stratum by stratum and together.
    var own = Array(repeating: empty, count: strata + 1)
    var (parts, mixed) = (Array(repeating: empty, count: strata), empty)
    var cluster = Cluster(rows: rows, columns: stages)
    let starts = TurnTable.starts(kinds.userTurns)
    let all = kinds.table.whole.labels.stages.span
    let (places, stratum) = (sides.places.span, kinds.stratum.span)
    sides.forEachCluster { members in
      func add(only meant: UInt8?) {
        for position in members.indices {
          let index = Int(members[position])
          let place = Int(places[index])
          if let meant, stratum[place] != meant { continue }
          cluster.add(all.extracting(starts[place]..<starts[place + 1]), isReal: index < sides.realCount)
        }
      }
      let first = stratum[Int(places[Int(members[0])])]
      var isMixed = false
      for position in members.indices where stratum[Int(places[Int(members[position])])] != first { isMixed = true }
      add(only: nil)
      guard isMixed else { return cluster.move(to: &own[Int(first)]) }
      cluster.move(to: &mixed)
      for stratum in 0..<strata {
        add(only: UInt8(stratum))
        cluster.move(to: &parts[stratum])
      }
    }
    var together = mixed
    for sums in own { together += sums }
    groups = [together]
    for stratum in 0..<strata {
      own[stratum] += parts[stratum]
      groups.append(own[stratum])
    }
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
