import Testing

@testable import Cases

@Suite struct CaseOrderTests {
  private static let sortable =
    FilterField.all.filter { $0.isSortable && $0.tellsCases } + [.profile("city"), .profile("child age")]

  /// What a key sorts a row by; `nil` is missing.
  private func value(_ field: FilterField, _ row: Int, _ cases: RandomCases) -> Double? {
    let table = cases.table
    let pairs = table.pairs
    let schema = table.description.schema
    let scale = StageScale(schema)
    let slow = RowByRow(cases: cases)
    func place(in known: [String]) -> Double? {
      known.firstIndex(of: slow.names(of: field, row)[0]).map(Double.init)
    }
    switch field {
    case .outcome: return place(in: table.description.outcome.strata.map(\.id))
    case .real: return scale.depth(of: pairs.realStage[row])
    case .simulated: return scale.depth(of: pairs.simulatedStage[row])
    case .ended: return place(in: ["agent", "nobody", "user"])
    case .end: return place(in: LastAct.allCases.map(\.rawValue).sorted())
    case .severity, .shift, .turn, .draw, .turns, .userTurns, .agentTurns, .silences: return slow.number(of: field, row)
    case .position: return place(in: table.positions.names)
    case .action: return place(in: schema.actions)
    case .realEmotion, .simulatedEmotion: return place(in: schema.emotions)
    case .realBlocker, .simulatedBlocker: return place(in: schema.blockers)
    case .realExit, .simulatedExit: return place(in: schema.exits)
    case .simulator: return place(in: table.series.map(\.simulator))
    case .instrument: return place(in: table.series.map(\.instrument))
    case .conversation: return Double(pairs.conversation[row])
    case .customer: return Double(table.conversations.cluster[Int(pairs.conversation[row])])
    case .profile(let name):
      guard let column = table.conversations.profile.first(where: { $0.name == name }) else { return nil }
      let code = column.codes[Int(pairs.conversation[row])]
      if code == ProfileColumn.missing { return nil }
      return Double(column.values[Int(code)])
        ?? column.values.sorted().firstIndex(of: column.values[Int(code)]).map(Double.init)
    default:
      let answer = slow.names(of: field, row).first
      return answer == "yes" ? 1 : answer == "no" ? 0 : nil
    }
  }

  @Test(arguments: CaseOrderTests.sortable)
  func theOrderIsThatOfAStableSort(first: FilterField) throws {
    let seed = try #require(CaseOrderTests.sortable.firstIndex(of: first)) + 1
    let cases = RandomCases(seed: UInt64(seed), conversations: 40, stages: [5, 20][seed % 2], strata: 3, whole: true)
    var numbers = SeededNumbers(UInt64(seed))
    let rows = numbers.rows(of: cases.table.count, density: numbers.pick([0.01, 0.5, 1]))
    var listed: [Int] = []
    rows.forEach { listed.append($0) }
    let more = seed % 3 == 0 ? [] : (0..<numbers.below(4)).map { _ in numbers.pick(CaseOrderTests.sortable) }
    let keys = ([first] + more).map { SortKey($0, descending: numbers.chance(0.5)) }
    let values = keys.map { key in (0..<cases.table.count).map { value(key.field, $0, cases) } }
    let expected = listed.sorted { one, other in
      for (key, values) in zip(keys, values) {
        let (left, right) = (values[one], values[other])
        if left == right { continue }
        guard let left else { return false }
        guard let right else { return true }
        return key.descending ? left > right : left < right
      }
      return one < other
    }
    #expect(cases.table.order(of: rows, by: keys, reviews: cases.index).map(Int.init) == expected, "\(keys)")
  }

  @Test func fieldsWithoutAnOrderChangeNothing() {
    let cases = RandomCases(seed: 1)
    let rows = RowSet(capacity: cases.table.count, full: true)
    let keys = [SortKey(.text), SortKey(.tag, descending: true), SortKey(.stage), SortKey(.profile("no such"))]
    #expect(cases.table.order(of: rows, by: keys) == cases.table.order(of: rows, by: []))
    #expect(
      FilterField.all.filter { $0.isSortable && cases.table.has($0) }.allSatisfy {
        cases.table.ranks(of: SortKey($0), reviews: .init()) != nil
      })
  }

  @Test func theStandardOrderBeginsWithTheWorstMisses() throws {
    let cases = RandomCases(seed: 2)
    let order = cases.table.order(of: RowSet(capacity: cases.table.count, full: true), by: SortKey.standard)
    let severities = order.map { value(.severity, Int($0), cases) ?? -1 }
    #expect(zip(severities, severities.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(severities.first == 5)
  }

  @Test func landmarksAreFoundInBothDirections() {
    let cases = RandomCases(seed: 3)
    let order = cases.table.order(of: RowSet(capacity: cases.table.count, full: true), by: [SortKey(.turn)])
    for landmark in [CaseLandmark.miss, .disengagementMiss] {
      let places = order.indices.filter { cases.table.isLandmark(Int(order[$0]), landmark) }
      var found: [Int] = []
      var place = -1
      while let next = cases.table.next(landmark, after: place, in: order) {
        found.append(next)
        place = next
      }
      #expect(found == places)
      place = order.count
      while let previous = cases.table.previous(landmark, before: place, in: order) {
        #expect(previous == found.popLast())
        place = previous
      }
      #expect(found.isEmpty)
      #expect(cases.table.next(landmark, after: Int.max - 1, in: order) == nil)
      #expect(cases.table.previous(landmark, before: -5, in: order) == nil)
    }
  }
}
