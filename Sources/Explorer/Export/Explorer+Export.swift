import Cases
import CellGrid
import Fidelity
import Text

extension Explorer {
  /// Opens the dialog, with the flagged cases chosen where there are any.
  mutating func openExport(isFlagged: Bool? = nil, format: ExportFormat = .csv) -> [Effect] {
    guard query != nil else { return [] }
    let isOfConversations = query?.series == .conversations
    let flagged = reviews.flaggedCount(ofConversations: isOfConversations)
    prompt = .export(
      ExportDialog(
        stem: options.exportPath, folder: options.folder, isFlagged: isFlagged ?? (flagged > 0), format: format,
        shownCount: cases.count, flaggedCount: flagged,
        isOfConversations: isOfConversations))
    return []
  }

  mutating func press(_ key: Key, in dialog: ExportDialog) -> [Effect] {
    var dialog = dialog
    let command = Prompt.export(dialog).context.binding(of: key)?.command
    switch command {
    case .accept: return accept(dialog)
    case .cancel:
      prompt = nil
      return []
    case .complete: return [.completePath(dialog.path.text)]
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

  /// Takes what Tab found for a path, unless it was changed meanwhile.
  mutating func takePath(_ typed: String, completedTo text: String, _ names: [String]) {
    guard case .export(var dialog) = prompt, dialog.field == .path, dialog.path.text == typed else { return }
    if text == typed {
      let some = names.prefix(12).joined(separator: "  ") + (names.count > 12 ? "  …" : "")
      say(.note, names.isEmpty ? "no name begins so" : some)
    } else {
      dialog.complete(to: text)
      prompt = .export(dialog)
    }
  }

  mutating func tell(_ outcome: ExportOutcome) {
    let isShort = outcome.count < outcome.asked
    let asked = isShort ? "\(NumberText.grouped(outcome.count)) of " : ""
    var parts = ["exported \(asked)\(NumberText.counted(outcome.asked, noun)) to \(outcome.path)"]
    if isShort { parts.append("a page shows no more") }
    if outcome.longCells > 0 { parts.append(CSVForm.words(ofLongCells: outcome.longCells)) }
    if !outcome.masked.isEmpty { parts.append(outcome.masked) }
    say(isShort || outcome.longCells > 0 ? .note : .good, parts.joined(separator: "; "))
  }

  /// `e` in the receipt: asks where to.
  mutating func openReceiptLine() {
    openLine(.saveReceipt, text: proposedReceipt)
  }

  private var proposedReceipt: String {
    let stem = options.exportPath.hasSuffix("-cases") ? String(options.exportPath.dropLast(6)) : options.exportPath
    return stem + "-receipt.json"
  }

  mutating func saveReceipt(to typed: String) -> [Effect] {
    let path = typed.trimmingBlanks
    guard let query, !path.isEmpty else { return [] }
    say(.note, "the receipt is being made …")
    return [.saveReceipt(query, path: path, isProposal: path == proposedReceipt)]
  }

  mutating func export(_ request: ExportRequest) -> [Effect] {
    say(.note, "exporting to \(request.path) …")
    return [.export(request)]
  }
}
