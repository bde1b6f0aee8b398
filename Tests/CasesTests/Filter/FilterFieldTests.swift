import Testing

@testable import Cases

/// Every row of the catalogue against what is known of it from elsewhere, field by field: no field is left to chance.
@Suite struct FilterFieldTests {
  static let every =
    FilterField.all.filter(\.tellsCases) + [.profile("city"), .profile("child age")]

  let cases = RandomCases(seed: 31, conversations: 60, series: 4, whole: true)

  @Test func theCatalogueIsThis() {
    let rows = FilterField.all.map { field in
      let sorting = field.isSortable ? field.startsDescending ? "9-0" : "0-9" : "-"
      return "\(field.row.names.joined(separator: " ")) | \(field.kind) | \(sorting) | \(field.help)"
    }
    #expect(rows.joined(separator: "\n") == FilterFieldTests.catalogue)
  }

  @Test(arguments: FilterField.all)
  func aFieldIsReadByEachOfItsNames(field: FilterField) {
    for name in field.row.names { #expect(FilterField(name: name.uppercased()) == field) }
  }

  @Test(arguments: every)
  func aFieldTakesTheTestsThatHelpNamesAndNoOthers(field: FilterField) throws {
    let value = try #require(anyValue(of: field))
    let tests: [(sign: String, test: FilterTerm.Test)] =
      [(":", .equals([value])), ("~", .contains([value]))]
      + FilterTerm.Order.allCases.map { ($0.rawValue, .compares($0, 1)) }
    for (sign, test) in tests {
      let filter = Filter([.term(FilterTerm(field, test))])
      if field.kind.tests.contains(sign) {
        #expect(throws: Never.self, "\(filter)") { try cases.table.rows(matching: filter, in: cases.context) }
      } else {
        let error = try #require(throws: FilterError.self) {
          try cases.table.rows(matching: filter, in: cases.context)
        }
        #expect(error.message == "\(field) does not take this test" && error.allowed == field.kind.tests)
      }
    }
  }

  /// A value that some row has.
  private func anyValue(of field: FilterField) -> String? {
    let slow = RowByRow(cases: cases)
    for row in 0..<cases.table.count {
      if let number = slow.number(of: field, row) { return FilterText.number(number) }
      if let name = slow.names(of: field, row).first(where: { !$0.isEmpty && $0 != "missing" }) { return name }
    }
    return nil
  }

