public import Cases
import JSON

/// An instrument's answer, read and checked against the audit's schema; never guessed.
public enum LabelAnswer {
  /// What is wrong with an answer that is no label.
  public struct Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
  }

  /// The decision state that `text` gives to the turn whose words are `turn`.
  ///
  /// The first JSON object in the text counts, so that an endpoint without structured output may wrap it in words. A
  /// `signal` that does not occur in the turn is dropped: it would point at nothing.
  /// - Throws: ``Invalid`` where there is no object, or a value that the schema does not know.
  public static func decisionState(
    _ text: String, turn: String, schema: StateSchema, into label: Label
  ) throws(Invalid) -> Label {
    let members = try object(in: text)
    var label = label
    label.stage = try known("stage", in: members, of: schema.stages.map(\.id), required: true)
    label.emotion = try known("emotion", in: members, of: schema.emotions, required: false)
    label.blocker = try known("blocker", in: members, of: schema.blockers, required: false)
    label.exit = try known("exit", in: members, of: LabelSchema.judgedExits(schema), required: false)
    if let signal = members["signal"]?.string, !signal.isEmpty, turn.contains(signal) { label.signal = signal }
    if let convergence = members["convergence"], convergence != .null {
      guard let value = convergence.double, abs(value) <= 1 else {
        throw Invalid(description: "\"convergence\" must be a number between -1 and 1")
      }
      label.convergence = value
    }
    label.rationale = members["rationale"]?.string
    return label
  }

  /// The action that `text` gives to an agent's turn.
  public static func agentAction(_ text: String, schema: StateSchema, into label: Label) throws(Invalid) -> Label {
    let members = try object(in: text)
    var label = label
    label.action = try known("action", in: members, of: schema.actions, required: true)
    label.rationale = members["rationale"]?.string
    return label
  }

  private static func known(
    _ key: String, in members: JSONValue, of values: [String], required: Bool
  ) throws(Invalid) -> String? {
    if values.isEmpty { return nil }
    switch members[key] {
    case .string(let value) where values.contains(value): return value
    case nil, .null:
      guard required else { return nil }
      throw Invalid(description: "\"\(key)\" is missing")
    case .string(let value):
      throw Invalid(
        description:
          "\"\(key)\" is \"\(value)\", which the schema does not know; it knows \(values.joined(separator: ", "))")
    default: throw Invalid(description: "\"\(key)\" must be a string")
    }
  }

  /// How many opening braces are tried, and how much of an answer is looked at: hostile answers cost no more.
  private static let mostOpenings = 64
  private static let mostBytes = 1 << 20

  private static func object(in text: String) throws(Invalid) -> JSONValue {
    let bytes = Array(text.utf8.prefix(mostBytes))
    for start in bytes.indices.lazy.filter({ bytes[$0] == UInt8(ascii: "{") }).prefix(mostOpenings) {
      guard let end = closing(of: start, in: bytes) else { continue }
      if let object = try? JSONValue(parsing: bytes[start...end]) { return object }
    }
    throw Invalid(description: "the answer holds no JSON object")
  }

  /// Where the object that opens at `start` closes, strings and escapes heeded.
  private static func closing(of start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    var inString = false
    var escaped = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
