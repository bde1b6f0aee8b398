import Testing

@testable import Cases

/// Whole conversations as rows: what is asked of them, counted, sorted and said.
struct ConversationTableTests {
  let cases = RandomCases(seed: 5, conversations: 30)
  var table: CaseTable { cases.table.ofConversations }

  private func rows(_ filter: String, reviews: ReviewIndex = ReviewIndex()) throws -> [Int] {
    var context = cases.context
    context.reviews = reviews
    let rows = try table.rows(matching: table.filter(parsing: filter, in: context), in: context)
    return (0..<table.count).filter(rows.contains)
  }

  @Test func everyConversationIsOneRow() {
    #expect(table.listsConversations && !cases.table.listsConversations)
    #expect(table.count == 30 && table.hasCases)
    #expect((0..<30).map { table.key(of: $0).conversation } == cases.table.conversations.key)
    #expect((0..<30).allSatisfy { table.key(of: $0).isOfConversation && table.key(of: $0).turn == 0 })
    #expect(table.ofConversations.count == 30 && table.ofConversations.hasCases)
    var none = RandomCases(seed: 5, conversations: 0).table
    none.series = []
    #expect(none.ofConversations.count == 0 && !none.ofConversations.hasCases)
  }

  @Test func whatConversationsHaveIsAskedOfThem() throws {
    let columns = cases.table.conversations
    #expect(try rows("turns>=14") == (0..<30).filter { columns.turns[$0] >= 14 })
    #expect(try rows("user-turns:5,6 ended:agent") == (0..<30).filter { columns.userTurns[$0] < 7 && $0 % 2 == 1 })
    #expect(try rows("outcome:non-buyer") == (0..<30).filter { columns.stratum[$0] == 0 })
    #expect(try rows("id:c-3,c-4") == [3, 4])
    #expect(try rows("text~trust") == (0..<30).filter { cases.conversationTexts[$0] == "Trust me" })
    #expect(try rows("text~trust") == rows("conversation-text~trust"))
  }

  @Test(arguments: ["real:resisting", "sim:deciding", "severity>=2", "position:90%", "draw:0", "sim-text~ok", "turn>2"])
  func whatOnlyCasesHaveSaysSo(filter: String) throws {
    let error = try #require(throws: FilterError.self) { try rows(filter) }
    #expect(error.message.hasSuffix("is known of cases, not of whole conversations"))
    #expect(error.allowed.contains("turns") && !error.allowed.contains("severity"))
    let offered = table.completion(of: "", at: 0, in: cases.context).candidates.map(\.text)
    #expect(offered.contains("ended:") && !offered.contains("severity:"))
  }