  @Test(arguments: every)
  func everyValueMeansTheRowsThatHaveIt(field: FilterField) throws {
    let slow = RowByRow(cases: cases)
    var values = cases.table.values(of: field, in: cases.context)
    if values.isEmpty { values = [try #require(anyValue(of: field))] }
    var some = 0
    for value in values {
      let filter = Filter([.term(FilterTerm(field, field.kind == .text ? .contains([value]) : .equals([value])))])
      let rows = try cases.table.rows(matching: filter, in: cases.context)
      #expect(slow.rows(filter) == (0..<cases.table.count).filter(rows.contains), "\(filter)")
      if rows.count > 0 && rows.count < cases.table.count { some += 1 }
    }
    #expect(some > 0, "no value of \(field) tells cases apart")
  }

  @Test(arguments: every)
  func aFacetCountsWhatEachValueMeans(field: FilterField) throws {
    let facet = try #require(
      try cases.table.facets(of: .everything, in: cases.context, fields: [field], limit: 1000)[field])
    let isCounted =
      switch field.row.source {
      case .code, .stratum, .stageAnswer, .stageNumber, .seriesName, .seriesNumber, .review, .ownReview, .note,
        .reviewNames, .profile, .conversationCode, .faults:
        true
      case .eitherCode, .turn, .conversation, .conversationNumber, .text: false
      }
    #expect(facet.values.isEmpty != isCounted)
    for value in facet.values {
      let rows = try cases.table.rows(matching: Filter([.equals(field, [value.value])]), in: cases.context)
      #expect(value.count == rows.count, "\(field):\(value.value)")
    }
    let known = cases.table.values(of: field, in: cases.context)
    if [.answer, .note].contains(field.kind) { #expect(facet.values.map(\.value) == known) }
    if field.kind == .label {
      #expect(facet.values.map(\.value) == known.filter { facet.values.map(\.value).contains($0) })
    }
  }

  @Test func theFacetsStandInTheOrderOfTheScreen() {
    let names = [
      "outcome", "real", "sim", "disengagement", "fault", "severity", "position", "action", "real-exit", "sim-exit",
      "real-blocker", "sim-blocker", "real-emotion", "sim-emotion", "simulator", "instrument", "draw", "flag", "seen",
      "tag", "reviewer", "profile.city", "profile.child age",
    ]
    #expect(cases.table.facetFields.map(\.name) == names)
    #expect(
      FilterField.all.filter(\.startsFolded).map(\.name)
        == ["real-emotion", "sim-emotion", "real-blocker", "sim-blocker"])
    #expect(cases.table.facetFields.filter(\.tellsSeries) == [.simulator, .instrument, .draw])
    #expect(FilterField.all.filter(\.tellsStages) == [.real, .simulated, .stage])
  }

  @Test func aFacetIsLeftOutWhereTheAuditNamesTooFewValues() {
    var table = RandomCases(seed: 32, series: 1).table
    table.description.schema.actions = []
    table.description.schema.exits = []
    table.description.schema.blockers = []
    table.description.schema.emotions = []
    let names = [
      "outcome", "real", "sim", "disengagement", "severity", "position", "flag", "seen", "tag", "reviewer",
      "profile.city", "profile.child age",
    ]
    #expect(table.facetFields.map(\.name) == names)
  }

  private static let catalogue = """
    outcome stratum | label | 0-9 | real outcome
    committed | answer | 0-9 | whether the outcome is a commitment
    real real-stage | label | 0-9 | stage of the real turn
    sim simulated sim-stage simulated-stage | label | 0-9 | stage of the simulated turn
    stage | label | - | stage of either turn
    severity | number | 9-0 | size of the miss, in depth
    shift depth-shift | number | 9-0 | simulated depth − real depth
    miss | answer | 9-0 | whether the stages differ
    disengagement | answer | 9-0 | real resists or does not reply, simulated does
    position | label | 0-9 | where the probe is
    turn | number | 0-9 | number of the turn, from 0
    action | label | 0-9 | the agent's action before the probe
    real-emotion | label | 0-9 | emotion of the real turn
    sim-emotion simulated-emotion | label | 0-9 | emotion of the simulated turn
    emotion | label | - | emotion of either turn
    real-blocker | label | 0-9 | blocker of the real turn
    sim-blocker simulated-blocker | label | 0-9 | blocker of the simulated turn
    blocker | label | - | blocker of either turn
    real-exit | label | 0-9 | exit act of the real turn
    sim-exit simulated-exit | label | 0-9 | exit act of the simulated turn
    exit | label | - | exit act of either turn
    conversation id | open | 0-9 | id of the conversation
    customer | open | 0-9 | id of the customer
    turns | number | 9-0 | number of turns of the conversation
    user-turns | number | 9-0 | number of its user turns
    agent-turns | number | 9-0 | number of its agent turns
    silences | number | 9-0 | agent turns after which the agent had to speak again
    ended | label | 0-9 | who spoke last: agent (nobody answered), user, nobody
    ended-by | label | 0-9 | what ended a simulated conversation: user, agent, limit, error, unknown
    outcome-source | label | 0-9 | whose outcome a conversation has: its own, or inherited from the real one that it replays
    end last-act | label | 0-9 | what the last user turn does, by its words (walkaway help faults)
    fault | label | - | a fault of the simulated turn, or of any user turn of a conversation; none
    simulator | label | 0-9 | who simulated
    instrument judge | label | 0-9 | who labelled
    draw | number | 0-9 | number of the draw, from 0
    flag | answer | 9-0 | whether anyone flagged it
    seen read | answer | 9-0 | whether you have read it; in commands, whether anyone has
    tag | open | - | a tag that anyone gave; none
    note | note | 9-0 | yes, no, or words of a note
    reviewer | open | - | who reviewed it; none
    blind | answer | 9-0 | whether anyone labelled it blind
    text | text | - | words of the real or the simulated turn
    real-text | text | - | words of the real turn
    sim-text simulated-text | text | - | words of the simulated turn
    conversation-text | text | - | words of any turn
    """
}
