import Foundation
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
    #expect(TextFolding.folded("ＡＢ， é") == Array("ab, e\u{301}".utf8))
    #expect(
      TextFolding.folded("Plain ASCII, LONGER than a Block of it")
        == Array("plain ascii, longer than a block of it".utf8))
    #expect(TextFolding.folded("😀 İ") == Array("😀 i\u{307}".utf8))
  }

  /// Every scalar that there is, by itself and beside ASCII, as Unicode's tables say; ideographs are the form of nothing
  /// else, which is what lets a search look for them in the text as it is.
  @Test func everyScalarHasTheFormThatUnicodeGivesIt() {
    var buffer = FoldingBuffer()
    var wrong: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = Array("Aé\(scalar)0123456789ABCDEFz".utf8)
      let form = text.withUnsafeBytes { Array(buffer.fold($0)) }
      let expected = Array("ae\u{301}\(TextFoldingTests.form(of: scalar))0123456789abcdefz".utf8)
      let own = Array(String(scalar).utf8)
      let isAlone =
        TextFolding.isIdeographLead(own[0])
        ? form.count == text.count + 1 : !form.contains(where: TextFolding.isIdeographLead)
      if form != expected || !isAlone { wrong.append(String(value, radix: 16)) }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
  }

  private static func form(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0xFF01...0xFF5E: String(Unicode.Scalar(UInt8(scalar.value - 0xFEE0))).lowercased()
    case 0x3000: " "
    // Kept for the sake of older encodings; as they are.
    case 0xF900...0xFAFF, 0x2F800...0x2FA1F: String(scalar)
    default: scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
    }
  }

  /// A stranger's store may hold bytes that are no text: they are read as far as they go.
  @Test func bytesThatAreNoTextAreFoldedWithinTheirRoom() {
    var buffer = FoldingBuffer()
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for length in 0..<2000 {
      let bytes = (0..<length % 90).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56) | (length.isMultiple(of: 2) ? 0x80 : 0)
      }
      let count = bytes.withUnsafeBytes { buffer.fold($0).count }
      #expect(count <= 3 * bytes.count)
    }
  }
}
