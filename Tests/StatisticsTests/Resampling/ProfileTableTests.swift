import Testing

@testable import Statistics

@Suite struct ProfileTableTests {
  private let keys: [UInt64] = [3, 1, 3, 2, 1, 3, 9]
  private let strata: [UInt8] = [0, 0, 0, 1, 1, 0, 0]

  @Test func equalUnitsOfAStratumAreOneKindAndFrequentKindsComeFirst() throws {
    let table = try ProfileTable(keys: keys, strata: strata, strataCount: 3, columns: 2) { [Double($0), 1] }
    #expect(table.strata.map(\.multiplicities) == [[3, 1, 1], [1, 1], []])
    #expect(table.strata[0].rows == [3, 1, 1, 1, 9, 1])
    #expect(table.kinds == 5 && table.units == 7)
    #expect(table.observed[0, 0] == 19 && table.observed[0, 1] == 5 && table.observed[1, 0] == 3)
    #expect(table.observed[2, 0] == 0)
  }

  @Test func allWaysInGiveTheSameTable() throws {
    let packed = try ProfileTable(keys: keys, strata: strata, strataCount: 2, columns: 1) { [Double($0)] }
    let counted = try ProfileTable(
      counts: keys.map { Int32($0) }, width: 1, strata: strata, strataCount: 2, columns: 1
    ) { [Double($0[0])] }
    let columns = try ProfileTable(columns: [keys.map { Double($0) }], strata: strata, strataCount: 2)
    #expect(packed == counted && counted == columns)
  }

