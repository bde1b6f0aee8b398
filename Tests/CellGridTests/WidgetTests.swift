import Testing

@testable import CellGrid

struct BarTests {
  @Test(arguments: [
    (0.0, ""), (1.0, "████"), (0.5, "██"), (0.25, "█"), (0.28125, "█▏"), (0.0001, "▏"), (7.0, "████"), (-1.0, ""),
    (Double.nan, ""), (Double.infinity, "████"),
  ])
  func drawsEighths(fraction: Double, expected: String) {
    #expect(Bar.text(fraction, width: 4) == expected)
  }

  @Test(arguments: [(0.0, ""), (1.0, "####"), (0.125, "-"), (0.4, "#-"), (0.001, "-")])
  func drawsASCII(fraction: Double, expected: String) {
    #expect(Bar.text(fraction, width: 4, glyphs: .ascii) == expected)
  }

  @Test func isNeverWiderThanItsSpace() {
    for width in -1...9 {
      for step in 0...100 {
        for glyphs in [Glyphs.unicode, .ascii] {
          #expect(DisplayWidth.of(Bar.text(Double(step) / 100, width: width, glyphs: glyphs)) <= max(width, 0))
        }
      }
    }
  }

  @Test func drawsColumnsFromTheBottom() {
    #expect([0, 0.5, 1, 2, .nan].map { Bar.column($0) } == [" ", "▄", "█", "█", " "])
    #expect([0, 0.4, 1].map { Bar.column($0, glyphs: .ascii) } == [" ", ".", "#"])
  }

  @Test func drawsIntervalsOnAScale() {
    var frame = Frame(columns: 11, rows: 2)
    frame.interval(
      low: -3, estimate: 0, high: 2, scale: -5...5, in: frame.bounds.line(0), style: .text)
    frame.interval(
      low: -9, estimate: 9, high: 11, scale: -5...5, in: frame.bounds.line(1), style: .text, glyphs: .ascii)
    #expect(frame.textRows == ["  ───●──   ", "<--------->"])
    frame.interval(low: .nan, estimate: 0, high: 1, scale: 0...1, in: frame.bounds, style: .text)
    #expect(frame.textRows[0] == "  ───●──   ")
  }
}

struct BrailleCanvasTests {
  @Test func setsDots() {
    var canvas = BrailleCanvas(columns: 2, rows: 1)
    canvas.set(x: 0, y: 0)
    canvas.set(x: 3, y: 3)
    canvas.set(x: 4, y: 0)
    canvas.set(x: -1, y: 9)
    #expect(canvas.textRows() == ["⠁⢀"])
    #expect(canvas.textRows(glyphs: .ascii) == ["'."])
  }

  @Test func drawsLinesFromEndToEnd() {
    var canvas = BrailleCanvas(columns: 2, rows: 1)
    canvas.line(fromX: 0, y: 0, toX: 3, y: 3)
    #expect(canvas.textRows() == ["⠑⢄"])
    var flat = BrailleCanvas(columns: 3, rows: 1)
    flat.line(fromX: -1_000_000_000, y: 1, toX: .max, y: 1)
    #expect(flat.textRows() == ["⠒⠒⠒"])
  }

  @Test func linesFarOutsideLeaveNothing() {
    var canvas = BrailleCanvas(columns: 3, rows: 2)
    canvas.line(fromX: .min, y: 99, toX: .max, y: 99)
    canvas.line(fromX: -9, y: .min, toX: -9, y: .max)
    #expect(canvas == BrailleCanvas(columns: 3, rows: 2))
  }

  @Test func drawsStepCurves() {
    var canvas = BrailleCanvas(columns: 4, rows: 1)
    canvas.steps(through: [(0, 1), (0.5, 0.5), (.nan, 3), (1, 0)])
    #expect(canvas.textRows() == ["⠉⠉⠓⢲"])
  }

  @Test func drawingOnAFrameLeavesWhatHasNoDots() {
    var frame = Frame(columns: 3, rows: 1)
    frame.write("abc", row: 0, column: 0)
    var canvas = BrailleCanvas(columns: 3, rows: 1)
    canvas.set(x: 2, y: 3)
    frame.draw(canvas, row: 0, column: 0, style: Style(.real))
    #expect(frame.textRows == ["a⡀c"])
  }
}

struct ScrollTests {
  @Test func keepsTheChosenItemInTheWindow() {
    var scroll = Scroll(count: 100, height: 10)
    var state = TextGenerator(seed: 7)
    for _ in 0..<2_000 {
      switch state.below(5) {
      case 0: scroll.move(by: state.below(41) - 20)
      case 1: scroll.page(Double(state.below(5) - 2) / 2)
      case 2: scroll.resize(count: state.below(120), height: state.below(15))
      case 3: scroll.select(state.below(300) - 100)
      default: scroll.centre()
      }
      #expect(scroll.selected >= 0 && scroll.selected < max(scroll.count, 1))
      #expect(scroll.first >= 0 && scroll.first <= max(scroll.count - scroll.height, 0))
      if scroll.count > 0 { #expect(scroll.visible.contains(scroll.selected)) }
    }
  }

  @Test func pagesLikeAPager() {
    var scroll = Scroll(count: 100, height: 11)
    scroll.page(1)
    #expect(scroll.first == 10 && scroll.selected == 10 + scroll.margin)
    scroll.page(-1)
    #expect(scroll.first == 0)
    scroll.page(0.5)
    #expect(scroll.first == 6)
  }

  @Test func movesWithoutOverflow() {
    var scroll = Scroll(count: 5, height: 2)
    scroll.move(by: 1)
    scroll.move(by: .max)
    #expect(scroll.selected == 4)
    scroll.move(by: .min)
    #expect(scroll.selected == 0)
  }
}

struct ColumnsTests {
  @Test func takesFromTheWidestFirst() {
    #expect(Columns.fit(natural: [4, 20, 10], minimum: [4, 5, 5], gap: 1, in: 30) == [4, 14, 10])
    #expect(Columns.fit(natural: [4, 20, 10], minimum: [4, 5, 5], gap: 1, in: 24) == [4, 9, 9])
    #expect(Columns.fit(natural: [4, 20, 10], minimum: [4, 5, 5], gap: 1, in: 99) == [4, 20, 10])
  }

  @Test func dropsColumnsFromTheRightWhereMinimaDoNotFit() {
    #expect(Columns.fit(natural: [4, 20, 10], minimum: [4, 5, 5], gap: 1, in: 12) == [4, 7, 0])
    #expect(Columns.fit(natural: [4], minimum: [4], gap: 1, in: 2) == [0])
  }

  @Test func neverTakesMoreThanThereIs() {
    var generator = TextGenerator(seed: 3)
    for _ in 0..<2_000 {
      let natural = (0..<generator.below(7)).map { _ in generator.below(30) }
      let minimum = natural.map { _ in generator.below(10) }
      let total = generator.below(90)
      let widths = Columns.fit(natural: natural, minimum: minimum, gap: 2, in: total)
      let shown = widths.filter { $0 > 0 }
      #expect(shown.reduce(0, +) + max(shown.count - 1, 0) * 2 <= total)
      for (index, width) in widths.enumerated() where width > 0 {
        #expect(width <= natural[index] && width >= min(minimum[index], natural[index]))
      }
    }
  }
}
