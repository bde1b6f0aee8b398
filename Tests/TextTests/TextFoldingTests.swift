import Testing
import Text

struct TextFoldingTests {
  private func found(_ words: String, in text: String) -> [Range<Int>] {
    TextFolding.occurrences(of: words, in: text)
  }

  @Test func occurrencesAreFoundWhateverTheCaseOfTheirLetters() {
    #expect(found("ab", in: "ABcab") == [0..<2, 3..<5])
    #expect(found("价格", in: "这个价格高") == [6..<12])
    #expect(found("aa", in: "aaaa") == [0..<2, 2..<4])
    #expect(found("Σ", in: "σΣ") == [0..<2, 2..<4])
    #expect(found("", in: "abc").isEmpty && found("abc", in: "ab").isEmpty)
  }

  @Test(arguments: [
    ("fullwidth", "ｆｕｌｌｗｉｄｔｈ"), ("4680,", "４６８０，"), ("ａｂ", "AB"), ("？", "?"), ("a b", "ａ\u{3000}ｂ"),
    ("é", "e\u{301}"), ("e\u{301}", "É"), ("ế", "e\u{302}\u{301}"), ("한", "\u{1112}\u{1161}\u{11AB}"),
    ("が", "か\u{3099}"), ("Å", "A\u{30A}"),
  ])
  func formsOfTheSameFindEachOther(one: String, other: String) {
    for (words, text) in [(one, other), (other, one)] {
      #expect(found(words, in: "x" + text + "y") == [1..<text.utf8.count + 1], "\(words) in \(text)")
    }
  }

  /// What is found is whole scalars of the text, however long they are as they are compared.
  @Test func rangesAreThoseOfTheText() {
    #expect(found("e", in: "aéb") == [1..<3])
    #expect(found("\u{301}b", in: "aéb") == [1..<4])
    #expect(found("价１", in: "价1，价１") == [0..<4, 7..<13])
    #expect(found("、", in: "价、") == [3..<6] && found("カ", in: "ｶ").isEmpty)
  }

  @Test func theStoresWayFindsTheSame() {
    func folded(_ text: String) -> [UInt8] {
      var (text, bytes) = (text, [UInt8]())
      text.withUTF8 { TextFolding.append($0, to: &bytes) }
      return bytes
    }
    #expect(folded("ＡＢ， é") == Array("ab, e\u{301}".utf8))
    #expect(folded("Plain ASCII") == Array("plain ascii".utf8))
    #expect(folded("😀 İ") == Array("😀 i\u{307}".utf8))
  }
}
