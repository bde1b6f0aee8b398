public import Fidelity

/// Which probe points are meant.
public struct PlanRequest: Sendable, Hashable {
  public enum Panel: String, Sendable, CaseIterable {
    case full, balanced
  }

  /// In the filter language; a probe point is meant where one of its cases matches, or it itself.
  public var filter: String?
  /// The most conversations.
  public var limit: Int?
  /// Where every random choice starts: panel, limit, order of the requests.
  public var seed: UInt64
  public var panel: Panel?

  /// A full plan of every conversation, unless something else is said.
  public init(
    filter: String? = nil, limit: Int? = nil, seed: UInt64 = AnalysisOptions.standard.seed, panel: Panel? = nil
  ) {
    self.filter = filter
    self.limit = limit
    self.seed = seed
    self.panel = panel
  }

  /// Whether fewer points than all are asked for.
  public var isGiven: Bool { filter != nil || limit != nil || panel != nil }
}