  @Test func facetsCountConversations() throws {
    let facets = try table.facets(of: .everything, in: cases.context)
    #expect(
      facets.facets.map(\.field.name)
        == ["outcome", "ended", "flag", "seen", "tag", "reviewer", "profile.city", "profile.child age"])
    #expect(facets[.ended]?.values.map { "\($0.value) \($0.count)" } == ["agent 15", "user 15", "nobody 0"])
    #expect(facets.total == 30)
  }

  @Test func lengthsSortWithTheLongestFirst() {
    let all = RowSet(capacity: 30, full: true)
    let longest = table.order(of: all, by: [SortKey(.turns, descending: true)])
    let turns = longest.map { cases.table.conversations.turns[Int($0)] }
    #expect(turns == turns.sorted(by: >))
    #expect(longest.prefix(2) == [6, 13], "equal ones stay in the order of the import")
    #expect(table.order(of: all, by: [SortKey(.severity)]) == Array(0..<30))
  }

  @Test func aReviewIsOfTheConversationOrOfACase() {
    let whole = Review(conversation: "c-7", turn: 0, simulator: "", reviewer: "mk", flag: true)
    let index = ReviewIndex(cases.reviews + [whole], in: table) { id in cases.ids.firstIndex(of: id) }
    #expect(index.byRow == [7: [whole]])
    let ofCases = ReviewIndex([whole], in: cases.table) { id in cases.ids.firstIndex(of: id) }
    #expect(ofCases.byRow.isEmpty && ofCases.unplaced == [whole])
  }

  @Test func whoSpokeLastIsTheRecords() {
    var columns = ConversationColumns()
    for (key, roles) in [[Role.agent, .user, .agent, .tool], [.agent, .user, .system], [.system], []].enumerated() {
      let record = ExitRecord(roles)
      columns.key.append(UInt32(key))
      columns.userTurns.append(UInt16(roles.count { $0 == .user }))
      columns.isAbandoned.append(record.isAbandoned ? 1 : 0)
    }
    var table = cases.table
    table.conversations = columns
    #expect((0..<4).map { table.ending(of: $0) } == [.agent, .user, .nobody, .nobody])
    table.conversations.isAbandoned = []
    #expect(table.ending(of: 0) == nil)
  }

  // MARK: Beside simulated ones

  private let both = RandomCases(seed: 6, conversations: 30, whole: true)

  private func rows(ofBoth filter: String) throws -> [Int] {
    let table = both.table.ofConversations
    let rows = try table.rows(matching: table.filter(parsing: filter, in: both.context), in: both.context)
    return (0..<table.count).filter(rows.contains)
  }

  @Test func simulatedConversationsStandBehindThoseOfPeople() {
    let table = both.table.ofConversations
    #expect(table.count == 45 && table.realConversations == 30 && both.table.realConversations == 30)
    #expect((0..<30).map { table.key(of: $0).conversation } == both.table.conversations.key)
    #expect((30..<45).map { table.key(of: $0).simulatedConversation } == (0..<15).map { UInt32($0) })
    #expect((0..<30).allSatisfy { table.key(of: $0).simulatedConversation == nil })
    #expect(
      (0..<45).map { table.speaker(ofConversation: $0) } == Array(repeating: nil, count: 30)
        + (0..<15).map { "sim\($0 % 2)" })
    var sound = both.table
    sound.pairs.previousStage = Array(repeating: Code.missing, count: sound.count)
    #expect(sound.isSound)
  }

  @Test func simulatedConversationsAreAskedForLikeTheOthers() throws {
    let (whole, real) = (both.table.whole, 30)
    let simulated = 0..<15
    #expect(try rows(ofBoth: "simulator:person") == Array(0..<30))
    #expect(try rows(ofBoth: "simulator:sim1") == simulated.filter { $0 % 2 == 1 }.map { $0 + real })
    #expect(
      try rows(ofBoth: "ended-by:limit")
        == simulated.filter { whole.endedBy[$0] == EndedBy.limit.code }.map { $0 + real })
    #expect(
      try rows(ofBoth: "ended-by:missing simulator:sim0,sim1") == simulated.filter { $0 % 7 == 6 }.map { $0 + real })
    let strata = both.table.description.outcome.strata.count
    let known = both.table.ofConversations.conversations.stratum.map { Int($0) < strata }
    #expect(
      try rows(ofBoth: "outcome-source:own")
        == (0..<45).filter { known[$0] && ($0 < real || whole.inherits[$0 - real] == 0) })
    #expect(
      try rows(ofBoth: "outcome-source:inherited") == simulated.filter { whole.inherits[$0] == 1 }.map { $0 + real })
    #expect(try rows(ofBoth: "outcome-source:missing") == (0..<45).filter { !known[$0] })
    #expect(try rows(ofBoth: "end:closing") == (0..<45).filter { whole.conduct.lastAct[$0] == LastAct.closing.code })
    #expect(try rows(ofBoth: "fault:echo") == (0..<45).filter { whole.conduct.faults[$0].contains(.echo) })
    #expect(
      try rows(ofBoth: "fault:none,echo")
        == (0..<45).filter { whole.conduct.faults[$0].isEmpty || whole.conduct.faults[$0].contains(.echo) })
    #expect(try rows(ofBoth: "profile.domain:air") == simulated.map { $0 + real })
    #expect(try rows(ofBoth: "profile.city:Leeds") == simulated.filter { $0 % 2 == 1 }.map { $0 + real })
    let york = both.table.conversations.profile[0].codes
    #expect(
      try rows(ofBoth: "profile.city:\"New York\"") == (0..<30).filter { york[$0] == 2 }
        + simulated.filter { $0 % 2 == 0 }.map { $0 + real })
  }

  @Test func facetsCountBothKinds() throws {
    let table = both.table.ofConversations
    let facets = try table.facets(of: .everything, in: both.context)
    #expect(facets.facets.map(\.field.name).prefix(5) == ["outcome", "ended", "ended-by", "end", "fault"])
    #expect(facets[.simulator]?.values.map { "\($0.value) \($0.count)" } == ["person 30", "sim0 8", "sim1 7"])
    for field in [FilterField.endedBy, .end, .fault] {
      for value in try #require(facets[field]).values {
        #expect(try rows(ofBoth: "\(field.name):\(value.value)").count == value.count, "\(field.name):\(value.value)")
      }
    }
  }

  @Test func faultsAreStopsOnTheWay() {
    let table = both.table.ofConversations
    let faulty = (0..<45).filter { !both.table.whole.conduct.faults[$0].isEmpty }
    let order = (0..<UInt32(45)).map { $0 }
    #expect(table.next(.fault, after: -1, in: order) == faulty.first)
    #expect(table.next(.fault, after: faulty[0], in: order) == faulty[1])
    #expect(table.previous(.fault, before: 45, in: order) == faulty.last)
    #expect(table.next(.fault, after: 44, in: order) == nil)
  }

  @Test func whatOnlyConversationsHaveSaysSo() throws {
    let table = both.table
    let error = try #require(throws: FilterError.self) {
      try table.rows(matching: table.filter(parsing: "ended-by:user", in: both.context), in: both.context)
    }
    #expect(error.message == "ended-by is known of whole conversations, not of cases")
  }
}
