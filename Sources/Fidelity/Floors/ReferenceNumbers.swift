import Cases
import Statistics

/// What one reference says of every unit: of each conversation, or of all of one customer.
///
/// A report passes over the units dozens of times: what it needs of one reference is taken out of ``ReferenceBiases`` once
/// and stands close together, side by side.
struct ReferenceNumbers: Sendable {
  /// Sums over the conversations that a unit has on one side.
  private struct Part {
    var conversations = 0.0
    /// The reference's own mean bias.
    var bias = 0.0
    /// The simulator's beyond it.
    var excess = 0.0
    /// What the labels of the conversations do to the reference's mean over those who decline, and over those who commit.
    var decline = 0.0
    var commit = 0.0

    static func += (own: inout Part, other: Part) {
      own.conversations += other.conversations
      own.bias += other.bias
      own.excess += other.excess
      own.decline += other.decline
      own.commit += other.commit
    }
  }

  /// The units that have conversations on a side.
  private var uncommitted: [Part] = []
  private var committed: [Part] = []
  /// All units, where some have conversations on both sides; else none.
  private var shared: [(uncommitted: Part, committed: Part)] = []
  /// Conversations that count.
  private(set) var conversations = (uncommitted: 0, committed: 0)
  /// Σ bias over them.
  private var biases = (uncommitted: 0.0, committed: 0.0)

  /// - Parameter clusters: What is drawn independently; `nil` where every conversation stands alone.
  init(_ biases: ReferenceBiases, _ reference: FloorReference, clusters: Clusters?, contrast: Contrast) {
    let isPlacebo = reference.id == .placebo
    // Room for all on either side: what is not written is never there.
    uncommitted.reserveCapacity(biases.count)
    committed.reserveCapacity(biases.count)
    var units = clusters.map { Array(repeating: (uncommitted: Part(), committed: Part()), count: $0.count) } ?? []
    for place in 0..<biases.count {
      if isPlacebo, biases.number(place, ReferenceBiases.Column.hasPlacebo) == 0 { continue }
      let (isFirst, isSecond) = (
        contrast.uncommitted[biases.stratum(place)], contrast.committed[biases.stratum(place)]
      )
      guard isFirst || isSecond else { continue }
      let part = ReferenceNumbers.part(biases, place, reference)
      if isFirst {
        conversations.uncommitted += 1
        self.biases.uncommitted += part.bias
      } else {
        conversations.committed += 1
        self.biases.committed += part.bias
      }
      if let clusters {
        let unit = Int(clusters.column[Int(biases.conversations[place])])
        if isFirst { units[unit].uncommitted += part } else { units[unit].committed += part }
      } else if isFirst {
        uncommitted.append(part)
      } else {
        committed.append(part)
      }
    }
    for unit in units {
      if unit.uncommitted.conversations > 0 { uncommitted.append(unit.uncommitted) }
      if unit.committed.conversations > 0 { committed.append(unit.committed) }
    }
    if units.contains(where: { $0.uncommitted.conversations > 0 && $0.committed.conversations > 0 }) { shared = units }
  }

  /// Of every conversation, in the order of ``ReferenceBiases``: the simulator's bias beyond the reference's, and the
  /// influence of its labels on the reference's means.
  static func excesses(
    _ biases: ReferenceBiases, _ reference: FloorReference
  ) -> [(conversation: Int, excess: Double, influence: SIMD2<Double>)] {
    (0..<biases.count).map { place in
      let part = part(biases, place, reference)
      return (Int(biases.conversations[place]), part.excess, SIMD2(part.decline, part.commit))
    }
  }

  @inline(__always)
  private static func part(_ biases: ReferenceBiases, _ place: Int, _ reference: FloorReference) -> Part {
    let bias = biases.number(place, reference.bias)
    var part = Part(conversations: 1, bias: bias, excess: biases.number(place, reference.depth) - bias)
    if let influences = reference.influences {
      part.decline = biases.centred(place, influences.decline)
      part.commit = biases.centred(place, influences.commit)
    }
    return part
  }

