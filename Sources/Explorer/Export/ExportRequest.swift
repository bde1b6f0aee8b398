/// What is exported, how, and to where.
public struct ExportRequest: Sendable, Hashable {
  public enum Scope: Sendable, Hashable {
    /// What the list shows, in its order.
    case shown(CaseQuery)
    /// Every case that somebody flagged, whatever is shown.
    case flagged
  }

  public enum Format: String, Sendable, Hashable, CaseIterable {
    case csv, jsonLines, markdown, html, bundle

    var title: String {
      switch self {
      case .csv: "CSV"
      case .jsonLines: "JSONL"
      case .markdown: "Markdown"
      case .html: "HTML"
      case .bundle: "bundle"
      }
    }

    var pathExtension: String {
      switch self {
      case .csv: ".csv"
      case .jsonLines: ".jsonl"
      case .markdown: ".md"
      case .html: ".html"
      case .bundle: "-bundle"
      }
    }
  }

  public var scope: Scope
  public var format: Format
  /// As typed; `~` and relative paths are the runner's to resolve.
  public var path: String

  public init(scope: Scope, format: Format, path: String) {
    self.scope = scope
    self.format = format
    self.path = path
  }
}
