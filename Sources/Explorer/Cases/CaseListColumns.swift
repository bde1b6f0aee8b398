import Cases
import CellGrid

/// Which columns of the case list fit, and where they stand.
struct CaseListColumns: Sendable {
  enum Column: Sendable, Hashable {
    case marks, conversation, position, stages, severity, stratum, realText, simulatedText

    var title: String {
      switch self {
      case .marks: ""
      case .conversation: "conversation"
      case .position: "at"
      case .stages: "stage"
      case .severity: "sev"
      case .stratum: "outcome"
      case .realText: "real turn"
      case .simulatedText: "simulated turn"
      }
    }

    /// As the configuration calls it.
    var name: String {
      switch self {
      case .marks: "marks"
      case .conversation: "conversation"
      case .position: "position"
      case .stages: "stages"
      case .severity: "severity"
      case .stratum: "outcome"
      case .realText: "real"
      case .simulatedText: "simulated"
      }
    }

    /// Whether sorting by a field is marked over this column.
    func shows(_ field: FilterField) -> Bool {
      switch self {
      case .marks: field == .flag
      case .conversation: field == .conversation || field == .customer
      case .position: field == .position || field == .turn
      case .stages: field == .real || field == .simulated
      case .severity: field == .severity || field == .shift
      case .stratum: field == .outcome || field == .committed
      case .realText, .simulatedText: false
      }
    }
  }

  /// Whether words have so little room that a silence is a mark, and leaves its room to the other turn.
  private(set) var isNarrow = false
  private(set) var columns: [(column: Column, start: Int, width: Int)] = []

  /// Where the real words begin.
  var realText: Int { columns.first { $0.column == .realText }?.start ?? 0 }

  /// - Parameters:
  ///   - width: The cells of the list.
  ///   - conversation: The widest conversation id in view.
  ///   - position: The widest position's name.
  ///   - stratum: The widest stratum's id.
  ///   - names: The columns that are to stand; those that fit where there are none.
  init(width: Int, conversation: Int, position: Int, stratum: Int, names: [String] = []) {
    let isWide = width >= 64
    var fixed: [(Column, Int)] = [(.marks, 4)]
    // Cut ids tell nothing apart; beside the reader, which names the case, the words are worth more.
    let idWidth = min(conversation, width >= 110 ? 24 : isWide ? 14 : 9)
    if isWide || conversation <= idWidth || names.contains(Column.conversation.name) {
      fixed.append((.conversation, idWidth))
    }
    fixed += [(.position, min(position, 6)), (.stages, 5), (.severity, 4)]
    if isWide || names.contains(Column.stratum.name) { fixed.append((.stratum, min(max(stratum, 7), 12))) }
    var words = [Column.realText, .simulatedText]
    if !names.isEmpty {
      fixed.removeAll { $0.0 != .marks && !names.contains($0.0.name) }
      words.removeAll { !names.contains($0.name) }
    }
    var start = 0
    for (column, size) in fixed {
      columns.append((column, start, size))
      start += size + 1
    }
    let rest = width - start
    // The simulated words stand wherever the real ones do: a real silence says nothing of its case.
    if let only = words.first, words.count == 1, rest >= 6 { columns.append((only, start, rest)) }
    let gap = rest >= 36 ? 2 : 1
    guard words.count == 2, rest >= 6 * 2 + gap else { return }
    isNarrow = gap == 1
    let half = (rest - gap) / 2
    columns.append((.realText, start, half))
    columns.append((.simulatedText, start + half + gap, rest - half - gap))
  }
}
