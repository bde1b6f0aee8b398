import Testing

@testable import Cases

@Suite struct ReviewIndexTests {
  let cases = RandomCases(seed: 6)

  private func review(_ row: Int, by reviewer: String, flag: Bool = true) -> Review {
    let one = cases.case(row)
    return Review(
      conversation: cases.ids[one.conversation], turn: one.turn, simulator: one.series.simulator,
      draw: one.series.draw, reviewer: reviewer, flag: flag)
  }

  @Test func aReviewBelongsToTheRowsOfItsCaseWhateverTheInstrument() throws {
    let pairs = cases.table.pairs
    let row = try #require(
      (0..<cases.table.count - 1).first { row in
        let (one, other) = (cases.case(row), cases.case(row + 1))
        return one.conversation == other.conversation && one.turn == other.turn
      })
    var index = ReviewIndex()
    index.save(review(row, by: "mk"), conversation: Int(pairs.conversation[row]), in: cases.table)
    for other in 0..<cases.table.count {
      let (one, two) = (cases.case(row), cases.case(other))
      let isSame =
        one.conversation == two.conversation && one.turn == two.turn && one.series.simulator == two.series.simulator
        && one.series.draw == two.series.draw
      #expect(index.isFlagged(other) == isSame)
    }
  }

  @Test func aLaterReviewReplacesAnEarlierOneOfTheSamePerson() {
    var index = ReviewIndex()
    let conversation = cases.case(5).conversation
    for reviewer in ["mk", "ab", "mk"] {
      index.save(review(5, by: reviewer), conversation: conversation, in: cases.table)
    }
    #expect(index[5].map(\.reviewer) == ["ab", "mk"])
    index.save(review(5, by: "mk", flag: false), conversation: conversation, in: cases.table)
    #expect(index[5].map(\.reviewer) == ["ab"])
    index.save(review(5, by: "ab", flag: false), conversation: conversation, in: cases.table)
    #expect(index == ReviewIndex())
  }

  @Test func reviewsOfCasesThatAreNotThereAreKept() {
    var stray = review(0, by: "mk")
    stray.turn = 999
    var unknown = stray
    unknown.conversation = "nobody"
    var index = ReviewIndex([stray, unknown], in: cases.table) { cases.ids.firstIndex(of: $0) }
    #expect(index.unplaced == [stray, unknown] && index.byRow.isEmpty)
    index.save(stray, conversation: cases.case(0).conversation, in: cases.table)
    #expect(index.unplaced.count == 2)
    index.save(stray, conversation: -1, in: cases.table)
    #expect(index.unplaced.count == 2)
  }

  @Test func savingOneByOneIsTheSameAsBuildingAtOnce() {
    var index = ReviewIndex()
    for review in cases.reviews {
      index.save(review, conversation: cases.ids.firstIndex(of: review.conversation) ?? -1, in: cases.table)
    }
    #expect(index == cases.index)
  }

  @Test func tagsAndReviewersAreCountedByRow() {
    for (tag, count) in cases.index.tags {
      #expect(count == (0..<cases.table.count).filter { cases.index[$0].contains { $0.tags.contains(tag) } }.count)
    }
    for (reviewer, count) in cases.index.reviewers {
      #expect(count == (0..<cases.table.count).filter { cases.index[$0].contains { $0.reviewer == reviewer } }.count)
    }
  }
}
