/// The last steps of a minimisation, from which second derivatives are told: the two loops of limited-memory BFGS.
/// > J. Nocedal. "Updating Quasi-Newton Matrices with Limited Storage." 1980, doi:10.1090/S0025-5718-1980-0572855-7
struct QuasiNewtonMemory {
  private struct Pair {
    var move: [Double]
    var change: [Double]
    /// move · change, above 0.
    var product: Double
  }

  private static let depth = 10
  private let size: Int
  private var pairs: [Pair] = []

  init(size: Int) { self.size = size }

  /// Keeps a step; one along which the gradient did not rise tells nothing.
  mutating func add(from point: [Double], _ gradient: [Double], to next: [Double], _ nextGradient: [Double]) {
    let move = (0..<size).map { next[$0] - point[$0] }
    let change = (0..<size).map { nextGradient[$0] - gradient[$0] }
    let product = QuasiNewtonMemory.dot(move, change)
    guard product > 0 else { return }
    if pairs.count == QuasiNewtonMemory.depth { pairs.removeFirst() }
    pairs.append(Pair(move: move, change: change, product: product))
  }

  /// What to go back by, against the gradient.
  ///
  /// - Parameter initial: Multiplies by the inverse of the second derivatives as they are thought without any step.
  func step(_ gradient: [Double], _ initial: (inout [Double]) -> Void) -> [Double] {
    var step = gradient
    var parts: [Double] = []
    for pair in pairs.reversed() {
      let part = QuasiNewtonMemory.dot(pair.move, step) / pair.product
      parts.append(part)
      for place in 0..<size { step[place] -= part * pair.change[place] }
    }
    initial(&step)
    for (pair, part) in zip(pairs, parts.reversed()) {
      let rest = part - QuasiNewtonMemory.dot(pair.change, step) / pair.product
      for place in 0..<size { step[place] += rest * pair.move[place] }
    }
    return step
  }

  private static func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for place in first.indices { sum += first[place] * second[place] }
    return sum
  }
}
