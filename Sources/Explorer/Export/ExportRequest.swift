public import Cases

/// What is exported, how, and to where.
public struct ExportRequest: Sendable, Hashable {
  public enum Scope: Sendable, Hashable {
    /// What the list shows, in its order.
    case shown(CaseQuery)
    /// Every case or conversation that somebody flagged, whatever is shown.
    case flagged
  }

  /// What becomes of the words of the conversations.
  public enum Words: String, Sendable, Hashable, CaseIterable {
    case whole = "as they are"
    case masked
    case none = "left out"
  }

  public var scope: Scope
  public var format: ExportFormat
  /// As typed; `~` and relative paths are the runner's to resolve.
  public var path: String
  /// Whether the path is only a proposal: where something has the name, another like it is found.
  public var isProposal: Bool
  /// Whether whole conversations are meant, and not cases.
  public var isOfConversations: Bool
  public var words: Words

  public init(
    scope: Scope, format: ExportFormat, path: String, isProposal: Bool = false, isOfConversations: Bool = false,
    words: Words = .whole
  ) {
    self.scope = scope
    self.format = format
    self.path = path
    self.isProposal = isProposal
    self.isOfConversations = isOfConversations
    self.words = words
  }
}

/// What came of an export.
public struct ExportOutcome: Sendable, Hashable {
  /// Where it is, from the root of the file system on.
  public var path: String
  public var count: Int
  /// The cases that were asked for.
  public var asked: Int
  /// Cells of CSV that are longer than a spreadsheet's.
  public var longCells: Int
  /// What was masked, in words; empty where nothing was to be.
  public var masked: String

  public init(path: String, count: Int, asked: Int, longCells: Int = 0, masked: String = "") {
    self.path = path
    self.count = count
    self.asked = asked
    self.longCells = longCells
    self.masked = masked
  }
}
