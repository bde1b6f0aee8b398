import Testing

@testable import Cases

@Suite struct CaseCountingTests {
  @Test(arguments: 1...8)
  func stageCountsAreThoseOfCountingOneByOne(seed: Int) throws {
    let cases = RandomCases(
      seed: UInt64(seed), conversations: [3, 20, 90][seed % 3], stages: [5, 2, 13, 20][seed % 4], strata: 1 + seed % 4)
    let table = cases.table
    var numbers = SeededNumbers(UInt64(seed))
    for density in [0, 0.05, 1] {
      let rows = numbers.rows(of: table.count, density: density)
      for series in [nil, 2, 99] as [Int?] {
        var expected: [[Int]: Int] = [:]
        rows.forEach { row in
          if let series, Int(table.pairs.series[row]) != series { return }
          let codes = [table.pairs.stratum[row], table.pairs.realStage[row], table.pairs.simulatedStage[row]]
          expected[codes.map(Int.init), default: 0] += 1
        }
        let counts = table.stageCounts(in: rows, series: series)
        #expect(counts.total == expected.values.reduce(0, +))
        for (codes, count) in expected {
          #expect(counts[stratum: codes[0], real: UInt8(codes[1]), simulated: UInt8(codes[2])] == count)
        }
        for stratum in 0..<(series == nil ? counts.strata : 0) {
          let ofStratum = expected.filter { $0.key[0] == stratum }
          #expect(counts.total(stratum: stratum) == ofStratum.values.reduce(0, +))
          for code in counts.codes {
            #expect(
              counts.real(code, stratum: stratum)
                == ofStratum.filter { $0.key[1] == Int(code) }.values.reduce(0, +))
            #expect(
              counts.simulated(code, stratum: stratum)
                == ofStratum.filter { $0.key[2] == Int(code) }.values.reduce(0, +))
          }
        }
      }
    }
  }

  @Test(arguments: 1...4)
  func facetsAreThoseOfFilteringWithEachValueInTurn(seed: Int) throws {
    let cases = RandomCases(
      seed: UInt64(seed), conversations: 25, stages: [5, 20][seed % 2], strata: 2, series: 2 + seed % 3)
    let (table, context) = (cases.table, cases.context)
    var filters = RandomFilters(seed: UInt64(seed))
    var numbers = SeededNumbers(UInt64(seed))
    for _ in 0..<3 {
      let filter = filters.meaningful(for: cases)
      let facets = try table.facets(of: filter, in: context, limit: 1000)
      #expect(facets.total == (try table.rows(matching: filter, in: context).count))
      #expect(facets.facets.map(\.field) == table.facetFields)
      for facet in facets.facets {
        let others = Filter(filter.terms.filter { $0.fields != [facet.field] })
        #expect(facet.total == (try table.rows(matching: others, in: context).count))
        for value in facet.values
        where numbers.chance(0.2) && !(facet.field.kind == .open && value.isChosen && value.count == 0) {
          let one = others.adding(.equals(facet.field, [value.value]))
          let count = try table.rows(matching: one, in: context).count
          #expect(count == value.count, "\(one)")
          #expect(value.isChosen == filter.values(of: facet.field).contains(value.value))
        }
      }
    }
  }

  @Test func everyCaseIsInOneValueOfALabel() throws {
    let cases = RandomCases(seed: 21)
    let facets = try cases.table.facets(of: .everything, in: cases.context, limit: 1000)
    for facet in facets.facets where facet.field.kind == .label || facet.field.kind == .profile {
      #expect(facet.values.reduce(0) { $0 + $1.count } == cases.table.count, "\(facet.field)")
    }
  }

  @Test func facetsCanBeAskedForOtherFieldsAndSomeRows() throws {
    let cases = RandomCases(seed: 22)
    let rows = cases.table.rows(ofSeries: 1)
    let facets = try cases.table.facets(
      of: .everything, in: cases.context, within: rows,
      fields: [.committed, .miss, .shift, .note, .blind, .draw, .profile("no such")])
    #expect(facets.total == rows.count)
    #expect(facets[.committed]?.values.map(\.value) == ["yes", "no"])
    #expect(facets[.draw]?.values.reduce(0) { $0 + $1.count } == rows.count)
    #expect(facets[.shift]?.values.reduce(0) { $0 + $1.count } == rows.count)
    #expect(facets[.profile("no such")]?.values == [])
  }

  @Test func aLongListOfProfileValuesIsCutToTheMostFrequent() throws {
    let cases = RandomCases(seed: 23, conversations: 200)
    let field = FilterField.profile("child age")
    let filter = Filter([.equals(field, ["missing"])])
    let facet = try #require(try cases.table.facets(of: filter, in: cases.context, limit: 3)[field])
    #expect(facet.values.count <= 4 && facet.distinct == 20)
    #expect(facet.values.contains { $0.value == "missing" && $0.isChosen })
    #expect(zip(facet.values, facet.values.dropFirst()).allSatisfy { $0.count >= $1.count })
  }

  @Test func aChosenValueIsKnownInAnySpelling() throws {
    let cases = RandomCases(seed: 26)
    let facets = try cases.table.facets(of: Filter(parsing: "real:RESISTING,none"), in: cases.context)
    let chosen = try #require(facets[.real]).values.filter(\.isChosen).map(\.value)
    #expect(chosen == ["resisting", "missing"])
    #expect(facets[.real]?.values.count == 7)
  }

  @Test func aFullDictionaryIsCountedRightly() {
    var cases = RandomCases(seed: 24)
    cases.table.description.schema.actions = (0..<254).map { "a\($0)" }
    for row in 0..<cases.table.count { cases.table.pairs.action[row] = UInt8(row % 254) }
    let facets = try? cases.table.facets(of: .everything, in: cases.context, fields: [.action])
    #expect(
      facets?[.action]?.values.allSatisfy {
        $0.count == cases.table.count / 254 || $0.count == cases.table.count / 254 + 1
      } == true)
    #expect(facets?[.action]?.values.reduce(0) { $0 + $1.count } == cases.table.count)
  }

  @Test func manySeriesAreCountedRightly() throws {
    let cases = RandomCases(seed: 25, conversations: 4, series: 400)
    let facets = try cases.table.facets(of: .everything, in: cases.context, fields: [.draw, .simulator])
    #expect(facets[.draw]?.values.reduce(0) { $0 + $1.count } == cases.table.count)
    for value in try #require(facets[.draw]).values {
      let rows = try cases.table.rows(matching: Filter([.equals(.draw, [value.value])]), in: cases.context)
      #expect(rows.count == value.count)
    }
  }
}

extension SeededNumbers {
  mutating func rows(of count: Int, density: Double) -> RowSet {
    var rows = RowSet(capacity: count)
    for row in 0..<count where chance(density) { rows.insert(row) }
    return rows
  }
}
