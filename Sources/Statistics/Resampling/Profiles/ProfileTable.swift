/// The distinct profiles of units, per stratum, each with its multiplicity: what resampling works on.
///
/// A *unit* is what is drawn: a conversation, or all conversations of one customer. Its *row* holds the numbers whose
/// sums over units are all that the statistics need. Units with equal rows in one stratum are of one *kind*; how often
/// a resample takes each kind is drawn at once, so that the cost follows the kinds and not the units.
///
/// Resampling is stratified: each stratum keeps its number of units. Where a unit belongs to no single stratum (a
/// customer with conversations in two), give all units one stratum and each outcome its own columns.
public struct ProfileTable: Sendable, Equatable {
  /// The kinds of one stratum, the most frequent first.
  public struct Stratum: Sendable, Equatable {
    /// The number of units of each kind, all positive.
    public let multiplicities: [Int]
    /// The rows, kind by kind, ``ProfileTable/columns`` numbers each.
    public let rows: [Double]
    /// The number of units.
    public let units: Int
    /// For a folded table, what the means of the kinds leave out; see ``ProfileTable/init(columns:strata:strataCount:foldingBeyond:)``.
    let residual: NormalResidual?

    init(multiplicities: [Int], rows: [Double], residual: NormalResidual? = nil) {
      self.multiplicities = multiplicities
      self.rows = rows
      self.residual = residual
      units = multiplicities.reduce(0, +)
    }
  }

  /// The number of columns of a row.
  public let columns: Int
  public let strata: [Stratum]

  /// The number of kinds in all strata.
  public var kinds: Int { strata.reduce(0) { $0 + $1.multiplicities.count } }
  /// The number of units in all strata.
  public var units: Int { strata.reduce(0) { $0 + $1.units } }
  /// Whether the kinds are groups of similar rows rather than equal ones.
  public var isFolded: Bool { strata.contains { $0.residual != nil } }

  init(columns: Int, strata: [Stratum]) {
    self.columns = columns
    self.strata = strata
  }

  /// Profiles of units whose sufficient statistics are packed into one 64-bit key each: the fastest way in.
  ///
  /// - Parameters:
  ///   - keys: One a unit; equal keys mean equal rows.
  ///   - strata: The stratum of each unit, below `strataCount`.
  ///   - strataCount: The number of strata, at least 1; one may be empty.
  ///   - columns: The length of a row, at least 1.
  ///   - row: The row of a key, `columns` finite numbers; called once a kind.
  /// - Throws: ``StatisticsError/mismatchedLengths(what:first:second:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for a stratum or a size out of range,
  ///   ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(units + kinds · columns).
  public init(
    keys: [UInt64], strata: [UInt8], strataCount: Int, columns: Int, row: (UInt64) -> [Double]
  ) throws(StatisticsError) {
    try requireEqualLengths(keys.count, strata.count, "keys and strata")
    try ProfileTable.check(strata, strataCount, columns)
    let index = keys.withUnsafeBufferPointer { keys in
      KindIndex(strata: strata, width: 1) { unit, _ in keys[unit] }
    }
    try self.init(index, strataCount: strataCount, columns: columns) { row($0[$0.startIndex]) }
  }

  /// Profiles of units whose sufficient statistics are whole numbers, `width` a unit.
  ///
  /// - Parameters:
  ///   - counts: Unit by unit, `width` numbers each.
  ///   - width: At least 1.
  ///   - row: The row that belongs to the numbers of a unit, `columns` finite numbers; called once a kind.
  /// - Throws: As ``init(keys:strata:strataCount:columns:row:)``.
  /// - Complexity: O(units · width + kinds · columns).
  public init(
    counts: [Int32], width: Int, strata: [UInt8], strataCount: Int, columns: Int, row: ([Int]) -> [Double]
  ) throws(StatisticsError) {
    guard width >= 1 else { throw .outOfRange(what: "the width", value: Double(width), allowed: "≥ 1") }
    try requireEqualLengths(counts.count, strata.count * width, "counts and strata · width")
    try ProfileTable.check(strata, strataCount, columns)
    let index = counts.withUnsafeBufferPointer { counts in
      KindIndex(strata: strata, width: width) { unit, place in
        UInt64(UInt32(bitPattern: counts[unit &* width &+ place]))
      }
    }
    try self.init(index, strataCount: strataCount, columns: columns) { words in
      row(words.map { Int(Int32(truncatingIfNeeded: $0)) })
    }
  }

