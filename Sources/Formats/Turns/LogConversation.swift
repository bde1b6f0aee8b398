internal import Cases
internal import JSON

/// A conversation as a format reads it: who said what, and what stands beside it, before anything is mapped.
///
/// Formats use one again and again; it points into what they parsed and is mapped before they read on.
struct LogConversation {
  struct Turn {
    /// As the format calls them.
    var speaker: String
    /// Where the text lies in ``LogConversation/texts``.
    var text: Range<Int>
    /// As the format writes it.
    var at: String?
    var kind = Kind.said
  }

  enum Kind {
    case said
    /// Not for the other side's eyes.
    case note
  }

  /// What spoke as the user.
  struct Simulated {
    /// The simulator's id.
    var simulator: String
    var endedBy: EndedBy?

    /// Where a format knows that a simulator spoke, and not which.
    static let unnamed = "user-simulator"
  }

  var file = ""
  var line = 0
  /// As the format calls the conversation; `nil` where it has no name for it.
  var id: String?
  /// Who the person is, where the format says; `nil` where a mapping has to.
  var customer: String?
  /// Where the format says that no person spoke as the user.
  var simulated: Simulated?
  private(set) var turns: [Turn] = []
  /// The texts of the turns, one behind the other.
  private(set) var texts: [UInt8] = []
  /// What stands beside the turns.
  var sides: [Side] = []

  /// Starts anew.
  mutating func begin(_ file: LogFile, line: Int) {
    removeAll()
    self.file = file.name
    self.line = line
  }

  mutating func removeAll() {
    id = nil
    customer = nil
    simulated = nil
    turns.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: texts.capacity < 4 << 20)
    sides.removeAll(keepingCapacity: true)
  }

  mutating func add(_ speaker: String, _ text: some Sequence<UInt8>, at: String? = nil, kind: Kind = .said) {
    let start = texts.count
    texts.append(contentsOf: text)
    turns.append(Turn(speaker: speaker, text: start..<texts.count, at: at, kind: kind))
  }

  /// Adds what a string of JSON says; false where it is none.
  @discardableResult
  mutating func add(_ speaker: String, _ text: JSONView, at: String? = nil, kind: Kind = .said) -> Bool {
    let start = texts.count
    guard text.append(to: &texts) else { return false }
    turns.append(Turn(speaker: speaker, text: start..<texts.count, at: at, kind: kind))
    return true
  }

  /// Calls speakers otherwise, where what they are is known only when all is read.
  mutating func renameSpeakers(_ name: (String) -> String) {
    for place in turns.indices { turns[place].speaker = name(turns[place].speaker) }
  }

  mutating func side(_ name: String, _ value: JSONView) { sides.append(Side(name: name, value: .view(value))) }
  mutating func side(_ name: String, _ value: JSONValue) { sides.append(Side(name: name, value: .value(value))) }

  /// What rows say of their conversation beside what comes in as a side: nobody names a field like this.
  enum Hidden: String {
    case customer = "\u{1}customer"
    case requester = "\u{1}requester"
  }

  /// Takes away what rows said.
  mutating func take(_ hidden: Hidden) -> String? {
    guard let place = sides.firstIndex(where: { $0.name == hidden.rawValue }) else { return nil }
    return sides.remove(at: place).json.string
  }

  /// Adds all members of an object but some.
  mutating func sides(of object: JSONView, but names: Set<String>) {
    object.forEachMember { name, value in
      if !names.contains(name) { side(name, value) }
    }
  }
}

/// A value beside the turns of a conversation.
struct Side {
  enum Value {
    /// Lives as long as what was parsed.
    case view(JSONView)
    case value(JSONValue)
  }

  var name: String
  var value: Value

  var json: JSONValue {
    switch value {
    case .view(let view): JSONValue(view)
    case .value(let value): value
    }
  }
}
