import Cases
import CellGrid
import Explorer

/// Presses keys and answers effects as the program would, from an audit in memory. Nothing waits.
struct Driver {
  var audit: FakeAudit
  let table: CaseTable
  var explorer: Explorer
  /// Every effect since the start.
  private(set) var effects: [Effect] = []
  /// Effects that are kept back until ``answerAll()``, to see what is shown meanwhile.
  var isHolding = false
  private(set) var held: [Effect] = []
  /// Why the store takes no reviews, and those that wait.
  var obstacle: (why: String, isLasting: Bool)?
  var waiting: [Review] = []
  /// What the editor gives back.
  var editedText: String?
  /// What an export says of its cells.
  var longCells = 0
  /// The standings of the turns of the store's round of blind review; none without them.
  var blindStandings: [BlindRound.Standing]?
  var blindAnswers: [Int: BlindAnswer] = [:]
  private(set) var columns: Int
  private(set) var rows: Int

  init(
    _ audit: FakeAudit = FakeAudit(), columns: Int = 80, rows: Int = 24, session: Session = Session(),
    isOpen: Bool = true, folder: String = "", blind: BlindRequest? = nil,
    blindStandings: [BlindRound.Standing]? = nil
  ) {
    self.blindStandings = blindStandings
    self.audit = audit
    table = audit.table
    self.columns = columns
    self.rows = rows
    explorer = Explorer(
      .init(title: "matchmaking", reviewer: "mk", folder: folder, session: session, blind: blind))
    send(.event(.resize(columns: columns, rows: rows)))
    if isOpen {
      send(.tableLoaded(table))
      send(.reviewsChanged(audit.reviews, conversations: audit.keys))
    }
  }

  mutating func press(_ keys: Key...) { for key in keys { send(.event(.key(key))) } }

  /// Types characters as keys.
  mutating func type(_ text: String) { for character in text { send(.event(.key(.character(character)))) } }

  mutating func resize(_ columns: Int, _ rows: Int) {
    self.columns = columns
    self.rows = rows
    send(.event(.resize(columns: columns, rows: rows)))
  }

  mutating func send(_ action: Action) {
    for effect in explorer.update(action) {
      effects.append(effect)
      if isHolding { held.append(effect) } else { answer(effect) }
    }
  }

  mutating func answerAll() {
    isHolding = false
    let waiting = held
    held = []
    for effect in waiting { answer(effect) }
  }

  var frame: Frame {
    var frame = Frame(columns: columns, rows: rows)
    explorer.render(into: &frame)
    return frame
  }

  /// The screen as text, without blanks at the ends of lines.
  var screen: String { frame.textRows.joined(separator: "\n") }

  func shows(_ text: String) -> Bool { frame.textRows.contains { $0.contains(text) } }

  var titleLine: String { frame.textRows.first ?? "" }
  var lastLine: String { frame.textRows.last ?? "" }
}