  /// Profiles of units whose rows are given as columns.
  ///
  /// - Parameter columns: At least one column, each with one finite number a unit.
  /// - Throws: As ``init(keys:strata:strataCount:columns:row:)``.
  /// - Complexity: O(units · columns).
  public init(columns: [[Double]], strata: [UInt8], strataCount: Int) throws(StatisticsError) {
    try ProfileTable.check(strata, strataCount, columns.count)
    for column in columns {
      try requireEqualLengths(column.count, strata.count, "a column and strata")
      try requireFinite(column, "a column")
    }
    // Adding zero makes −0 and 0 one kind.
    let index = KindIndex(strata: strata, width: columns.count) { unit, place in
      (columns[place][unit] + 0).bitPattern
    }
    try self.init(index, strataCount: strataCount, columns: columns.count) { $0.map(Double.init(bitPattern:)) }
  }

  /// Profiles of units whose kinds are known, at no cost for their number.
  ///
  /// - Parameters:
  ///   - multiplicities: The number of units of each kind, not negative.
  ///   - rows: Kind by kind, `columns` finite numbers each; equal rows of a stratum become one kind.
  ///   - strata: The stratum of each kind, below `strataCount`.
  /// - Throws: As ``init(keys:strata:strataCount:columns:row:)``.
  /// - Complexity: O(kinds · columns).
  public init(
    multiplicities: [Int], rows: [Double], columns: Int, strata: [UInt8], strataCount: Int
  ) throws(StatisticsError) {
    try ProfileTable.check(multiplicities, rows, columns, strata, strataCount)
    let index = rows.withUnsafeBufferPointer { rows in
      KindIndex(strata: strata, width: columns, multiplicity: { multiplicities[$0] }) { unit, place in
        (rows[unit &* columns &+ place] + 0).bitPattern
      }
    }
    try self.init(index, strataCount: strataCount, columns: columns) { $0.map(Double.init(bitPattern:)) }
  }

  /// The table of some of the columns, in the order given: kinds that differ in the others alone become one.
  ///
  /// What a resample draws of these columns has the same law as before, and far fewer kinds make it fast.
  /// - Parameter chosen: At least one number of a column.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for a column that is not there, or for none.
  /// - Complexity: O(kinds · columns).
  public func marginal(of chosen: [Int]) throws(StatisticsError) -> ProfileTable {
    guard !isFolded else { throw .undefined(reason: "a folded table has no marginal tables") }
    for column in chosen where !(0..<columns).contains(column) {
      throw .outOfRange(what: "a column", value: Double(column), allowed: "0 ..< \(columns)")
    }
    var rows: [Double] = []
    var stratumOfKind: [UInt8] = []
    rows.reserveCapacity(kinds * chosen.count)
    for (number, stratum) in strata.enumerated() {
      for kind in stratum.multiplicities.indices {
        for column in chosen { rows.append(stratum.rows[kind * columns + column]) }
        stratumOfKind.append(UInt8(truncatingIfNeeded: number))
      }
    }
    return try ProfileTable(
      multiplicities: strata.flatMap(\.multiplicities), rows: rows, columns: chosen.count, strata: stratumOfKind,
      strataCount: strata.count)
  }

  /// Σ of the rows of all units, stratum by stratum, `columns` numbers each.
  public var observed: Sums {
    var storage = [Double](repeating: 0, count: strata.count * columns)
    for (stratum, kinds) in strata.enumerated() {
      for (kind, multiplicity) in kinds.multiplicities.enumerated() {
        for column in 0..<columns {
          storage[stratum * columns + column] += Double(multiplicity) * kinds.rows[kind * columns + column]
        }
      }
    }
    return Sums(storage: storage, start: 0, columns: columns)
  }

  init(
    _ index: KindIndex?, strataCount: Int, columns: Int, row: (ArraySlice<UInt64>) -> [Double]
  ) throws(StatisticsError) {
    guard let index else { throw .undefined(reason: "too many kinds of units") }
    var order: [[Int]] = Array(repeating: [], count: strataCount)
    for (kind, stratum) in index.strata.enumerated() where index.counts[kind] > 0 { order[Int(stratum)].append(kind) }
    var strata: [Stratum] = []
    for var kinds in order {
      kinds.sort { (index.counts[$0], $1) > (index.counts[$1], $0) }
      var rows: [Double] = []
      rows.reserveCapacity(kinds.count * columns)
      for kind in kinds {
        let numbers = row(index.words[kind * index.width..<(kind + 1) * index.width])
        try requireEqualLengths(numbers.count, columns, "a row and the columns")
        rows.append(contentsOf: numbers)
      }
      try requireFinite(rows, "a row")
      strata.append(Stratum(multiplicities: kinds.map { index.counts[$0] }, rows: rows))
    }
    self.init(columns: columns, strata: strata)
  }
}
