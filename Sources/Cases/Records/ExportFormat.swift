/// The forms in which cases leave the program; the raw value is the name that is typed.
public enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  case csv
  case jsonLines = "jsonl"
  case markdown, html, bundle

  private enum Content {
    case cases, report, folder
  }

  /// Everything that is said of a format; beside its row here a new one needs only its writer.
  private var row: (title: String, pathEnding: String, otherNames: [String], content: Content) {
    switch self {
    case .csv: ("CSV", ".csv", [], .cases)
    case .jsonLines: ("JSONL", ".jsonl", ["json"], .cases)
    case .markdown: ("Markdown", ".md", ["md"], .cases)
    case .html: ("HTML", ".html", [], .report)
    case .bundle: ("bundle", "-bundle", [], .folder)
    }
  }

  /// The name that people read.
  public var title: String { row.title }

  /// How a path of this format ends: ".csv".
  public var pathEnding: String { row.pathEnding }

  /// Whether it is a list of cases, which can also leave through a pipe.
  public var isListOfCases: Bool { row.content == .cases }

  /// Whether it is always a report: figures, then cases.
  public var isReport: Bool { row.content == .report }

  /// Whether it is a folder and not a file.
  public var isFolder: Bool { row.content == .folder }

  /// The format that someone typed, by its name or a short form of it, in any case.
  public init?(typed: String) {
    let word = typed.lowercased()
    guard let format = ExportFormat.allCases.first(where: { ([$0.rawValue] + $0.row.otherNames).contains(word) })
    else { return nil }
    self = format
  }
}
