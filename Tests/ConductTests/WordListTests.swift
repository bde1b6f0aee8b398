import Cases
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
