import Testing

@testable import Cases

@Suite struct FilterSeriesTests {
  private let series = CaseTable.Series(simulator: "persona", instrument: "judge-b", draw: 1)

  @Test(arguments: [
    ("", true), ("simulator:persona", true), ("simulator:Persona,other", true), ("simulator:other", false),
    ("-simulator:persona", false), ("instrument~b", true), ("instrument~a", false), ("draw:1", true), ("draw>1", false),
    ("draw>=1 real:resisting", true), ("real:resisting", true), ("(simulator:other or real:resisting)", true),
    ("(simulator:other or instrument:judge-a)", false), ("-(simulator:persona real:resisting)", true),
    ("-(simulator:persona or real:resisting)", false), ("simulator:other real:resisting", false),
  ])
  func aSeriesIsAllowedWhereACaseOfItCanBeMeant(text: String, isAllowed: Bool) throws {
    #expect(try Filter(parsing: text).allows(series) == isAllowed)
  }
}

@Suite struct ExactNumberTests {
  private func table(_ values: [String], further: Bool = false) -> (CaseTable, FilterContext) {
    var cases = RandomCases(seed: 3, conversations: values.count).table
    let column = ProfileColumn(name: "n", values: values, codes: values.indices.map { UInt32($0) })
    if further { cases.furtherFields = ["n"] } else { cases.conversations.profile.append(column) }
    return (cases, FilterContext(findProfile: { $0 == "n" ? column : nil }))
  }

  /// The values of `n` whose conversations a filter means.
  private func meant(_ filter: String, of values: [String], further: Bool) throws -> [String] {
    let (table, context) = table(values, further: further)
    let rows = try table.rows(matching: table.filter(parsing: filter, in: context), in: context)
    var found: Set<Int> = []
    rows.forEach { found.insert(Int(table.pairs.conversation[$0])) }
    return found.sorted().map { values[$0] }
  }

  static let values = ["9007199254740993", "9007199254740992", "-3", "1.50", "0.25", "2e3", "word"]

  @Test(
    arguments: [
      ("profile.n:9007199254740993", ["9007199254740993"]), ("profile.n:9007199254740992", ["9007199254740992"]),
      ("profile.n>9007199254740992", ["9007199254740993"]), ("profile.n:1.5", ["1.50"]), ("profile.n:2000", ["2e3"]),
      ("profile.n:+.25", ["0.25"]), ("profile.n<0", ["-3"]), ("profile.n>=1.5 profile.n<2001", ["1.50", "2e3"]),
      ("profile.n~ord", ["word"]),
    ] as [(String, [String])], [false, true])
  func numbersAreComparedAsTheirDigitsSay(query: (String, [String]), further: Bool) throws {
    #expect(try meant(query.0, of: Self.values, further: further) == query.1)
  }

  @Test func aBoundThatNoDoubleHoldsIsRefused() {
    #expect(throws: FilterError.self) { try Filter(parsing: "profile.n>=9007199254740993") }
    #expect(throws: Never.self) { try Filter(parsing: "profile.n>=9007199254740994") }
  }

  @Test func aFieldBeyondTheColumnsIsKnownWithoutAStore() throws {
    let (table, context) = table(["a"], further: true)
    _ = try table.filter(parsing: "profile.n:b", in: FilterContext())
    let error = #expect(throws: FilterError.self) {
      try table.rows(matching: Filter(parsing: "profile.n:b"), in: context)
    }
    #expect(error?.message.contains("no conversation has b") == true)
    #expect(throws: FilterError.self) { try table.filter(parsing: "profile.m:b", in: context) }
  }

  @Test func leavingCannotBeToldWithoutAStageOfResistance() throws {
    var cases = RandomCases(seed: 5)
    cases.table.description.schema.resistance = []
    for value in ["yes", "no"] {
      let error = #expect(throws: FilterError.self) {
        try cases.table.filter(parsing: "disengagement:\(value)", in: cases.context)
      }
      #expect(error?.message == "disengagement cannot be told: the schema names no resistance stage")
    }
    let facet = try #require(try cases.table.facets(of: .everything, in: cases.context)[.disengagement])
    #expect(facet.values.isEmpty && facet.reason == "the schema names no resistance stage")
    #expect(try cases.table.rows(matching: Filter(parsing: "miss:yes"), in: cases.context).count > 0)
  }
}
