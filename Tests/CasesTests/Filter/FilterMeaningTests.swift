import Testing

@testable import Cases

@Suite struct FilterMeaningTests {
  @Test(arguments: 1...8)
  func aFilterMeansTheRowsThatReadingThemOneByOneFinds(seed: Int) throws {
    let cases = RandomCases(
      seed: UInt64(seed), conversations: [1, 7, 20, 40][seed % 4], stages: [5, 5, 3, 20][seed / 4 % 4],
      strata: 1 + seed % 3)
    let slow = RowByRow(cases: cases)
    var filters = RandomFilters(seed: UInt64(seed))
    for _ in 0..<25 {
      let filter = filters.meaningful(for: cases)
      let rows = try cases.table.rows(matching: filter, in: cases.context)
      var found: [Int] = []
      rows.forEach { found.append($0) }
      #expect(found == slow.rows(filter), "\(filter)")
      #expect(rows.count == found.count)
    }
  }

  @Test func aTableLargerThanOnePieceIsFilteredWhole() throws {
    let cases = RandomCases(seed: 3, conversations: 300)
    let table = cases.table.repeated(60)
    try #require(table.count > 2048 * 64)
    let slow = RowByRow(cases: cases)
    for text in ["real:resisting -sim:resisting", "profile.city:成都 severity>=2 or outcome:non-buyer turn<4"] {
      let filter = try Filter(parsing: text)
      let expected = slow.rows(filter)
      var rows = RowSet(capacity: table.count)
      for copy in 0..<60 {
        for row in expected { rows.insert(copy * cases.table.count + row) }
      }
      #expect(try table.rows(matching: filter, in: FilterContext()) == rows, "\(text)")
      let facets = try table.facets(of: filter, in: FilterContext())
      let once = try cases.table.facets(of: filter, in: FilterContext())
      #expect(facets.facets.map { $0.values.map(\.count) } == once.facets.map { $0.values.map { $0.count * 60 } })
      #expect(table.order(of: rows, by: [SortKey(.conversation, descending: true)]).count == rows.count)
    }
  }

  @Test func anEmptyTableMatchesNothing() throws {
    let cases = RandomCases(seed: 1, conversations: 0)
    #expect(try cases.table.rows(matching: .everything, in: cases.context).count == 0)
    let filter = try Filter(parsing: "real:resisting profile.city:成都")
    #expect(try cases.table.rows(matching: filter, in: cases.context).count == 0)
  }

  @Test func codesThatTheAuditDoesNotHaveAreMissing() throws {
    var cases = RandomCases(seed: 2)
    for row in cases.table.pairs.realStage.indices {
      cases.table.pairs.realStage[row] = UInt8(200 + row % 50)
      cases.table.pairs.action[row] = 99
    }
    for text in ["real:missing", "severity:missing", "action:missing", "-miss:yes", "-miss:no"] {
      let filter = try cases.table.filter(parsing: text, in: cases.context)
      #expect(try cases.table.rows(matching: filter, in: cases.context).count == cases.table.count, "\(text)")
    }
    #expect(cases.table.stageCounts(in: RowSet(capacity: cases.table.count, full: true)).total == cases.table.count)
  }
}
