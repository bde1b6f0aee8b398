public import Interchange
public import JSON

/// A conversation of a log as it would come in.
public struct PreviewedRow: Sendable {
  public var file: String?
  public var line: Int
  /// The row of `conversations.jsonl`; `null` where it is refused.
  public var record: JSONValue
  public var refusal: Refusal?
  /// How many of its turns lie after the outcome and are dropped; they are not in ``record``.
  public var droppedTurns = 0
}
