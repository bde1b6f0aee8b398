/// What an import changes of what a store held before, beside the rows that it brings.
public struct StoreChanges: Sendable, Hashable, Codable {
  /// Records of the bundle that it no longer holds. Where the store's is kept, they stay.
  public var conversations = 0
  /// `nil` where there are none: reports of audits without them say nothing of them.
  public var simulatedConversations: Int?
  public var simulations = 0
  public var labels = 0
  /// The first of them.
  public var examples: [Gone] = []
  /// Reviews whose case is gone: the store puts them aside, and back when their case is there again.
  public var reviewsPutAside = 0
  public var reviewsPutBack = 0
  /// Answers that the store asked for itself, and whose case is gone.
  public var answersGone = 0
  /// Those that the bundle has other rows for, which have taken their place.
  public var answersReplaced = 0
  /// Those that stay, though the text that they answer or label has changed.
  public var answersToOtherTexts = 0
  /// The keys of `audit.json` whose values are others now.
  public var auditKeys: [String] = []
  /// What else people have to know, in sentences.
  public var notes: [String] = []

  /// A record that the bundle no longer holds.
  public struct Gone: Sendable, Hashable, Codable {
    /// The name of the file that held it, without its ending.
    public var file: String
    /// Which record, in the words of the bundle.
    public var record: String

    public init(file: String, record: String) {
      self.file = file
      self.record = record
    }
  }

  public init() {}

  /// Records that the bundle no longer holds.
  public var gone: Int { conversations + (simulatedConversations ?? 0) + simulations + labels }

  /// Whether the store says something else than before, as far as rows are concerned that came with no import.
  public var isEmpty: Bool { gone + reviewsPutBack == 0 && auditKeys.isEmpty }
}
