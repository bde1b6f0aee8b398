/// Where the numbers of a reference stand in ``ReferenceBiases``, and why it has none.
struct FloorReference: Sendable {
  var id: FloorReport.Reference
  var bias: Int
  var depth = ReferenceBiases.Column.depth
  var fallbackLevel: Int?
  var reason: String?

  /// The numbers that its resamples need.
  var columns: [Int] {
    let influences = influences.map { [$0.decline, $0.commit] }
    return [bias, depth] + (influences ?? [ReferenceBiases.Column.hasPlacebo])
  }

  /// What labels do to the reference's mean over those who decline, and over those who commit; none of a placebo.
  var influences: (decline: Int, commit: Int)? {
    id == .placebo
      ? nil : (ReferenceBiases.Column.declineInfluence(bias), ReferenceBiases.Column.commitInfluence(bias))
  }
}
