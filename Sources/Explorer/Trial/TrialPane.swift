import Cases
import CellGrid

/// What instruments said of some cases, side by side, or how far they are.
struct TrialPane: Sendable {
  var text = TextPane()
  private(set) var isWaiting = false
  private var lines: [String] = []

  mutating func start() {
    isWaiting = true
    lines = ["… the instruments are asked"]
  }

  /// - Parameter isDone: Whether nothing more comes.
  mutating func take(_ words: String, isDone: Bool) {
    guard isWaiting else { return }
    if isDone { isWaiting = false }
    lines = words.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  mutating func layOut(in rect: Rect) {
    text.show(
      lines.map { StyledRow($0, isWaiting ? .dim : .text, column: 2, width: rect.columns) }, in: rect)
  }
}

extension Explorer {
  /// The most cases that are tried where no number is typed.
  private static let usualTrial = 20

  /// `:try judge.yaml other.yaml 20`: labels the first cases of the list with each instrument.
  mutating func tryInstruments(_ argument: String) -> [Effect] {
    var names = argument.split(separator: " ").map(String.init)
    let count = names.last.flatMap { Int($0) }
    if count != nil { names.removeLast() }
    guard !names.isEmpty, (1...1000).contains(count ?? Explorer.usualTrial) else {
      say(.error, "name instruments and maybe a number of cases: :try judge.yaml other.yaml 20")
      return []
    }
    guard let table, !table.listsConversations, !cases.rows.isEmpty else {
      say(.note, "no case is shown that instruments could be tried on")
      return []
    }
    if trial.isWaiting {
      say(.note, "instruments are being tried already")
      return []
    }
    let keys = cases.rows.prefix(count ?? Explorer.usualTrial).map { table.key(of: Int($0)) }
    trial.start()
    // Opened once more, a pane closes.
    if focus != .trial { open(.trial) }
    return [.tryInstruments(names, keys)]
  }
}
