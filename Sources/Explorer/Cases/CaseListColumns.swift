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

  private(set) var columns: [(column: Column, start: Int, width: Int)] = []

  /// - Parameters:
  ///   - width: The cells of the list.
  ///   - conversation: The widest conversation id in view.
  ///   - position: The widest position's name.
  ///   - stratum: The widest stratum's id.
  init(width: Int, conversation: Int, position: Int, stratum: Int) {
    let isWide = width >= 64
    var fixed: [(Column, Int)] = [(.marks, 3)]
    // Cut ids tell nothing apart; beside the reader, which names the case, the words are worth more.
    let idWidth = min(conversation, width >= 110 ? 24 : isWide ? 14 : 9)
    if isWide || conversation <= idWidth { fixed.append((.conversation, idWidth)) }
    fixed += [(.position, min(position, 6)), (.stages, 5), (.severity, 4)]
    if isWide { fixed.append((.stratum, min(max(stratum, 7), 12))) }
    var start = 0
    for (column, size) in fixed {
      columns.append((column, start, size))
      start += size + 1
    }
    let rest = width - start
    if rest >= 36 {
      let half = (rest - 2) / 2
      columns.append((.realText, start, half))
      columns.append((.simulatedText, start + half + 2, rest - half - 2))
    } else if rest >= 6 {
      columns.append((.realText, start, rest))
    }
  }
}
