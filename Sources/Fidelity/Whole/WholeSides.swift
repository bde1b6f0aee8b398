import Cases

/// The real conversations and those of one simulator, each with the cluster that it belongs to.
///
/// A conversation that replays a real one belongs to that one's cluster: what both have in common, the task and the person
/// it was taken from, cancels out in their difference.
struct WholeSides {
  /// Where each conversation stands in ``ConductColumns``: the real ones first.
  private(set) var places: [UInt32] = []
  /// How many of ``places`` are real.
  let realCount: Int
  /// How many simulated conversations replay a real one.
  private(set) var replayed = 0
  /// The conversations that are alone in their cluster, as indices of ``places``.
  private var alone: [UInt32] = []
  /// The others, cluster by cluster.
  private var together: [UInt32] = []
  /// Where a cluster begins in ``together``, and where the last one ends.
  private var starts: [Int] = [0]

  /// - Parameters:
  ///   - rows: Those that are meant, the real ones first; `nil` for all.
  ///   - simulator: The place in ``WholeConversations/simulators``; `nil` for people alone.
  ///   - unit: What is drawn independently.
  /// - Complexity: O(conversations + clusters).
  init(_ table: CaseTable, _ rows: RowSet? = nil, simulator: Int?, unit: ClusterUnit) {
    let (real, whole) = (table.conversations, table.whole)
    let byCustomer = unit == .customer
    let all: [UInt32] = byCustomer ? real.cluster : Array(0..<UInt32(real.count))
    places = Array(0..<UInt32(real.count))
    if let rows { places.removeAll { !rows.contains(Int($0)) } }
    realCount = places.count
    var clusters = rows == nil ? all : places.map { all[Int($0)] }
    let (speakers, replays) = (whole.simulator.span, whole.replays.span)
    for row in speakers.indices where Int(speakers[row]) == simulator {
      if let rows, !rows.contains(real.count + row) { continue }
      places.append(UInt32(real.count + row))
      let replay = Int(replays[row])
      if replay < real.count {
        replayed += 1
        clusters.append(all[replay])
      } else {
        clusters.append(byCustomer ? whole.simulated.cluster[row] : UInt32(real.count + row))
      }
    }
    group(clusters)
  }

  private mutating func group(_ clusters: [UInt32]) {
    let count = Int(clusters.max().map { $0 + 1 } ?? 0)
    var sizes = [UInt32](repeating: 0, count: count)
    for cluster in clusters { sizes[Int(cluster)] += 1 }
    // Where the next conversation of a cluster goes.
    var next = [UInt32](repeating: 0, count: count)
    var end: UInt32 = 0
    for cluster in 0..<count where sizes[cluster] > 1 {
      next[cluster] = end
      end += sizes[cluster]
      starts.append(Int(end))
    }
    together = [UInt32](repeating: 0, count: Int(end))
    alone.reserveCapacity(clusters.count - Int(end))
    for (index, cluster) in clusters.enumerated() {
      let cluster = Int(cluster)
      if sizes[cluster] == 1 {
        alone.append(UInt32(index))
      } else {
        together[Int(next[cluster])] = UInt32(index)
        next[cluster] += 1
      }
    }
  }

  var simulatedCount: Int { places.count - realCount }
  var clusterCount: Int { alone.count + starts.count - 1 }

  /// Calls `body` with the indices of one cluster after the other.
  func forEachCluster(_ body: (Span<UInt32>) -> Void) { forEachCluster(in: 0..<clusterCount, body) }

  /// The same for some of the clusters, by their number.
  func forEachCluster(in numbers: Range<Int>, _ body: (Span<UInt32>) -> Void) {
    let (alone, together, starts) = (alone.span, together.span, starts.span)
    for index in numbers.clamped(to: alone.indices) { body(alone.extracting(index..<index + 1)) }
    for number in numbers.clamped(to: alone.count..<clusterCount) {
      let place = number - alone.count
      body(together.extracting(starts[place]..<starts[place + 1]))
    }
  }

  /// The clusters as multisets of kinds, equal ones once.
  ///
  /// - Parameters:
  ///   - kinds: The kind of each of ``places``, in `0 ..< count`.
  ///   - count: The number of kinds.
  /// - Complexity: O(conversations), and sorting within clusters.
  func compositions(of kinds: [UInt32], count: Int) -> ClusterCompositions {
    var singles = [Int](repeating: 0, count: count)
    let own = kinds.span
    for index in alone { singles[Int(own[Int(index)])] += 1 }
    var table = KindTable()
    for (kind, number) in singles.enumerated() where number > 0 { _ = table.add([UInt32(kind)], times: number) }
    // The list of the cluster at hand, kept so that adding one allocates nothing.
    var list = [UInt32](repeating: 0, count: zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0)
    let together = together.span
    for (start, end) in zip(starts, starts.dropFirst()) {
      let length = end - start
      for place in 0..<length { list[place] = own[Int(together[start + place])] }
      // Most clusters are pairs, which need no sorting.
      if length == 2 {
        if list[0] > list[1] { list.swapAt(0, 1) }
      } else {
        list[..<length].sort()
      }
      _ = table.add(list, length: length)
    }
    return ClusterCompositions(table: table)
  }
}
