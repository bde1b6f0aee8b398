/// A symmetric matrix of which the lower half is kept.
struct SymmetricMatrix {
  let size: Int
  private var entries: [Double]

  init(size: Int) {
    self.size = size
    entries = Array(repeating: 0, count: size * size)
  }

  /// - Parameter column: At most `row`.
  @inline(__always)
  subscript(row: Int, column: Int) -> Double {
    get { entries[row * size + column] }
    set { entries[row * size + column] = newValue }
  }

  /// x of A·x = `right` by Cholesky's factors; `nil` where A is not positive definite.
  func solve(_ right: [Double]) -> [Double]? {
    var factor = self
    for row in 0..<size {
      for column in 0...row {
        var sum = factor[row, column]
        for inner in 0..<column { sum -= factor[row, inner] * factor[column, inner] }
        if row == column {
          guard sum > 0, sum > 1e-13 * self[row, row] else { return nil }
          factor[row, row] = sum.squareRoot()
        } else {
          factor[row, column] = sum / factor[column, column]
        }
      }
    }
    var x = right
    for row in 0..<size {
      for column in 0..<row { x[row] -= factor[row, column] * x[column] }
      x[row] /= factor[row, row]
    }
    for row in (0..<size).reversed() {
      for below in row + 1..<max(size, row + 1) { x[row] -= factor[below, row] * x[below] }
      x[row] /= factor[row, row]
    }
    return x
  }
}
