internal import Cases

/// Says an earlier turn of its own again: word for word with four words or more, nearly with eight or more where the
/// numbers in it are the same; or says one thing over and over in a turn.
enum Repetition {
  static let fewestWords = 4
  static let fewestWordsOfNear = 8
  /// As many turns of its own are compared for likeness; every one for equality.
  static let nearTurns = 8

  static let rule = FaultRule(
    fault: .repetition,
    look: .turn { turn in
      let text = turn.text
      if let rounds = roundsWithin(turn) { return turn.finding(.repetition, "says the same \(rounds) times") }
      guard text.words.count >= fewestWords else { return nil }
      var compared = 0
      for number in turn.earlier.indices.reversed() where turn.earlier[number].role == .user {
        let other = turn.earlier[number].text
        if other.hash == text.hash, other.words == text.words {
          return turn.finding(.repetition, "the same as turn \(number)")
        }
        compared += 1
        if compared <= nearTurns, text.words.count >= fewestWordsOfNear, other.numbers == text.numbers,
          Likeness.ofPairs(text, other, atLeast: 0.65) >= 0.65
        {
          return turn.finding(.repetition, "nearly the same as turn \(number)")
        }
      }
      return nil
    })

  private static func roundsWithin(_ turn: JudgedTurn) -> Int? {
    let words = turn.text.words
    guard words.count >= 6 else { return nil }
    let rounds = Likeness.rounds(of: words)
    // "no no no no no no" is how people speak.
    if rounds >= 3, words.count / rounds >= 2 { return rounds }
    return sentenceRounds(turn)
  }

  /// How often the sentence that comes most often comes, from three on; of three words or more.
  private static func sentenceRounds(_ turn: JudgedTurn) -> Int? {
    guard turn.text.words.count >= 9, hasThreeSentences(turn) else { return nil }
    var counts: [UInt64: Int] = [:]
    var start = turn.text.body.lowerBound
    let end = turn.text.body.upperBound
    var most = 0
    for place in start...end {
      guard place == end || Repetition.endsSentence(at: place, in: turn.bytes) else { continue }
      if place - start >= 9 {
        let sentence = TextReading(UnsafeRawBufferPointer(rebasing: turn.bytes[start..<place]))
        if sentence.words.count >= 3 {
          counts[sentence.hash, default: 0] += 1
          most = max(most, counts[sentence.hash] ?? 0)
        }
      }
      start = min(place + 1, end)
    }
    return most >= 3 ? most : nil
  }

  /// Few turns have: the words of each sentence need not be read.
  private static func hasThreeSentences(_ turn: JudgedTurn) -> Bool {
    var count = 1
    for place in turn.text.body.dropLast() where endsSentence(at: place, in: turn.bytes) {
      count += 1
      if count == 3 { return true }
    }
    return false
  }

  private static func endsSentence(at place: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x0A: true
    // 。 ends in 80 82, ！ in BC 81, ？ in BC 9F.
    case 0x82: place >= 2 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE3
    case 0x81, 0x9F: place >= 2 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
    default: false
    }
  }
}
