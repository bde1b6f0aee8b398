import AuditStore
import Cases
import Foundation
import Interchange
import Testing

@Suite struct SearchPropertyTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }

  private static let pieces = [
    "a", "B", "ab", "cd", "don", "DONATE", "nation", "é", "É", "ß", "İ", "Σ", "я", "Я", "价", "格", "价格", "不", "，", "。",
    "？", "Ａ", "０", "😀", "e\u{301}", "?", "\u{3000}", "\u{1112}\u{1161}\u{11AB}", "か\u{3099}", "が",
    "👩‍👩‍👧", " ", "  ", ".", ",", "-", "'", "\n", "“", "”", "…", "\u{301}", "한", "カ", "ﬁ", "1", "23", "_",
    String(repeating: "long", count: 40),
  ]

  private static func text(_ random: inout Generator, _ count: ClosedRange<Int>) -> String {
    (0..<Int.random(in: count, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private static func folded(_ text: String) -> [UInt8] {
    let forms = text.unicodeScalars.map { scalar -> String in
      if scalar == "\u{3000}" { return " " }
      let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      return narrow.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
    }
    return Array(forms.joined().utf8)
  }

  private static func holds(_ text: String, _ words: String) -> Bool {
    let text = folded(text)
    let words = folded(words)
    guard words.count <= text.count, !words.isEmpty else { return false }
    return (0...(text.count - words.count)).contains { Array(text[$0..<$0 + words.count]) == words }
  }

  @Test(arguments: 1...4) func theIndexFindsExactlyWhatTheTextsHold(seed: UInt64) throws {
    var random = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var turns: [[String]] = []
    var answers: [String] = []
    for _ in 0..<60 {
      turns.append((0..<4).map { _ in SearchPropertyTests.text(&random, 0...8) })
      answers.append(SearchPropertyTests.text(&random, 0...8))
    }
    let fixture = try StoreFixture()
    try fixture.write(
      conversations: try turns.enumerated().map { number, texts in
        try json([
          "id": "c-\(number)", "outcome": "left",
          "turns": texts.enumerated().map { ["role": $0 % 2 == 0 ? "agent" : "user", "text": $1] },
        ])
      },
      simulations: try answers.enumerated().map { number, text in
        try json(["conversation": "c-\(number)", "turn": 1, "simulator": "persona", "draw": 0, "text": text])
      }, labels: [])
    #expect(try fixture.create().refused == 0)
    let store = try AuditStore.open(at: fixture.path)
    for _ in 0..<150 {
      let words = SearchPropertyTests.text(&random, 1...3)
      func found(_ scope: TextQuery.Scope) throws -> TextHits {
        try store.hits(of: TextQuery(scope: scope, words: words))
      }
      let conversations = turns.indices.filter { turns[$0].contains { SearchPropertyTests.holds($0, words) } }
      #expect(try found(.conversations).conversations.map(Int.init) == conversations, "\(words)")
      let real = turns.indices.flatMap { number in
        [1, 3].filter { SearchPropertyTests.holds(turns[number][$0], words) }.map { number * 10 + $0 }
      }
      #expect(try found(.realTurns).realTurns.map { Int($0.conversation) * 10 + Int($0.turn) } == real, "\(words)")
      let simulated = answers.indices.filter { SearchPropertyTests.holds(answers[$0], words) }
      #expect(try found(.simulatedTurns).simulatedTurns.map { Int($0.conversation) } == simulated, "\(words)")
    }
  }

  private func json(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }
}
