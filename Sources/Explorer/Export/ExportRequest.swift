public import Cases

/// What is exported, how, and to where.
public struct ExportRequest: Sendable, Hashable {
  public enum Scope: Sendable, Hashable {
    /// What the list shows, in its order.
    case shown(CaseQuery)
    /// Every case or conversation that somebody flagged, whatever is shown.
    case flagged
  }

  public var scope: Scope
  public var format: ExportFormat
  /// As typed; `~` and relative paths are the runner's to resolve.
  public var path: String
  /// Whether the path is only a proposal: where something has the name, another like it is found.
  public var isProposal: Bool
  /// Whether whole conversations are meant, and not cases.
  public var isOfConversations: Bool

  public init(
    scope: Scope, format: ExportFormat, path: String, isProposal: Bool = false, isOfConversations: Bool = false
  ) {
    self.scope = scope
    self.format = format
    self.path = path
    self.isProposal = isProposal
    self.isOfConversations = isOfConversations
  }
}
