import Cases
import CellGrid
import Fidelity

extension Explorer {
  /// Opens the dialog, with the flagged cases chosen where there are any.
  mutating func openExport(isFlagged: Bool? = nil, format: ExportFormat = .csv) -> [Effect] {
    guard query != nil else { return [] }
    let isOfConversations = query?.series == .conversations
    let flagged = reviews.flaggedCount(ofConversations: isOfConversations)
    prompt = .export(
      ExportDialog(
        stem: options.exportPath, isFlagged: isFlagged ?? (flagged > 0), format: format,
        shownCount: cases.count, flaggedCount: flagged,
        isOfConversations: isOfConversations))
    return []
  }

  mutating func press(_ key: Key, in dialog: ExportDialog) -> [Effect] {
    var dialog = dialog
    let command = KeyContext.exportDialog.binding(of: key)?.command
    switch command {
    case .accept: return accept(dialog)
    case .cancel:
      prompt = nil
      return []
    case .nextField: dialog.turnField(1)
    case .previousField: dialog.turnField(-1)
    default:
      // In the path blanks and arrows are its own.
      if !dialog.type(key) {
        if command == .nextChoice { dialog.turnChoice(1) }
        if command == .previousChoice { dialog.turnChoice(-1) }
      }
    }
    prompt = .export(dialog)
    return []
  }

  private mutating func accept(_ dialog: ExportDialog) -> [Effect] {
    guard let query else { return [] }
    let request = dialog.request(query)
    guard !request.path.isEmpty else {
      say(.error, "a path is needed")
      return []
    }
    guard dialog.count > 0 else {
      say(
        .error, dialog.isFlagged ? "nothing is flagged; x flags a \(noun)" : "nothing is shown; Esc clears the filter")
      return []
    }
    prompt = nil
    return export(request)
  }

  mutating func export(_ request: ExportRequest) -> [Effect] {
    say(.note, "exporting to \(request.path) …")
    return [.export(request)]
  }
}
