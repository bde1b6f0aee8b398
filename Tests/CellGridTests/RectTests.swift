import CellGrid
import Testing

struct RectTests {
  private let rect = Rect(row: 2, column: 3, rows: 10, columns: 20)

  @Test func partsOfASplitCoverTheWhole() {
    for count in -1...25 {
      let (top, rest) = rect.splitTop(count)
      #expect(top.rows + rest.rows == 10)
      #expect(rest.row == top.endRow)
      let (above, bottom) = rect.splitBottom(count)
      #expect(above.rows + bottom.rows == 10)
      #expect(bottom.endRow == rect.endRow)
      let (left, right) = rect.splitLeft(count, gap: 1)
      #expect(left.endColumn <= right.column && right.endColumn == rect.endColumn)
      let (kept, cut) = rect.splitRight(count, gap: 1)
      #expect(kept.endColumn <= cut.column && cut.endColumn == rect.endColumn)
    }
  }

  @Test func columnsAreAsEqualAsCanBe() {
    #expect(rect.columns(3, gap: 1).map(\.columns) == [6, 6, 6])
    #expect(rect.columns(3).map(\.columns) == [7, 7, 6])
    #expect(rect.columns(0).isEmpty)
    #expect(rect.columns(2, gap: 40).allSatisfy { $0.columns == 0 })
  }

  @Test func weightedColumnsFollowTheirWeights() {
    #expect(rect.columns(weights: [1, 2], gap: 2).map(\.columns) == [6, 12])
    #expect(rect.columns(weights: []).isEmpty)
  }

  @Test func intersectionsAreNeverNegative() {
    #expect(rect.intersection(Rect(row: 50, column: 50, rows: 2, columns: 2)).isEmpty)
    #expect(rect.inset(rows: 9, columns: 1).isEmpty)
    #expect(rect.line(12).isEmpty)
    #expect(rect.line(9) == Rect(row: 11, column: 3, rows: 1, columns: 20))
  }
}
