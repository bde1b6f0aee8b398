import Cases
import Statistics

/// What one reference says of every kind of conversation.
///
/// An audit has nearly as many kinds as conversations here, and a report passes over them dozens of times: what it needs of
/// one reference is taken out of ``ReferenceBiases`` once and stands close together.
struct ReferenceNumbers: Sendable {
  private struct Kind {
    /// `nil` where the kind does not count: it is of no side, or the placebo has no label there.
    var side: Side?
    /// The reference's own mean bias.
    var bias: Double
    /// The simulator's beyond it.
    var excess: Double
    /// What the labels of the conversation do to the reference's mean over those who decline, and over those who commit.
    var influence: SIMD2<Double>
  }

  private enum Side { case uncommitted, committed }

  private let kinds: [Kind]
  private let units: UnitKinds
  /// Conversations that count.
  let conversations: (uncommitted: Int, committed: Int)
  /// Σ bias over them.
  private let biases: (uncommitted: Double, committed: Double)

  init(_ biases: ReferenceBiases, _ reference: FloorReference, _ units: UnitKinds, contrast: Contrast) {
    let numbers = biases.kinds
    let isPlacebo = reference.id == .placebo
    let influences = reference.influences
    var kinds: [Kind] = []
    kinds.reserveCapacity(numbers.count)
    var conversations = (uncommitted: 0, committed: 0)
    var sums = (uncommitted: 0.0, committed: 0.0)
    for (kind, count) in numbers.counts.enumerated() {
      let stratum = numbers.stratum(kind)
      let bias = numbers.number(kind, reference.bias)
      var side: Side?
      if !isPlacebo || numbers.number(kind, ReferenceBiases.Column.hasPlacebo) > 0 {
        if contrast.uncommitted[stratum] {
          side = .uncommitted
          conversations.uncommitted += count
          sums.uncommitted += bias * Double(count)
        } else if contrast.committed[stratum] {
          side = .committed
          conversations.committed += count
          sums.committed += bias * Double(count)
        }
      }
      let influence =
        influences.map { SIMD2(biases.centred(kind, $0.decline), biases.centred(kind, $0.commit)) } ?? SIMD2()
      kinds.append(
        Kind(side: side, bias: bias, excess: numbers.number(kind, reference.depth) - bias, influence: influence))
    }
    self.kinds = kinds
    self.units = units
    self.conversations = conversations
    self.biases = sums
  }

  /// The simulator's bias beyond the reference's in a kind, and what its labels do to the reference's means.
  subscript(kind: Int) -> (excess: Double, influence: SIMD2<Double>) { (kinds[kind].excess, kinds[kind].influence) }

  /// The conversations of the other side for one of a side: by what a label's pull on one mean counts on the other.
  var odds: (uncommitted: Double, committed: Double) {
    let (first, second) = conversations
    return (Double(second) / Double(max(first, 1)), Double(first) / Double(max(second, 1)))
  }

  /// The independent units of either side.
  var unitCounts: (uncommitted: Int, committed: Int) {
    (units.count { kinds[$0].side == .uncommitted }, units.count { kinds[$0].side == .committed })
  }

  /// The mean bias of the reference on either side; `nil` without conversations.
  var means: (uncommitted: Double?, committed: Double?) {
    (
      conversations.uncommitted > 0 ? biases.uncommitted / Double(conversations.uncommitted) : nil,
      conversations.committed > 0 ? biases.committed / Double(conversations.committed) : nil
    )
  }

  /// The contrast of the reference.
  var floor: SideDifference { difference({ $0.bias }, { $0.bias }) }

  /// The excess of the contrast. The labels that the reference is made of are a sample too: each conversation carries
  /// what its own do to the reference's means.
  var excess: SideDifference {
    let odds = odds
    return difference(
      { $0.excess + $0.influence.x - $0.influence.y / odds.uncommitted },
      { $0.excess + $0.influence.y - $0.influence.x / odds.committed })
  }

  /// The simulator's mean bias on the uncommitted side less the reference's.
  var uncommittedExcess: SideDifference {
    let odds = odds.uncommitted
    return difference({ $0.excess + $0.influence.x }, { -$0.influence.x * odds })
  }

  /// The same of the committed side.
  var committedExcess: SideDifference {
    let odds = odds.committed
    return difference({ -$0.influence.y * odds }, { $0.excess + $0.influence.y }, committedFirst: true)
  }

  private func difference(
    _ uncommitted: (Kind) -> Double, _ committed: (Kind) -> Double, committedFirst: Bool = false
  ) -> SideDifference {
    func first(_ kind: Int) -> (total: Double, weight: Double)? {
      kinds[kind].side == .uncommitted ? (uncommitted(kinds[kind]), 1) : nil
    }
    func second(_ kind: Int) -> (total: Double, weight: Double)? {
      kinds[kind].side == .committed ? (committed(kinds[kind]), 1) : nil
    }
    return committedFirst ? SideDifference(units, second, first) : SideDifference(units, first, second)
  }
}
