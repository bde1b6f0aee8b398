import Testing

@testable import CellGrid

struct FrameTests {
  @Test func writesAndReturnsTheCellsUsed() {
    var frame = Frame(columns: 8, rows: 2)
    let used = frame.write("价格 ok", row: 0, column: 1)
    #expect(used == 7)
    #expect(frame.textRows == [" 价格 ok", "        "])
    #expect(frame[0, 1].width == 2)
    #expect(frame[0, 2].isContinuation)
  }

  @Test func clipsAtTheRightEdgeAndNeverCutsAWideCharacter() {
    var frame = Frame(columns: 4, rows: 1)
    let used = frame.write("a价格", row: 0, column: 0)
    #expect(used == 3)
    #expect(frame.textRows == ["a价 "])
  }

  @Test func clipsAtTheLeftEdge() {
    var frame = Frame(columns: 4, rows: 1)
    let used = frame.write("价格x", row: 0, column: -1)
    #expect(used == 5)
    #expect(frame.textRows == [" 格x"])
  }

  @Test(arguments: [("abcdef", 4, "abc…  "), ("价格太", 5, "价格… "), ("价格太", 4, "价 …  "), ("abcd", 4, "abcd  ")])
  func marksCutTextWithAnEllipsis(text: String, width: Int, expected: String) {
    var frame = Frame(columns: 6, rows: 1)
    frame.write(text, row: 0, column: 0, width: width, clipping: .ellipsis)
    #expect(frame.textRows == [expected])
  }

  @Test func overwritingHalfOfAWideCharacterBlanksTheOtherHalf() {
    var frame = Frame(columns: 6, rows: 1)
    frame.write("价格高", row: 0, column: 0)
    frame.write("x", row: 0, column: 1)
    frame.write("y", row: 0, column: 4)
    #expect(frame.textRows == [" x格y "])
    frame.write("太", row: 0, column: 1)
    #expect(frame.textRows == [" 太 y "])
  }

  @Test func ignoresWhatLiesOutside() {
    var frame = Frame(columns: 3, rows: 1)
    for (row, column) in [(5, 0), (-1, 0), (0, 3)] {
      let used = frame.write("x", row: row, column: column)
      #expect(used == 0)
    }
    frame.write("x", row: 0, column: .min)
    frame.fill(Rect(row: -4, column: -4, rows: 2, columns: 2), with: "x")
    #expect(frame == Frame(columns: 3, rows: 1))
    #expect(frame[9, 9] == .blank())
    #expect(Frame(columns: -1, rows: -1).textRows.isEmpty)
  }

  @Test func everyRowIsExactlyAsWideAsTheFrameWhateverIsWritten() {
    for seed in 0..<400 {
      var generator = TextGenerator(seed: UInt64(seed))
      var frame = Frame(columns: 1 + generator.below(30), rows: 1 + generator.below(4))
      for _ in 0..<12 { scribble(on: &frame, with: &generator) }
      expectWhole(frame, "seed \(seed)")
    }
  }

  private func scribble(on frame: inout Frame, with generator: inout TextGenerator) {
    let row = generator.below(frame.rows + 2) - 1
    let column = generator.below(frame.columns + 6) - 4
    let text = generator.text(maximumPieces: 12)
    switch generator.below(5) {
    case 0: frame.write(text, row: row, column: column, clipping: .ellipsis)
    case 1: frame.write(text, row: row, column: column, width: generator.below(9))
    case 2: frame.fill(Rect(row: row, column: column, rows: 2, columns: generator.below(9)), with: "价")
    case 3: frame.box(Rect(row: row, column: column, rows: 3, columns: 9), title: text, style: .dim)
    default:
      let clean = CleanText(text)
      let width = generator.below(12)
      let area = Rect(row: row, column: max(column, 0), rows: 3, columns: width)
      frame.write(clean, lines: clean.lines(width: width), in: area)
    }
  }

  private func expectWhole(_ frame: Frame, _ comment: Comment) {
    for (row, text) in frame.textRows.enumerated() {
      #expect(DisplayWidth.of(text) == frame.columns, comment)
      for column in 0..<frame.columns {
        let cell = frame[row, column]
        #expect(cell.isContinuation == (column > 0 && frame[row, column - 1].width == 2), comment)
        if cell.width == 2 { #expect(column + 1 < frame.columns, comment) }
      }
    }
  }

  @Test func drawsABoxWithATitleAndReturnsItsInside() {
    var frame = Frame(columns: 12, rows: 3)
    let inside = frame.box(frame.bounds, title: "Cases", style: Style(.border))
    #expect(frame.textRows == ["┌─ Cases ──┐", "│          │", "└──────────┘"])
    #expect(inside == Rect(row: 1, column: 1, rows: 1, columns: 10))
  }

  @Test func alignsTextInItsSpace() {
    var frame = Frame(columns: 7, rows: 3)
    for (row, alignment) in [Frame.Alignment.left, .centre, .right].enumerated() {
      frame.write("价a", in: frame.bounds.line(row), alignment: alignment)
    }
    #expect(frame.textRows == ["价a    ", "  价a  ", "    价a"])
  }

  @Test func snapshotsShowRolesEmphasisAndSurfaces() {
    var frame = Frame(columns: 6, rows: 1)
    frame.write("ab", row: 0, column: 0, style: Style(.dim))
    frame.write("c", row: 0, column: 2, style: Style(.scale(8), on: .heat(2)))
    frame.write("价", row: 0, column: 3, style: Style(.error, .bold))
    frame.setSurface(.selection, in: Rect(row: 0, column: 3, rows: 1, columns: 9))
    #expect(frame.styleRows == ["dd8EE."])
    #expect(frame.surfaceRows == ["..cSSS"])
  }

  @Test func everyRoleAndSurfaceHasItsOwnSnapshotLetter() {
    var frame = Frame(columns: StyleRole.named.count, rows: 1)
    for (column, role) in StyleRole.named.enumerated() {
      frame.write("x", row: 0, column: column, style: Style(role))
    }
    #expect(Set(frame.styleRows[0]).count == StyleRole.named.count)
    #expect(!frame.styleRows[0].contains("?"))
  }

  @Test func tabsAndLineBreaksBecomeSpaces() {
    var frame = Frame(columns: 10, rows: 1)
    frame.write("a\tb\nc", row: 0, column: 1)
    #expect(frame.textRows == [" a   b c  "])
  }
}
