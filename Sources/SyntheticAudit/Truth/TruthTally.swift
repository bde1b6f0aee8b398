/// Sums over many drawn conversations, from which the population's values follow.
struct TruthTally: Sendable {
  /// One simulator as one instrument (or nobody) labelled it, in one stratum.
  struct Cell: Sendable {
    /// Conversations that have a pair.
    var conversations = 0
    /// Sum and sum of squares of the conversations' mean depth difference.
    var bias = 0.0
    var squaredBias = 0.0
    /// Pairs by fraction, real stage and simulated stage.
    var pairs: [[[Int]]]
    /// Ordinary probes at which the simulator did not reply.
    var silent = 0
    /// Exit probes: all, without a reply, and with a resisting one.
    var exitProbes = 0
    var exitSilent = 0
    var exitResisting = 0

    init(fractions: Int) {
      let stages = Array(repeating: Array(repeating: 0, count: Stage.count), count: Stage.count)
      pairs = Array(repeating: stages, count: fractions)
    }
  }

  /// What an outcome-blind reference may know: weights and depths by fraction, previous label and action.
  struct Reference: Sendable {
    /// The number of cells of one fraction: no label or five, times six actions.
    static let cells = (Stage.count + 1) * AgentAction.allCases.count

    var conversations = 0
    var weights: [Double]
    var depths: [Double]

    init(fractions: Int) {
      weights = Array(repeating: 0, count: fractions * Reference.cells)
      depths = weights
    }
  }

  /// By simulator, label column (0 is the state itself, then the instruments), stratum.
  var cells: [[[Cell]]]
  /// By label column, stratum.
  var references: [[Reference]]

  init(simulators: Int, instruments: Int, fractions: Int) {
    let strata = Array(repeating: Cell(fractions: fractions), count: 2)
    cells = Array(repeating: Array(repeating: strata, count: instruments + 1), count: simulators)
    references = Array(
      repeating: Array(repeating: Reference(fractions: fractions), count: 2), count: instruments + 1)
  }

  mutating func add(_ other: TruthTally) {
    for simulator in cells.indices {
      for column in cells[simulator].indices {
        for stratum in 0...1 { cells[simulator][column][stratum].add(other.cells[simulator][column][stratum]) }
      }
    }
    for column in references.indices {
      for stratum in 0...1 { references[column][stratum].add(other.references[column][stratum]) }
    }
  }
}

extension TruthTally.Cell {
  mutating func add(_ other: TruthTally.Cell) {
    conversations += other.conversations
    bias += other.bias
    squaredBias += other.squaredBias
    silent += other.silent
    exitProbes += other.exitProbes
    exitSilent += other.exitSilent
    exitResisting += other.exitResisting
    for fraction in pairs.indices {
      for real in 0..<Stage.count {
        for simulated in 0..<Stage.count { pairs[fraction][real][simulated] += other.pairs[fraction][real][simulated] }
      }
    }
  }

  /// The mean of the conversations' mean depth differences.
  var depthBias: Double { conversations > 0 ? bias / Double(conversations) : .nan }

  var variance: Double {
    guard conversations > 1 else { return .nan }
    return (squaredBias - Double(conversations) * depthBias * depthBias) / Double(conversations - 1)
  }

  var standardError: Double { conversations > 0 ? (variance / Double(conversations)).squareRoot() : .nan }

  /// Pairs by real and simulated stage, all fractions or one.
  func joint(_ fraction: Int?) -> [[Int]] {
    let chosen = fraction.map { [pairs[$0]] } ?? pairs
    return (0..<Stage.count).map { real in
      (0..<Stage.count).map { simulated in chosen.reduce(0) { $0 + $1[real][simulated] } }
    }
  }
}

extension TruthTally.Reference {
  mutating func add(_ other: TruthTally.Reference) {
    conversations += other.conversations
    for index in weights.indices {
      weights[index] += other.weights[index]
      depths[index] += other.depths[index]
    }
  }
}
