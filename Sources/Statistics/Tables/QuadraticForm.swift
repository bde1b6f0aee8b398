/// A symmetric, positive semidefinite matrix in full storage.
struct CovarianceMatrix {
  let dimension: Int
  var elements: [Double]

  init(dimension: Int) {
    self.dimension = dimension
    elements = [Double](repeating: 0, count: dimension * dimension)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * dimension + column] }
    set { elements[row * dimension + column] = newValue }
  }

  /// vᵀ V⁻ v and the rank of V, where v lies in the space that V spans (a sum of the vectors whose squares V holds):
  /// then the value is the same for every generalised inverse V⁻.
  ///
  /// Cholesky's factorisation with pivots on V scaled to a unit diagonal; a pivot below 10⁻⁹ of its variance is rank
  /// that is not there.
  func quadraticForm(_ vector: [Double]) throws(StatisticsError) -> (value: Double, rank: Int) {
    for element in elements where !element.isFinite { throw .overflow(what: "the covariance matrix") }
    let scales = (0..<dimension).map { self[$0, $0].squareRoot() }
    let used = (0..<dimension).filter { scales[$0] > 0 }
    var matrix = used.map { row in used.map { self[row, $0] / scales[row] / scales[$0] } }
    var rest = used.map { vector[$0] / scales[$0] }
    var value = 0.0
    var rank = 0
    for step in used.indices {
      var pivot = step
      for candidate in step..<used.count where matrix[candidate][candidate] > matrix[pivot][pivot] { pivot = candidate }
      guard matrix[pivot][pivot] > 1e-9 else { break }
      matrix.swapAt(step, pivot)
      for row in used.indices { matrix[row].swapAt(step, pivot) }
      rest.swapAt(step, pivot)
      let diagonal = matrix[step][step]
      value += rest[step] * rest[step] / diagonal
      rank += 1
      for row in (step + 1)..<max(step + 1, used.count) {
        let factor = matrix[row][step] / diagonal
        rest[row] -= factor * rest[step]
        for column in (step + 1)..<used.count { matrix[row][column] -= factor * matrix[step][column] }
      }
    }
    return (try representable(value, "the test statistic"), rank)
  }
}
