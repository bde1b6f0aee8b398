import Testing

@testable import CellGrid

struct WrappingTests {
  @Test(arguments: [
    ("the quick brown fox", 10, ["the quick", "brown fox"]),
    ("the quick", 9, ["the quick"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a abcdefghij", 4, ["a", "abcd", "efgh", "ij"]),
    ("one\ntwo\n\nthree", 10, ["one", "two", "", "three"]),
    ("", 5, [""]),
    ("  indented text", 10, ["  indented", "text"]),
    ("a    b", 3, ["a", "b"]),
    ("well-known fact", 6, ["well-", "known", "fact"]),
    ("-5 -6", 3, ["-5", "-6"]),
    ("价格太高了", 4, ["价格", "太高", "了"]),
    ("价格太高", 5, ["价格", "太高"]),
    ("ab价格", 4, ["ab价", "格"]),
  ])
  func wraps(_ text: String, width: Int, to lines: [String]) {
    #expect(wrap(text, width: width) == lines)
  }

  @Test func closingPunctuationDoesNotBeginALine() {
    #expect(wrap("价格，高", width: 4) == ["价", "格，", "高"])
    #expect(wrap("你好！」他说", width: 6) == ["你", "好！」", "他说"])
  }

  @Test func openingPunctuationDoesNotEndALine() {
    #expect(wrap("说「价格", width: 4) == ["说", "「价", "格"])
  }

  @Test func aRunOfPunctuationWiderThanTheLineIsStillCut() {
    #expect(wrap("，，，，", width: 4) == ["，，", "，，"])
  }

  @Test func noLineIsWiderThanAskedWhateverTheText() {
    for seed in 0..<600 {
      var generator = TextGenerator(seed: UInt64(seed))
      let text = generator.text()
      let width = 2 + generator.below(30)
      let clean = CleanText(text)
      for line in clean.lines(width: width) {
        #expect(line.width <= width, "seed \(seed)")
        #expect(clean.cells[line.cells].reduce(0) { $0 + $1.width } == line.width)
      }
    }
  }

  @Test func onlySpacesAndLineBreaksAreLostBetweenLines() {
    for seed in 0..<300 {
      var generator = TextGenerator(seed: UInt64(seed))
      let text = generator.text()
      let clean = CleanText(text)
      let joined = clean.lines(width: 2 + generator.below(20)).reduce(into: [Cell]()) { $0 += clean.cells[$1.cells] }
      func inked(_ cells: [Cell]) -> [Cell] { cells.filter { ![0x20, 0x0A, 0x3000].contains($0.scalarValue) } }
      #expect(inked(joined) == inked(clean.cells), "seed \(seed)")
    }
  }

  @Test func marksWhichLinesBeginAParagraph() {
    let text = CleanText("one two\nthree")
    #expect(text.lines(width: 4).map(\.startsParagraph) == [true, false, true, false])
  }

  @Test func widthsBelowTwoCountAsTwo() {
    #expect(wrap("ab价", width: 0) == ["ab", "价"])
  }
}