  /// The conversations of the other side for one of a side: by what a label's pull on one mean counts on the other.
  var odds: (uncommitted: Double, committed: Double) {
    let (first, second) = conversations
    return (Double(second) / Double(max(first, 1)), Double(first) / Double(max(second, 1)))
  }

  /// The independent units of either side, and of both: those that lie on both sides count once.
  var unitCounts: (uncommitted: Int, committed: Int, all: Int) {
    let both = shared.count { $0.uncommitted.conversations > 0 && $0.committed.conversations > 0 }
    return (uncommitted.count, committed.count, uncommitted.count + committed.count - both)
  }

  /// The mean bias of the reference on either side; `nil` without conversations.
  var means: (uncommitted: Double?, committed: Double?) {
    (
      conversations.uncommitted > 0 ? biases.uncommitted / Double(conversations.uncommitted) : nil,
      conversations.committed > 0 ? biases.committed / Double(conversations.committed) : nil
    )
  }

  private enum Side { case uncommitted, committed }

  /// Differences of the two sides.
  struct Differences {
    /// The contrast of the reference.
    var floor: SideDifference
    /// The excess of the contrast. The labels that the reference is made of are a sample too: each conversation carries
    /// what its own do to the reference's means.
    var excess: SideDifference
    /// The simulator's mean bias on the uncommitted side less the reference's.
    var uncommittedExcess: SideDifference
    /// The same of the committed side.
    var committedExcess: SideDifference
  }

  var differences: Differences {
    let odds = odds
    // Kept from one difference to the next: they are as long as the audit.
    var sums = (uncommitted: sums(uncommitted), committed: sums(committed))
    return Differences(
      floor: difference(&sums, { $0.bias }, { $0.bias }),
      excess: difference(
        &sums, { $0.excess + $0.decline - $0.commit / odds.uncommitted },
        { $0.excess + $0.commit - $0.decline / odds.committed }),
      uncommittedExcess: difference(
        &sums, { $0.excess + $0.decline }, { -$0.decline * odds.uncommitted }, of: .uncommitted),
      committedExcess: difference(
        &sums, { -$0.commit * odds.committed }, { $0.excess + $0.commit }, of: .committed))
  }

  private func sums(_ units: [Part]) -> [ClusterSum] {
    units.map { ClusterSum(total: 0, weight: $0.conversations) }
  }

  /// - Parameters:
  ///   - sums: One a unit of either side, with its weight.
  ///   - ofUncommitted: What counts of the conversations of one side: linear, so that a unit's sums stand for them.
  ///   - ofCommitted: And of the other.
  ///   - side: Whose excess it is, to which the other adds only what its labels do to the reference; `nil` of both.
  private func difference(
    _ sums: inout (uncommitted: [ClusterSum], committed: [ClusterSum]), _ ofUncommitted: (Part) -> Double,
    _ ofCommitted: (Part) -> Double, of side: Side? = nil
  ) -> SideDifference {
    for place in uncommitted.indices { sums.uncommitted[place].total = ofUncommitted(uncommitted[place]) }
    for place in committed.indices { sums.committed[place].total = ofCommitted(committed[place]) }
    let pairs = shared.compactMap { unit in
      unit.uncommitted.conversations + unit.committed.conversations > 0
        ? PairedClusterSum(
          first: ClusterSum(total: ofUncommitted(unit.uncommitted), weight: unit.uncommitted.conversations),
          second: ClusterSum(total: ofCommitted(unit.committed), weight: unit.committed.conversations)) : nil
    }
    guard side == .committed else {
      return SideDifference(sums.uncommitted, sums.committed, pairs, restsOnFirst: side != nil)
    }
    return SideDifference(
      sums.committed, sums.uncommitted, pairs.map { PairedClusterSum(first: $0.second, second: $0.first) },
      restsOnFirst: true)
  }
}
