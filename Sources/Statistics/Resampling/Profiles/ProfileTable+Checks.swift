extension ProfileTable {
  /// The most units of a table: their counts are drawn as 32-bit numbers.
  private static let mostUnits = Int(Int32.max)

  static func check(_ strata: [UInt8], _ strataCount: Int, _ columns: Int) throws(StatisticsError) {
    guard columns >= 1 else { throw .outOfRange(what: "the number of columns", value: Double(columns), allowed: "≥ 1") }
    guard (1...256).contains(strataCount) else {
      throw .outOfRange(what: "the number of strata", value: Double(strataCount), allowed: "1 … 256")
    }
    guard strata.count <= mostUnits else {
      throw .outOfRange(what: "the number of units", value: Double(strata.count), allowed: "≤ 2^31 − 1")
    }
    if let greatest = strata.max(), greatest >= strataCount {
      throw .outOfRange(what: "a stratum", value: Double(greatest), allowed: "0 ..< \(strataCount)")
    }
  }

  /// Of a table whose kinds are given.
  static func check(
    _ multiplicities: [Int], _ rows: [Double], _ columns: Int, _ strata: [UInt8], _ strataCount: Int
  ) throws(StatisticsError) {
    try check(strata, strataCount, columns)
    try requireEqualLengths(multiplicities.count, strata.count, "multiplicities and strata")
    try requireEqualLengths(rows.count, strata.count * columns, "rows and strata · columns")
    try requireFinite(rows, "a row")
    try checkUnits(multiplicities)
  }

  static func checkUnits(_ multiplicities: [Int]) throws(StatisticsError) {
    var units = 0
    for multiplicity in multiplicities {
      guard (0...mostUnits - units).contains(multiplicity) else {
        throw .outOfRange(
          what: "a multiplicity", value: Double(multiplicity), allowed: "≥ 0, with a sum ≤ 2^31 − 1")
      }
      units += multiplicity
    }
  }
}
