/// A transcript in one text: `Agent: …` and `User: …` at the start of lines; what goes on below belongs to the turn.
struct SpokenTranscript {
  struct Turn {
    var speaker: String
    var text: String
  }

  private(set) var turns: [Turn] = []

  private static let speakers = ["agent", "user", "ai", "assistant", "bot", "customer", "human", "caller", "system"]

  init(_ text: String) {
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if let colon = line.firstIndex(of: ":"),
        SpokenTranscript.speakers.contains(String(line[..<colon]).trimmed.lowercased())
      {
        let speaker = String(line[..<colon]).trimmed
        turns.append(Turn(speaker: speaker, text: String(line[line.index(after: colon)...]).trimmed))
      } else if !turns.isEmpty {
        turns[turns.count - 1].text += "\n" + line
      }
    }
    for place in turns.indices { turns[place].text = turns[place].text.trimmed }
  }
}

extension LogConversation {
  mutating func add(_ transcript: SpokenTranscript) {
    for turn in transcript.turns { add(turn.speaker, turn.text.utf8) }
  }
}
