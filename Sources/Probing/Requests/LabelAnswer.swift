public import AuditStore
public import Cases
import JSON

/// An instrument's answer, read and checked against the audit's schema; never guessed.
public enum LabelAnswer {
  /// What is wrong with an answer that is no label.
  public struct Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
    public var cause: InvalidCause

    init(_ description: String, _ cause: InvalidCause = .unreadable) {
      self.description = description
      self.cause = cause
    }
  }

  /// The decision state that `text` gives to the turn whose words are `turn`.
  ///
  /// Reasoning is set aside. Of the rest one JSON object is the verdict (``VerdictObject``), with every key that
  /// ``LabelSchema`` requires; an endpoint without structured output may wrap it in words. A `signal` that does not occur
  /// in the turn is left out: it would point at nothing.
  /// - Throws: ``Invalid`` where there is no such object, or a value that the schema does not know.
  public static func decisionState(
    _ text: String, turn: String, schema: StateSchema, into label: Label
  ) throws(Invalid) -> Label {
    try noted(text, turn: turn, schema: schema, into: label).label
  }

  /// The same, with what is to be told of it.
  static func noted(
    _ text: String, turn: String, schema: StateSchema, into label: Label
  ) throws(Invalid) -> (label: Label, notes: Set<AnswerNote>) {
    let members = try verdict(in: text, on: turn)
    var label = label
    label.stage = try known("stage", in: members, of: schema.stages.map(\.id))
    label.emotion = try known("emotion", in: members, of: schema.emotions)
    label.blocker = try known("blocker", in: members, of: schema.blockers)
    label.exit = try known("exit", in: members, of: LabelSchema.judgedExits(schema))
    let signal = try words("signal", in: members).flatMap { $0.trimmed.isEmpty ? nil : $0 }
    label.signal = signal.flatMap { ShownTurn.words($0, in: turn) }
    switch members["convergence"] {
    case nil: throw missing("convergence")
    case .null: break
    case let value?:
      guard let value = value.double, abs(value) <= 1 else {
        throw Invalid("\"convergence\" must be a number between -1 and 1")
      }
      label.convergence = value
    }
    label.rationale = try words("rationale", in: members)
    return (label, signal != nil && label.signal == nil ? [.signalLeftOut] : [])
  }

  /// The action that `text` gives to an agent's turn, whose words are `turn`.
  public static func agentAction(
    _ text: String, turn: String, schema: StateSchema, into label: Label
  ) throws(Invalid) -> Label {
    let members = try verdict(in: text, on: turn)
    var label = label
    label.action = try known("action", in: members, of: schema.actions)
    label.rationale = try words("rationale", in: members)
    return label
  }

  private static func verdict(in text: String, on turn: String) throws(Invalid) -> JSONValue {
    let whole = text.trimmed
    if VerdictObject.isAll(of: whole) { return try VerdictObject(in: whole, turn: turn).members }
    let reasoning = ReasoningText(text)
    if reasoning.isUnfinished || reasoning.answer.isEmpty { throw Invalid("the answer is reasoning alone", .empty) }
    return try VerdictObject(in: reasoning.answer, turn: turn).members
  }

  private static func missing(_ key: String) -> Invalid { Invalid("\"\(key)\" is missing") }

  /// A key that holds free words; null says that there are none.
  private static func words(_ key: String, in members: JSONValue) throws(Invalid) -> String? {
    switch members[key] {
    case nil: throw missing(key)
    case .null: return nil
    case .string(let words): return words
    default: throw Invalid("\"\(key)\" must be a string")
    }
  }

  private static func known(
    _ key: String, in members: JSONValue, of values: [String]
  ) throws(Invalid) -> String? {
    if values.isEmpty { return nil }
    switch members[key] {
    case .string(let value) where values.contains(value): return value
    case nil, .null: throw missing(key)
    case .string(let value):
      throw Invalid(
        "\"\(key)\" is \"\(value.prefix(80))\", which the schema does not know; it knows "
          + values.joined(separator: ", "))
    default: throw Invalid("\"\(key)\" must be a string")
    }
  }
}
