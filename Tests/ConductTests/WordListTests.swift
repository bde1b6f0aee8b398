import Cases
import Foundation
import Testing

@testable import Conduct

@Suite struct WordListTests {
  /// A misspelt section would be left out without a word.
  @Test func everySectionIsAList() {
    for list in WordList.allCases { #expect(PhraseNotation.shipped.contains { $0.place.list == list }, "\(list)") }
    let marks = PhraseNotation.phrases(in: "\n[control]\n[end]\n\n[nonsense]\nword\n")
    // With brackets of either kind, which is four ways.
    #expect(marks.map(\.place.list) == [.control, .control, .control, .control])
  }

  /// A list has simplified characters, and finds both.
  @Test(arguments: ["谢谢", "謝謝", "不需要再聯繫", "聯係", "聯系", "复", "回覆", "回復"])
  func traditionalCharactersAreRead(text: String) {
    let automaton = PhraseAutomaton(PhraseNotation.phrases(in: "\n[closing]\n谢谢\n联系\n复\n"))
    var found = false
    Array(text.utf8).withUnsafeBytes { automaton.scan($0) { _, _ in found = true } }
    #expect(found)
  }

  /// ICU knows which characters are written otherwise: each that the lists use is in the table.
  @Test func everySimplifiedCharacterHasItsForms() {
    let characters = Set(PhraseNotation.shipped.flatMap { String(decoding: $0.bytes, as: UTF8.self) })
    for character in characters {
      guard let other = String(character).applyingTransform(StringTransform("Hans-Hant"), reverse: false),
        other != String(character)
      else { continue }
      #expect(!TraditionalForms.of(Substring(String(character))).isEmpty, "\(character) is also written \(other)")
    }
  }

  @Test(arguments: [
    ("thank*", "Thanks!", true), ("thank*", "a bethank", false), ("*bye", "goodbye", true), ("*bye", "byes", false),
    ("^hi", "well\n - Hi", true), ("^hi", "oh hi", false), ("the$", "by the", true), ("the$", "the end", false),
    ("=ok", " OK. ", true), ("=ok", "ok then", false), ("i'm busy", "I’M\tBUSY", true), ("谢", "多谢了", true),
    ("^客服:", "客服：您好", true),
  ])
  func theNotationIsKept(line: String, text: String, isFound: Bool) {
    let automaton = PhraseAutomaton(PhraseNotation.phrases(in: "\n[closing]\n\(line)\n"))
    var found = false
    Array(text.utf8).withUnsafeBytes { bytes in
      let reading = TextReading(bytes)
      automaton.scan(bytes) { phrase, end in
        if phrase.range(endingAt: end, in: bytes, reading) != nil { found = true }
      }
    }
    #expect(found == isFound)
  }
}
