import RealModule

/// The penalised likelihood that a ``MultinomialRegression`` is the maximum of.
struct MultinomialLikelihood {
  private let rows: SparseRows
  private let categories: [Int]
  private let offsets: [Double]
  private let penalty: Double

  init(_ rows: SparseRows, categories: [Int], offsets: [Double], penalty: Double) {
    self.rows = rows
    self.categories = categories
    self.offsets = offsets
    self.penalty = penalty
  }

  /// The negative logarithm at `coefficients` (column after column, a number a category), and its gradient.
  func value(_ coefficients: [Double], gradient: inout [Double]) -> Double {
    var sum = 0.0
    for place in coefficients.indices {
      sum += penalty * coefficients[place] * coefficients[place] / 2
      gradient[place] = penalty * coefficients[place]
    }
    var law = offsets
    law.withUnsafeMutableBufferPointer { law in
      coefficients.withUnsafeBufferPointer { coefficients in
        gradient.withUnsafeMutableBufferPointer { gradient in
          rows.entries.withUnsafeBufferPointer { entries in
            for (row, own) in categories.enumerated() {
              let row = UnsafeBufferPointer(rebasing: entries[rows.first[row]..<rows.first[row + 1]])
              sum -= add(row, own, coefficients, law, gradient)
            }
          }
        }
      }
    }
    return sum
  }

  /// Adds one observation's part of the gradient.
  ///
  /// - Returns: The logarithm of its category's probability.
  @inline(__always)
  private func add(
    _ row: UnsafeBufferPointer<SparseRows.Entry>, _ own: Int, _ coefficients: UnsafeBufferPointer<Double>,
    _ law: UnsafeMutableBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let count = offsets.count
    for category in 0..<count { law[category] = offsets[category] }
    for entry in row {
      let first = entry.column * count
      for category in 0..<count { law[category] += entry.value * coefficients[first + category] }
    }
    let ownLogit = law[own]
    let logSum = softmax(law)
    law[own] -= 1
    for entry in row {
      let first = entry.column * count
      for category in 0..<count { gradient[first + category] += entry.value * law[category] }
    }
    return ownLogit - logSum
  }
}

/// Turns logits into probabilities.
///
/// - Returns: log Σ exp of the logits.
@inline(__always)
public func softmax(_ logits: UnsafeMutableBufferPointer<Double>) -> Double {
  var most = -Double.infinity
  for logit in logits where logit > most { most = logit }
  var sum = 0.0
  for place in logits.indices {
    logits[place] = Double.exp(logits[place] - most)
    sum += logits[place]
  }
  let scale = 1 / sum
  for place in logits.indices { logits[place] *= scale }
  return most + Double.log(sum)
}
