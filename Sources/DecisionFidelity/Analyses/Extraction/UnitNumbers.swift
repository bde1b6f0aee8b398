import Statistics

/// Conversations that are known by a few numbers each, and the units that they belong to.
///
/// Such numbers take nearly as many values as there are conversations, so that nothing is gained by looking for kinds.
struct UnitNumbers: Sendable {
  /// Conversation by conversation, in the order of the table.
  struct Conversations: Sendable {
    let width: Int
    private(set) var conversations: [UInt32] = []
    private(set) var strata: [UInt8] = []
    private(set) var numbers: [Double] = []

    init(width: Int) { self.width = width }

    var count: Int { conversations.count }

    /// - Parameter values: The first `width` count.
    mutating func add(_ conversation: Int, stratum: UInt8, _ values: [Double]) {
      conversations.append(UInt32(truncatingIfNeeded: conversation))
      strata.append(stratum)
      for column in 0..<width { numbers.append(values[column]) }
    }

    mutating func reserveCapacity(_ count: Int) {
      conversations.reserveCapacity(count)
      strata.reserveCapacity(count)
      numbers.reserveCapacity(count * width)
    }

    mutating func append(_ other: Conversations) {
      reserveCapacity(count + other.count)
      conversations.append(contentsOf: other.conversations)
      strata.append(contentsOf: other.strata)
      numbers.append(contentsOf: other.numbers)
    }

    func number(_ index: Int, _ column: Int) -> Double { numbers[index * width + column] }

    /// The conversations of some strata for which `isCounted` holds.
    func count(in mask: StratumMask, where isCounted: (Int) -> Bool = { _ in true }) -> Int {
      strata.indices.count { mask[Int(strata[$0])] && isCounted($0) }
    }
  }

  let conversations: Conversations
  /// The unit of each conversation, `0 ..< units`.
  private let unit: [UInt32]
  private let units: Int
  private let strata: Int
  /// Whether some unit holds conversations of several strata.
  private let spansStrata: Bool

  init(_ conversations: Conversations, clusters: Clusters?, strata: Int) {
    self.conversations = conversations
    self.strata = strata
    guard let clusters else {
      unit = Array(0..<UInt32(truncatingIfNeeded: conversations.count))
      units = conversations.count
      spansStrata = false
      return
    }
    var number = Array(repeating: UInt32.max, count: clusters.count)
    var stratumOf: [UInt8] = []
    var unit: [UInt32] = []
    unit.reserveCapacity(conversations.count)
    var spans = false
    for (conversation, stratum) in zip(conversations.conversations, conversations.strata) {
      let cluster = Int(clusters.column[Int(conversation)])
      if number[cluster] == .max {
        number[cluster] = UInt32(truncatingIfNeeded: stratumOf.count)
        stratumOf.append(stratum)
      }
      spans = spans || stratumOf[Int(number[cluster])] != stratum
      unit.append(number[cluster])
    }
    self.unit = unit
    units = stratumOf.count
    spansStrata = spans
  }

  /// The difference of the means of a number over conversations of two sides.
  ///
  /// - Parameter isCounted: Whether a conversation, given by its index, takes part.
  func difference(
    _ contrast: Contrast, where isCounted: (Int) -> Bool = { _ in true }, _ value: (Int) -> Double
  ) -> SideDifference {
    if units == conversations.count,
      let first = try? Summary(of: values(in: contrast.uncommitted, where: isCounted, value)),
      let second = try? Summary(of: values(in: contrast.committed, where: isCounted, value))
    {
      return SideDifference(first, second)
    }
    let first = sums(in: contrast.uncommitted, where: isCounted, value)
    let second = sums(in: contrast.committed, where: isCounted, value)
    guard spansStrata else { return SideDifference(first.filter(\.isCounted), second.filter(\.isCounted)) }
    return SideDifference(
      paired: zip(first, second).map { PairedClusterSum(first: $0, second: $1) }.filter {
        $0.first.isCounted || $0.second.isCounted
      })
  }

  /// The mean of a number over the conversations of some strata.
  func mean(in mask: StratumMask, level: Double, empty: String, _ value: (Int) -> Double) -> Figure {
    .ratio(
      sums(in: mask, value).filter(\.isCounted), count: conversations.count(in: mask), level: level, empty: empty)
  }

  private func values(
    in mask: StratumMask, where isCounted: (Int) -> Bool, _ value: (Int) -> Double
  ) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(conversations.count)
    for index in 0..<conversations.count where mask[Int(conversations.strata[index])] && isCounted(index) {
      values.append(value(index))
    }
    return values
  }

  /// One entry a unit: Σ of the value, and the number of conversations.
  private func sums(
    in mask: StratumMask, where isCounted: (Int) -> Bool = { _ in true }, _ value: (Int) -> Double
  ) -> [ClusterSum] {
    var sums = Array(repeating: ClusterSum(total: 0, weight: 0), count: units)
    for index in 0..<conversations.count where mask[Int(conversations.strata[index])] && isCounted(index) {
      let unit = Int(unit[index])
      sums[unit].total += value(index)
      sums[unit].weight += 1
    }
    return sums
  }

  /// The rows that resampling works on: the number of conversations, then the chosen numbers.
  ///
  /// - Parameter limit: The number of kinds beyond which similar rows are folded together.
  func profile(_ columns: [Int], foldingBeyond limit: Int) throws(StatisticsError) -> UnitProfile {
    let layout = UnitProfile.Layout(width: 1 + columns.count, strata: strata, isWide: spansStrata)
    var rows = Array(repeating: 0.0, count: units * layout.columns)
    var blocks = Array(repeating: UInt8.max, count: units)
    for index in 0..<conversations.count {
      let (unit, stratum) = (Int(unit[index]), conversations.strata[index])
      let base = unit * layout.columns + (spansStrata ? Int(stratum) * layout.width : 0)
      rows[base] += 1
      for (place, column) in columns.enumerated() { rows[base + 1 + place] += conversations.number(index, column) }
      blocks[unit] = blocks[unit] == .max || blocks[unit] == stratum ? stratum : UInt8(truncatingIfNeeded: strata)
    }
    let table = try ProfileTable(
      multiplicities: Array(repeating: 1, count: units), rows: rows, columns: layout.columns, strata: blocks,
      strataCount: strata + 1, foldingBeyond: limit)
    return UnitProfile(table: table, layout: layout)
  }
}

extension ClusterSum {
  fileprivate var isCounted: Bool { weight > 0 }
}
