/// How much one real label moves the mean of a law over each of several sets of pairs.
///
/// A law is the mean of labels in a cell. Over a set of pairs its sum is therefore off by Σ λ(cell) · (label − law) over
/// all labels, λ being the pairs of the set in the cell ÷ the labels in the cell. Cells are few and most sets lie in few
/// of them, so that every cell lists its sets.
struct LabelWeights: Sendable {
  private let first: [Int]
  private let sets: [Int32]
  private let weights: [Double]

  static let none = LabelWeights([]) { _ in 0 }

  /// - Parameters:
  ///   - pairs: Set after set, the weight of its pairs in every cell.
  ///   - labels: The number of labels in a cell.
  init(_ pairs: [[Double]], labels: (Int) -> Double) {
    let cells = pairs.first?.count ?? 0
    var first = [0]
    var sets: [Int32] = []
    var weights: [Double] = []
    for cell in 0..<cells {
      for set in pairs.indices where pairs[set][cell] > 0 {
        sets.append(Int32(set))
        weights.append(pairs[set][cell] / max(labels(cell), 1))
      }
      first.append(sets.count)
    }
    self.first = first
    self.sets = sets
    self.weights = weights
  }

  /// Where the sets that a label in a cell counts for stand.
  @inline(__always)
  func places(_ cell: Int) -> Range<Int> { first[cell]..<first[cell + 1] }

  @inline(__always)
  subscript(place: Int) -> (set: Int, weight: Double) { (Int(sets[place]), weights[place]) }
}
