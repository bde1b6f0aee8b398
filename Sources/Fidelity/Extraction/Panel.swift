import Cases
import Statistics

/// The labelled pairs of a selection as distinct kinds of conversations and units: what every analysis of stages works
/// on, whatever the size of the audit.
struct Panel: Sendable {
  let kinds: PairKinds
  let units: UnitKinds
  /// Conversations of each kind.
  let conversations: [Int]

  /// - Parameter depths: One a stage; zeros for labels without depth.
  init(_ conversations: ConversationKinds, clusters: Clusters?, strata: Int, depths: [Double]) {
    let kinds = PairKinds(conversations.table, depths: depths, strata: strata)
    units = UnitKinds(conversations, clusters: clusters, strata: strata) { kinds.stratum[$0] }
    self.conversations = conversations.table.counts
    self.kinds = kinds
  }

  var isEmpty: Bool { conversations.isEmpty }

  /// The conversations in some of the strata.
  func conversationCount(in strata: StratumMask) -> Int {
    var count = 0
    for (kind, times) in conversations.enumerated() where strata[kinds.stratum[kind]] { count += times }
    return count
  }

  /// What the clustered statistics need of every kind of unit with conversations in some of the strata.
  func sums(in strata: StratumMask, total: (Int) -> Double, weight: (Int) -> Double) -> [ClusterSum] {
    units.sums { kind in strata[kinds.stratum[kind]] ? (total(kind), weight(kind)) : nil }
  }

  /// The mean over conversations: Σ D̄ and the number of conversations.
  func meanDepthSums(in strata: StratumMask) -> [ClusterSum] {
    sums(in: strata, total: kinds.meanDepth, weight: { _ in 1 })
  }
}

/// Which strata an analysis looks at.
struct StratumMask: Sendable, Hashable {
  private let members: [Bool]

  /// The strata with these indices, of `count`.
  init(_ indices: [Int], of count: Int) {
    members = (0..<count).map { indices.contains($0) }
  }

  init(all count: Int) { members = Array(repeating: true, count: count) }

  subscript(stratum: Int) -> Bool { stratum < members.count && members[stratum] }

  var isEmpty: Bool { !members.contains(true) }

  var indices: [Int] { members.indices.filter { members[$0] } }
}

extension UnitKinds {
  /// Adds up over each kind of unit what `of` gives for its conversation kinds; `nil` leaves a conversation out, and a
  /// unit without any is not listed.
  func sums(_ of: (Int) -> (total: Double, weight: Double)?) -> [ClusterSum] {
    var result: [ClusterSum] = []
    result.reserveCapacity(table.count)
    let (codes, start, counts) = (table.codes.span, table.start.span, table.counts.span)
    for unit in 0..<table.count {
      var sum = ClusterSum(total: 0, weight: 0, multiplicity: counts[unit])
      var isCounted = false
      for place in start[unit]..<start[unit + 1] {
        guard let (total, weight) = of(Int(codes[place])) else { continue }
        sum.total += total
        sum.weight += weight
        isCounted = true
      }
      if isCounted { result.append(sum) }
    }
    return result
  }

  /// The same for two quantities of one unit that are to be compared.
  func pairedSums(
    _ first: (Int) -> (total: Double, weight: Double)?, _ second: (Int) -> (total: Double, weight: Double)?
  ) -> [PairedClusterSum] {
    var result: [PairedClusterSum] = []
    for unit in 0..<table.count {
      var pair = PairedClusterSum(
        first: ClusterSum(total: 0, weight: 0, multiplicity: table.counts[unit]),
        second: ClusterSum(total: 0, weight: 0))
      for kind in table.list(unit) {
        if let (total, weight) = first(Int(kind)) {
          pair.first.total += total
          pair.first.weight += weight
        }
        if let (total, weight) = second(Int(kind)) {
          pair.second.total += total
          pair.second.weight += weight
        }
      }
      if pair.first.weight > 0 || pair.second.weight > 0 { result.append(pair) }
    }
    return result
  }

  /// The number of units with a conversation for which `isCounted` holds.
  func count(_ isCounted: (Int) -> Bool) -> Int {
    var count = 0
    for unit in 0..<table.count where table.list(unit).contains(where: { isCounted(Int($0)) }) {
      count += table.counts[unit]
    }
    return count
  }
}
