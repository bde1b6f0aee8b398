import Cases
import CellGrid

/// What has the keyboard instead of the panes.
enum Prompt: Sendable {
  case line(LinePrompt)
  case sort(SortMenu)
  case views(ViewMenu)
  case export(ExportDialog)

  var context: KeyContext {
    switch self {
    case .line(let line): line.kind.context
    case .sort, .views: .sortMenu
    case .export(let dialog): dialog.field == .path ? .exportPath : .exportDialog
    }
  }

  mutating func take(_ count: CaseCount, generation: Int) {
    switch self {
    case .line(var line):
      guard line.generation == generation else { return }
      line.preview = count
      self = .line(line)
    case .export, .sort, .views: break
    }
  }
}

/// A line of text that is being typed.
struct LinePrompt: Sendable {
  enum Kind: Sendable, Hashable {
    case filter, command, search, paneSearch
    /// Tags or a note of these cases.
    case tags([CaseKey])
    case note([CaseKey])
    /// A folder for reviews that the store does not take, and why it does not.
    case keepReviews(String)
    /// A file for the receipt.
    case saveReceipt

    var context: KeyContext {
      switch self {
      case .filter: .filterLine
      case .command: .commandLine
      case .search, .paneSearch: .searchLine
      case .tags: .tagLine
      case .note, .keepReviews, .saveReceipt: .noteLine
      }
    }

    /// What stands before the line.
    var label: String {
      switch self {
      case .filter: "filter "
      case .command: ":"
      case .search, .paneSearch: "/"
      case .tags(let keys): keys.count > 1 ? "tags of \(keys.count) cases " : "tags "
      case .note(let keys): keys.count > 1 ? "note on \(keys.count) cases " : "note "
      case .keepReviews: "keep them in the folder "
      case .saveReceipt: "save the receipt as "
      }
    }
  }

  var kind: Kind
  var editor: LineEditor
  /// What the text was when the line was opened.
  let original: String
  /// What a filter would show, once it is counted.
  var preview: CaseCount?
  /// Why the text is not what it should be.
  var problem: FilterError?
  /// The question that ``preview`` answers.
  var generation = 0
  var completion: Completion?

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    editor = LineEditor(text)
    original = editor.text
  }
}
