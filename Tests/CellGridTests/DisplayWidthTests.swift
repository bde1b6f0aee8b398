import Testing

@testable import CellGrid

struct DisplayWidthTests {
  @Test(arguments: [
    ("a", 1), ("价", 2), ("é", 1), ("e\u{301}", 1), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｶ", 1), ("Ａ", 2),
    ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇫🇷", 2), ("❤️", 1), ("1️⃣", 1), ("\u{1B}", 1), ("\u{202E}", 1), ("\u{301}", 1),
    ("─", 1), ("█", 1), ("⣿", 1), ("…", 1), ("", 0), ("\u{200B}\u{200D}\u{FEFF}", 0), ("नमस्ते", 4), ("䷀", 1),
  ])
  func measuresTextAsItIsShown(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func doesNotShowWhatIsMeasuredDifferentlyElsewhere() {
    // Hexagrams, circled numbers on black squares, trigrams: libc, Unicode and newer terminals disagree.
    for value: UInt32 in [0x4DC0, 0x3248, 0x2630, 0x1D300, 0xE000, 0x2028, 0x1160] {
      #expect(Unicode.Scalar(value).map(DisplayWidth.isShowable) == false, "\(String(value, radix: 16))")
    }
  }

  @Test func looksUpAllOfUnicodeTheSameWayInTheFlatTableAndInTheRuns() {
    for index in displayWidthRuns.indices {
      let start = displayWidthRuns[index] >> 3
      let kind = DisplayWidth.Kind(rawValue: UInt8(displayWidthRuns[index] & 7))
      let end = index + 1 < displayWidthRuns.count ? displayWidthRuns[index + 1] >> 3 : 0x11_0000
      #expect(start < end)
      #expect(kind != nil)
      for value in [start, end - 1] where value > 0x7F {
        #expect(DisplayWidth.kind(of: value) == kind, "\(String(value, radix: 16))")
      }
    }
  }

  @Test func nothingThatMayBeShownIsAControlOrOverride() {
    for value in UInt32(0)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value), DisplayWidth.isShowable(scalar) else { continue }
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format && category != .surrogate && category != .privateUse)
    }
  }
}