  @Test func kindsMayBeGivenWithTheirNumbers() throws {
    let table = try ProfileTable(
      multiplicities: [2, 3, 0, 1], rows: [1, 5, 1, 5, 7, 7, 2, 2], columns: 2, strata: [0, 0, 0, 1], strataCount: 2)
    let units = try ProfileTable(
      columns: [[1, 1, 1, 1, 1, 2], [5, 5, 5, 5, 5, 2]], strata: [0, 0, 0, 0, 0, 1], strataCount: 2)
    #expect(table == units)
    for multiplicities in [[-1, 1], [Int(Int32.max), 1], [Int.max, Int.max], [1]] {
      #expect(throws: StatisticsError.self) {
        try ProfileTable(multiplicities: multiplicities, rows: [1, 2], columns: 1, strata: [0, 0], strataCount: 1)
      }
    }
    #expect(throws: StatisticsError.self) {
      try ProfileTable(multiplicities: [1, 1], rows: [1], columns: 1, strata: [0, 0], strataCount: 1)
    }
  }

  @Test func foldingCountsUnitsAndNotKinds() throws {
    var generator = SeededGenerator(seed: 5)
    let rows = (0..<1000).map { _ in generator.nextNormal() }
    let times = rows.map { _ in generator.next(below: 4) }
    let strata = rows.map { _ in UInt8(generator.next(below: 2)) }
    let kinds = try ProfileTable(
      multiplicities: times, rows: rows, columns: 1, strata: strata, strataCount: 2, foldingBeyond: 256)
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, times).flatMap { Array(repeating: $0, count: $1) }
    }
    let units = try ProfileTable(
      columns: [spread(rows)], strata: spread(strata), strataCount: 2, foldingBeyond: 256)
    #expect(kinds.isFolded && units.isFolded)
    for stratum in 0..<2 {
      #expect(kinds.strata[stratum].units == units.strata[stratum].units)
      expectClose(kinds.observed[stratum, 0], units.observed[stratum, 0], within: 1e-10)
    }
  }

  @Test func manyKindsAreAllFound() throws {
    var generator = SeededGenerator(seed: 1)
    let keys = (0..<50_000).map { _ in UInt64(generator.next(below: 20_000)) }
    let strata = keys.map { _ in UInt8(generator.next(below: 2)) }
    let table = try ProfileTable(keys: keys, strata: strata, strataCount: 2, columns: 1) { [Double($0)] }
    for stratum in 0..<2 {
      var expected: [Double: Int] = [:]
      for (key, its) in zip(keys, strata) where Int(its) == stratum { expected[Double(key), default: 0] += 1 }
      let part = table.strata[stratum]
      #expect(Dictionary(uniqueKeysWithValues: zip(part.rows, part.multiplicities)) == expected)
      #expect(part.multiplicities == part.multiplicities.sorted(by: >))
    }
  }

  @Test func negativeNumbersAndZerosKeepTheirMeaning() throws {
    let counted = try ProfileTable(counts: [-3, 2, -3, 2], width: 2, strata: [0, 0], strataCount: 1, columns: 2) {
      $0.map { Double($0) }
    }
    #expect(counted.strata[0].rows == [-3, 2] && counted.strata[0].multiplicities == [2])
    let columns = try ProfileTable(columns: [[0, -0.0, 0]], strata: [0, 0, 0], strataCount: 1)
    #expect(columns.strata[0].multiplicities == [3])
  }

  @Test func marginalTablesMergeKinds() throws {
    let columns = [[1.0, 1, 2, 2, 2], [5.0, 6, 5, 6, 6], [0.0, 0, 0, 1, 1]]
    let table = try ProfileTable(columns: columns, strata: [0, 0, 0, 0, 1], strataCount: 2)
    let marginal = try table.marginal(of: [2, 0])
    #expect(
      marginal == (try ProfileTable(columns: [columns[2], columns[0]], strata: [0, 0, 0, 0, 1], strataCount: 2)))
    #expect(throws: StatisticsError.outOfRange(what: "a column", value: 3, allowed: "0 ..< 3")) {
      try table.marginal(of: [3])
    }
    #expect(throws: StatisticsError.self) { try table.marginal(of: []) }
  }

  @Test func inputThatDoesNotFitIsRefused() {
    #expect(throws: StatisticsError.mismatchedLengths(what: "keys and strata", first: 7, second: 1)) {
      try ProfileTable(keys: keys, strata: [0], strataCount: 1, columns: 1) { [Double($0)] }
    }
    #expect(throws: StatisticsError.outOfRange(what: "a stratum", value: 1, allowed: "0 ..< 1")) {
      try ProfileTable(keys: keys, strata: strata, strataCount: 1, columns: 1) { [Double($0)] }
    }
    #expect(throws: StatisticsError.mismatchedLengths(what: "a row and the columns", first: 1, second: 2)) {
      try ProfileTable(keys: keys, strata: strata, strataCount: 2, columns: 2) { [Double($0)] }
    }
    #expect(throws: StatisticsError.notFinite(what: "a row")) {
      try ProfileTable(keys: keys, strata: strata, strataCount: 2, columns: 1) { _ in [.nan] }
    }
    #expect(throws: StatisticsError.notFinite(what: "a column")) {
      try ProfileTable(columns: [[1, .infinity]], strata: [0, 0], strataCount: 1)
    }
    #expect(throws: StatisticsError.self) { try ProfileTable(columns: [], strata: [], strataCount: 1) }
    #expect(throws: StatisticsError.self) { try ProfileTable(columns: [[]], strata: [], strataCount: 0) }
    #expect(throws: StatisticsError.self) {
      try ProfileTable(counts: [1], width: 0, strata: [0], strataCount: 1, columns: 1) { _ in [0] }
    }
  }

  @Test func fewKindsAreNotFolded() throws {
    let columns = [keys.map { Double($0) }]
    let folded = try ProfileTable(columns: columns, strata: strata, strataCount: 2, foldingBeyond: 256)
    #expect(!folded.isFolded)
    #expect(folded == (try ProfileTable(columns: columns, strata: strata, strataCount: 2)))
    #expect(throws: StatisticsError.self) {
      try ProfileTable(columns: columns, strata: strata, strataCount: 2, foldingBeyond: 10)
    }
  }

  @Test func foldingKeepsUnitsAndSums() throws {
    var generator = SeededGenerator(seed: 2)
    let first = (0..<5000).map { _ in generator.nextNormal() }
    let second = first.map { 3 * $0 + generator.nextUnit() }
    let strata = first.map { _ in UInt8(generator.next(below: 2)) }
    let exact = try ProfileTable(columns: [first, second], strata: strata, strataCount: 2)
    let folded = try ProfileTable(columns: [first, second], strata: strata, strataCount: 2, foldingBeyond: 300)
    #expect(folded.isFolded && !exact.isFolded)
    #expect(folded.kinds <= 300 && folded.kinds > 60)
    #expect(folded.strata.map(\.units) == exact.strata.map(\.units))
    for stratum in 0..<2 {
      for column in 0..<2 {
        expectClose(folded.observed[stratum, column], exact.observed[stratum, column], within: 1e-8)
      }
    }
    #expect(throws: StatisticsError.self) { try folded.marginal(of: [0]) }
    #expect(throws: StatisticsError.self) { try folded.acceleration { $0[0, 0] } }
  }
}
