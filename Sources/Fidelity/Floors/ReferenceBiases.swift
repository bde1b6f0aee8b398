import Cases

/// What every selected conversation holds for the floors: the simulator's mean bias, and that of every reference, over
/// the same pairs.
struct ReferenceBiases: Sendable {
  /// The numbers of a conversation.
  enum Column {
    static let depth = 0
    /// Reference biases by position, previous stage, action and history.
    static let position = 1
    static let previousStage = 2
    static let action = 3
    static let history = 4
    /// Over the pairs at which the placebo has a label: whether there are any, the simulator's bias, the placebo's.
    static let hasPlacebo = 5
    static let depthBesidePlacebo = 6
    static let placebo = 7
    /// What the conversation's own labels add to the error of the reference's mean with those who decline and with those
    /// who commit: by reference, 0 for the placebo.
    static func declineInfluence(_ bias: Int) -> Int { 7 + bias }
    static func commitInfluence(_ bias: Int) -> Int { 11 + bias }
    static let influences = declineInfluence(position)..<count
    static let ofPlacebo = hasPlacebo..<placebo + 1
    static let count = 16
  }

  /// The conversations that count, ascending rows of ``ConversationColumns``.
  private(set) var conversations: [UInt32] = []
  private var strata: [UInt8] = []
  /// Conversation after conversation the numbers that are kept: those of a placebo only where there is one.
  private var numbers: [Double] = []
  private let hasPlacebo: Bool
  /// Pairs that used a coarser reference, by level.
  private(set) var fallbacks = Array(repeating: 0, count: ProbeCells.levels)
  /// Pairs with a reference.
  private(set) var pairs = 0
  /// Pairs without anybody else in the audit to compare with.
  private(set) var withoutReference = 0
  /// Pairs at which the placebo has no label.
  private(set) var withoutPlacebo = 0
  /// By reference, how well its law tells the real stages of the selected conversations.
  var quality = Array(repeating: LawQuality(), count: ReferenceLaws.references.count)

  private var declineInfluence = SIMD4<Double>()
  private var commitInfluence = SIMD4<Double>()
  /// What influences are on the mean: near 0, and taken off so that they move no estimate.
  private var centres = Array(repeating: 0.0, count: Column.count)

  init(hasPlacebo: Bool) { self.hasPlacebo = hasPlacebo }

  /// - Parameters:
  ///   - rows: The selected rows of the simulator.
  ///   - placebo: The rows of the placebo simulator, empty where there is none.
  init(_ laws: ReferenceLaws, _ rows: RowSet, placebo: RowSet, contrast: Contrast, threads: Int) {
    let table = laws.table
    let leverage = Leverage(laws, rows, contrast, threads: threads)
    let draws = ProbeDraws(table, rows)
    let parts = table.parts(threads: threads) { range in
      var reader = Reader(laws, rows, placebo, leverage, draws)
      // What follows is appended to the first part.
      reader.result.reserve(range.lowerBound == 0 ? table.conversations.count : range.count)
      for conversation in range { reader.read(conversation) }
      return reader.result
    }
    self = parts.first ?? ReferenceBiases(hasPlacebo: false)
    for part in parts.dropFirst() { append(part) }
    let (decline, commit) = (declineInfluence / Double(max(count, 1)), commitInfluence / Double(max(count, 1)))
    for bias in Column.position...Column.history {
      centres[Column.declineInfluence(bias)] = decline[bias - Column.position]
      centres[Column.commitInfluence(bias)] = commit[bias - Column.position]
    }
  }

  /// The conversations that count.
  var count: Int { conversations.count }

  func stratum(_ place: Int) -> Int { Int(strata[place]) }

  /// A number of a conversation.
  @inline(__always)
  func number(_ place: Int, _ column: Int) -> Double {
    if hasPlacebo { return numbers[place * Column.count + column] }
    if Column.ofPlacebo.contains(column) { return 0 }
    let width = Column.count - Column.ofPlacebo.count
    return numbers[place * width + (column < Column.ofPlacebo.lowerBound ? column : column - Column.ofPlacebo.count)]
  }

  /// A number of a conversation; an influence without what all have on the mean.
  @inline(__always)
  func centred(_ place: Int, _ column: Int) -> Double { number(place, column) - centres[column] }

  /// What is taken off a column's numbers: nothing but for influences.
  func centre(_ column: Int) -> Double { centres[column] }

  /// The conversations as kinds: nearly as many as conversations, and needed only where units are drawn again.
  var kinds: NumberKinds {
    var kinds = NumberKinds(width: Column.count)
    for place in 0..<count {
      kinds.add(Int(conversations[place]), stratum: stratum(place), (0..<Column.count).map { number(place, $0) })
    }
    return kinds
  }

  private mutating func append(_ other: ReferenceBiases) {
    conversations.append(contentsOf: other.conversations)
    strata.append(contentsOf: other.strata)
    numbers.append(contentsOf: other.numbers)
    for level in fallbacks.indices { fallbacks[level] += other.fallbacks[level] }
    pairs += other.pairs
    withoutReference += other.withoutReference
    withoutPlacebo += other.withoutPlacebo
    declineInfluence += other.declineInfluence
    commitInfluence += other.commitInfluence
    for reference in quality.indices { quality[reference].append(other.quality[reference]) }
  }

  /// Takes the room of so many conversations, of which only what is written will be used.
  private mutating func reserve(_ conversations: Int) {
    self.conversations.reserveCapacity(conversations)
    strata.reserveCapacity(conversations)
    numbers.reserveCapacity(conversations * (Column.count - (hasPlacebo ? 0 : Column.ofPlacebo.count)))
  }

  /// Adds one conversation.
  mutating func add(_ conversation: Int, stratum: UInt8, _ sums: PairSums) {
    for level in 1..<ProbeCells.levels { fallbacks[level] += Int(sums.fallbacks[level]) }
    pairs += sums.pairs
    withoutReference += sums.withoutReference
    withoutPlacebo += sums.pairs - sums.placeboPairs
    guard sums.pairs > 0 else { return }
    conversations.append(UInt32(truncatingIfNeeded: conversation))
    strata.append(stratum)
    let pairs = Double(sums.pairs)
    numbers.append(sums.depth / pairs)
    add(sums.references / pairs)
    if hasPlacebo {
      let beside = Double(max(sums.placeboPairs, 1))
      numbers.append(sums.placeboPairs > 0 ? 1 : 0)
      numbers.append(sums.depthBesidePlacebo / beside)
      numbers.append(sums.placebo / beside)
    }
    add(sums.declineInfluence)
    add(sums.commitInfluence)
    declineInfluence += sums.declineInfluence
    commitInfluence += sums.commitInfluence
  }

  @inline(__always)
  private mutating func add(_ values: SIMD4<Double>) {
    for place in 0..<4 { numbers.append(values[place]) }
  }
}
