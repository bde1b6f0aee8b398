public import Formats

/// What a person says of a log.
public struct LogOptions: Sendable {
  /// The id of the format; told by the content where it is `nil`.
  public var format: String?
  public var mapping = Mapping()
  /// What the rows are; conversations where nobody says.
  public var kind: LogKind?
  /// The simulator and the instrument of all rows.
  public var simulator: String?
  public var instrument: String?
  /// What is read of a database, in SQL.
  public var query: String?
  /// A file with a mapping, which ``mapping`` overrides.
  public var mapPath: String?
  /// A second file with outcomes, and the field by which its rows are joined.
  public var outcomesPath: String?
  public var joinField = "conversation_id"
  /// The field of the second file; of the log itself, ``Mapping/outcome``.
  public var outcomeField: FieldPath?
  /// The name of the audit; the file's where it is `nil`.
  public var name: String?
  /// An `audit.json` to take.
  public var auditPath: String?
  /// Whether an `audit.json` beside the files says nothing of them.
  public var ignoresOwnAudit = false
  /// Whether control words stay in the texts, also those that the format knows.
  public var keepsControlWords = false

  /// A store that was made of the same files: what was said of them then still holds.
  var continuedStore: String?

  public init() {}
}
