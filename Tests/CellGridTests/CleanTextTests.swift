import Testing

@testable import CellGrid

struct CleanTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"),
    ("a\u{7}b\u{0}c\u{7F}", "a␇b␀c␡"),
    ("\u{9B}31m", "\u{FFFD}31m"),
    ("\u{202E}evil\u{202C}", "\u{FFFD}evil\u{FFFD}"),
    ("\u{2066}x\u{2069}", "\u{FFFD}x\u{FFFD}"),
    ("\u{301}a", "◌\u{301}a"),
    ("a\n\u{301}", "a\n◌\u{301}"),
    ("e\u{301}", "e\u{301}"),
    ("👨‍👩‍👧‍👦!", "👨!"),
    ("👍🏽", "👍"),
    ("❤️", "❤"),
    ("🇫🇷", "FR"),
    ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"),
    ("a\u{E0067}", "a\u{FFFD}"),
    ("a\tb", "a   b"),
    ("abcd\tb", "abcd    b"),
    ("价\tb", "价  b"),
    ("a\r\nb\nc\rd", "a\nb\nc␍d"),
    ("x\u{2028}y", "x\ny"),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "한글"),
    ("\u{1161}", "\u{FFFD}"),
    ("soft\u{AD}hyphen\u{200B}\u{FEFF}", "softhyphen"),
    ("\u{E000}\u{FFFE}", "\u{FFFD}\u{FFFD}"),
    ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "a\u{301}\u{302}\u{303}\u{304}"),
    ("\u{1D173}", "\u{FFFD}"),
    ("שלום", "שלום"),
  ])
  func cleans(_ text: String, to expected: String) {
    // By scalars: as strings, canonically equivalent ones would be equal.
    #expect(Array(CleanText(text).text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func marksOutsideTheFirstPlaneSurvive() {
    // U+1E8D0 MENDE KIKAKUI COMBINING NUMBER TEENS.
    #expect(CleanText("a\u{1E8D0}\u{301}").text.unicodeScalars.map(\.value) == [0x61, 0x1E8D0, 0x301])
  }

  @Test func cellsHoldNothingHostileWhateverTheText() {
    for seed in 0..<400 {
      var generator = TextGenerator(seed: UInt64(seed))
      let text = generator.text()
      for cell in CleanText(text).cells where cell.scalarValue != CleanText.lineBreak {
        #expect(cell.width == 1 || cell.width == 2)
        #expect(DisplayWidth.of(cell.scalar) == cell.width)
        for scalar in [cell.scalar] + cell.marks {
          #expect(DisplayWidth.isShowable(scalar), "\(scalar.value) in seed \(seed)")
        }
        for mark in cell.marks { #expect(DisplayWidth.of(mark) == 0) }
      }
    }
  }

  @Test func cleaningTwiceChangesNothingMore() {
    for seed in 0..<200 {
      var generator = TextGenerator(seed: UInt64(seed))
      let once = CleanText(generator.text()).text
      #expect(Array(CleanText(once).text.unicodeScalars) == Array(once.unicodeScalars), "seed \(seed)")
    }
  }

  @Test func restylesTheCellsThatStandForBytesOfTheOriginal() {
    let original = "\u{FEFF}看\u{1B}e\u{301}👨‍👩‍👧z"
    let family = original.utf8.count - 1 - "👨‍👩‍👧".utf8.count
    var text = CleanText(original)
    text.restyle(utf8: 3..<6) { $0.role = .match }
    text.restyle(utf8: family + 8..<family + 9) { $0.role = .signal }
    #expect(text.cells.map(\.style.role) == [.match, .text, .text, .signal, .text])
  }

  @Test func restylingOutsideTheTextChangesNothing() {
    var text = CleanText("abc")
    text.restyle(utf8: 3..<9) { $0.role = .match }
    text.restyle(utf8: 1..<1) { $0.role = .match }
    #expect(text == CleanText("abc"))
  }

  @Test func saysHowMuchOfALongTextIsLeftOut() {
    let text = CleanText(String(repeating: "价", count: 50), limit: 10)
    #expect(text.text == String(repeating: "价", count: 10) + " … (+120 bytes)")
    #expect(text.omittedBytes == 120)
    #expect(CleanText("abc\u{FEFF}", limit: 3).omittedBytes == 0)
  }
}
