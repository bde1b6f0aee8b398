import Testing

@testable import Cases

@Suite struct PairColumnsTests {
  /// The lengths of all columns by their names, whoever knows of them; faults may not have been looked for.
  static func lengths(_ pairs: PairColumns) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: pairs).children.filter { $0.label != "faults" || !pairs.faults.isEmpty }
        .map { child in
          (child.label ?? "", Mirror(reflecting: child.value).children.count)
        })
  }

  @Test func everyColumnOfOneByteIsInTheCatalogueOnce() {
    let columns = Mirror(reflecting: PairColumns()).children.filter { type(of: $0.value) == [UInt8].self }
    #expect(Set(columns.compactMap(\.label)) == Set(ByteColumn.allCases.map { "\($0)" }))
    for column in ByteColumn.allCases {
      var pairs = PairColumns()
      pairs[column] = [7]
      #expect(PairColumnsTests.lengths(pairs).filter { $0.value == 1 } == ["\(column)": 1])
      #expect(pairs[column] == [7])
    }
  }

  @Test func blankPairsHaveEveryColumnAndNoLabel() {
    let pairs = PairColumns(blank: 3)
    #expect(Set(PairColumnsTests.lengths(pairs).values) == [3])
    for column in ByteColumn.allCases { #expect(pairs[column] == [Code.missing, Code.missing, Code.missing]) }
    #expect(PairColumns(blank: 0) == PairColumns())
  }

  @Test func storesKeepColumnsUnderTheseNames() {
    #expect(
      ByteColumn.allCases.map { "\($0) \($0.storedName)" } == [
        "stratum stratum", "position position", "realStage real.stage", "simulatedStage simulated.stage",
        "realEmotion real.emotion", "simulatedEmotion simulated.emotion", "realBlocker real.blocker",
        "simulatedBlocker simulated.blocker", "realExit real.exit", "simulatedExit simulated.exit",
        "previousStage previous.stage", "action action",
      ])
  }
}
