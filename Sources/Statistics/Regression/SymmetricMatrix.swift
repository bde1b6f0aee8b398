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

  /// Cholesky's factor; `nil` where the matrix is not positive definite.
  func factor() -> CholeskyFactor? {
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
    return CholeskyFactor(lower: factor)
  }

  /// x of A·x = `right`; `nil` where A is not positive definite.
  func solve(_ right: [Double]) -> [Double]? {
    guard let factor = factor() else { return nil }
    var x = right
    factor.solve(&x, columns: 1)
    return x
  }
}

/// L of A = L·Lᵀ.
struct CholeskyFactor {
  fileprivate let lower: SymmetricMatrix

  /// Replaces the right sides of A·x by x: row after row, one number each of `columns` right sides.
  func solve(_ x: inout [Double], columns: Int) {
    let size = lower.size
    x.withUnsafeMutableBufferPointer { x in
      for row in 0..<size {
        for column in 0..<row { subtract(lower[row, column], column, from: row, x, columns) }
        divide(row, x, columns)
      }
      for row in (0..<size).reversed() {
        for below in row + 1..<max(size, row + 1) { subtract(lower[below, row], below, from: row, x, columns) }
        divide(row, x, columns)
      }
    }
  }

  @inline(__always)
  private func subtract(
    _ factor: Double, _ other: Int, from row: Int, _ x: UnsafeMutableBufferPointer<Double>, _ columns: Int
  ) {
    for place in 0..<columns { x[row * columns + place] -= factor * x[other * columns + place] }
  }

  @inline(__always)
  private func divide(_ row: Int, _ x: UnsafeMutableBufferPointer<Double>, _ columns: Int) {
    for place in 0..<columns { x[row * columns + place] /= lower[row, row] }
  }
}
