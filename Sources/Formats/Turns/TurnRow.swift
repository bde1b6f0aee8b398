/// One turn of a file that has a row a turn, with what its row says of the conversation.
struct TurnRow: Sendable {
  var conversation: String
  /// What turns are sorted by; in the order of the file where it is empty.
  var order = ""
  /// Its own name: of several rows of a conversation with the same one, the last counts.
  var name = ""
  var speaker: String
  var text: String
  var at = ""
  var isNote = false
  /// Whether it is no turn: only its sides count.
  var isFact = false
  /// Further values of the row, by name.
  var sides: [(name: String, value: String)] = []
  var line = 0

  init(conversation: String, speaker: String, text: String) {
    (self.conversation, self.speaker, self.text) = (conversation, speaker, text)
  }

  /// - Parameter names: The names of sides, by their numbers.
  init(_ row: PackedTurn, names: [String]) {
    conversation = row.string(.conversation)
    order = row.string(.order)
    name = row.string(.name)
    speaker = row.string(.speaker)
    text = row.string(.text)
    at = row.string(.at)
    isNote = row.isNote
    isFact = row.isFact
    line = row.line
    var sides: [(name: String, value: String)] = []
    row.forEachSide { sides.append((names[$0], String(decoding: $1, as: UTF8.self))) }
    self.sides = sides
  }
}
