internal import Cases

/// A row that was not taken: where it stands, what is wrong with it, and what to do.
public struct Refusal: Error, Sendable, Hashable, Codable {
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    case brokenJSON, brokenText, nul, lineTooLong, tooManyNodes, incompleteLine, notAnObject, otherFormat
    case missingKey, missingColumn, mistypedKey, duplicateKey
    case otherShape
    case duplicateConversation, duplicateSimulation, duplicateLabel
    case differsFromStore
    case ofRefusedConversation, ofRefusedSimulation
    case unknownConversation, unknownTurn, unknownProbe, unknownSimulation, unknownCase
    case notUserTurn, notAgentTurn
    case notUnanswered
    case simulatedInFormat1, ofSimulatedConversation, otherSpeaker, drawOfConversation, unknownReplayed, unknownEnd,
      unnamedSimulator
    case unknownRole, unknownOutcome, unknownStage, unknownValue, unknownSimulator, unknownInstrument
    case unknownSpeaker, otherWidth, otherText, nobodySpeaks, ambiguousTime
    case unreadableTime, turnTooLarge, tooManyTurns, tooManyValues, nameTooLong
  }

  /// The longest id, customer or name of a profile field, in bytes.
  static let longestName = 1 << 16

  /// The name of the file, without its folder.
  public var file: String
  /// One-based.
  public var line: Int
  /// The key path: `turns[3].role`; empty for the line as a whole.
  public var key: String
  public var reason: Reason
  /// What is wrong, in words.
  public var explanation: String

  public init(file: String, line: Int, key: String, reason: Reason, explanation: String) {
    self.file = file
    self.line = line
    self.key = key
    self.reason = reason
    self.explanation = explanation
  }

  public var remedy: String { reason.remedy }
}

extension Refusal: CustomStringConvertible {
  /// `labels.jsonl:17: stage: “resist” is not a stage of the schema; <remedy>`
  public var description: String {
    let key = key.isEmpty ? "" : "\(key): "
    return "\(file):\(line): \(key)\(explanation); \(remedy)"
  }
}

extension Refusal.Reason {
  /// Whether the row may be right, and miss one that was not taken.
  var isOfAnother: Bool {
    switch self {
    case .unknownConversation, .unknownSimulation, .unknownCase, .ofRefusedConversation, .ofRefusedSimulation: true
    default: false
    }
  }

  /// Whether a row before it says why it was refused: such rows are counted, not told one by one.
  var isToldBefore: Bool { self == .ofRefusedConversation || self == .ofRefusedSimulation }

  /// What all rows of this kind have in common.
  public var title: String {
    switch self {
    case .brokenJSON: "broken JSON"
    case .brokenText: "broken UTF-8"
    case .nul: "U+0000 in the text"
    case .lineTooLong: "line too long"
    case .tooManyNodes: "too many values in a line"
    case .incompleteLine: "last line half written"
    case .notAnObject: "not an object"
    case .otherFormat: "another format"
    case .otherShape: "not as its format has it"
    case .missingKey: "missing key"
    case .missingColumn: "missing column"
    case .mistypedKey: "wrong type"
    case .duplicateKey: "key given twice"
    case .duplicateConversation: "duplicate conversation id"
    case .duplicateSimulation: "duplicate simulation"
    case .duplicateLabel: "duplicate label"
    case .differsFromStore: "differs from what the store holds"
    case .ofRefusedConversation: "of a conversation that was refused"
    case .ofRefusedSimulation: "of a simulated turn that was refused"
    case .unknownConversation: "conversation does not exist"
    case .unknownTurn: "turn does not exist"
    case .unknownProbe: "probe does not exist"
    case .unknownSimulation: "simulated turn does not exist"
    case .unknownCase: "case does not exist"
    case .notUserTurn: "not a user turn"
    case .notAgentTurn: "not an agent turn"
    case .notUnanswered: "behind the last turn, but answered"
    case .simulatedInFormat1: "simulated conversation in a bundle of version 1"
    case .ofSimulatedConversation: "of a whole simulated conversation"
    case .otherSpeaker: "not who spoke in the simulated conversation"
    case .drawOfConversation: "draw of a whole simulated conversation"
    case .unknownReplayed: "replayed conversation does not exist"
    case .unknownEnd: "unknown way to end"
    case .unnamedSimulator: "simulator that was not looked for"
    case .unknownRole: "unknown role"
    case .unknownOutcome: "unknown outcome"
    case .unknownStage: "stage not in the schema"
    case .unknownValue: "label not in the schema"
    case .unknownSimulator: "simulator not in audit.json"
    case .unknownInstrument: "instrument not in audit.json"
    case .unknownSpeaker: "unknown speaker"
    case .otherWidth: "other number of fields"
    case .otherText: "another text than the turn has"
    case .nobodySpeaks: "nobody speaks"
    case .unreadableTime: "unreadable time"
    case .ambiguousTime: "ambiguous time"
    case .turnTooLarge: "turn number too large"
    case .tooManyTurns: "too many turns"
    case .tooManyValues: "too many different values"
    case .nameTooLong: "name too long"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .brokenJSON: "write one JSON object a line"
    case .brokenText: "save the file as UTF-8 and escape no half of a surrogate pair"
    case .nul: "remove the character, or import with --replace-nul, which puts U+FFFD in its place"
    case .lineTooLong, .tooManyNodes: "split the record, or leave out what is not needed"
    case .incompleteLine: "write the file again; its end is missing"
    case .notAnObject: "write one JSON object a line"
    case .otherFormat: "write “turns” with “role” (agent, user, system, tool) and “text”, one string each"
    case .otherShape: "export it again, with all that belongs to it"
    case .missingKey: "add the key"
    case .missingColumn: "name the column that holds it with --columns"
    case .mistypedKey: "write the value in the type of the bundle format"
    case .duplicateKey: "keep one of them"
    case .duplicateConversation: "give every conversation an id of its own"
    case .duplicateSimulation: "number repeated draws with “draw”"
    case .duplicateLabel: "keep one label for each turn, source, draw and instrument"
    case .differsFromStore: "import into a new store"
    case .ofRefusedConversation, .ofRefusedSimulation: "mend the row that it belongs to"
    case .unknownConversation: "add the conversation to conversations.jsonl"
    case .unknownTurn: "count turns from 0, whatever their role"
    case .unknownProbe: "import into the store that walkaway probes was run on"
    case .unknownSimulation: "add the simulated turn to simulations.jsonl"
    case .unknownCase: "review a turn that a simulator answered"
    case .notUserTurn: "name a turn whose role is “user”"
    case .notAgentTurn: "name a turn whose role is “agent”"
    case .notUnanswered: "leave it out: an exit probe stands where the user never answered the last agent turn"
    case .simulatedInFormat1: "write \"format\": \"\(AuditDescription.format2)\" in audit.json"
    case .ofSimulatedConversation: "leave it out: simulations, and reviews of single turns, are of real conversations"
    case .otherSpeaker: "name the “simulator” of the conversation as “source”, or “agent” for a turn of the agent"
    case .drawOfConversation: "leave “draw” out; give every run an id of its own in conversations.jsonl"
    case .unknownReplayed: "name a real conversation of conversations.jsonl, or of the store"
    case .unnamedSimulator: "name the field with --simulated-by, and all conversations are looked at first"
    case .unknownEnd: "use \(EndedBy.allCases.map(\.rawValue).joined(separator: ", "))"
    case .unknownRole: "use agent, user, system or tool"
    case .unknownOutcome: "name the stratum in outcome.strata of audit.json"
    case .unknownStage: "name the stage in schema.stages of audit.json"
    case .unknownValue: "name the value in the schema of audit.json"
    case .unknownSimulator: "name it in simulators of audit.json"
    case .unknownInstrument: "name it in instruments of audit.json"
    case .unknownSpeaker: "say who is who, such as --user NAME or --agent NAME"
    case .nobodySpeaks: "leave it out; --preview shows what is left out of the others"
    case .otherText: "count turns from 0, whatever their role, or mend the text"
    case .otherWidth: "quote fields that hold the separator, or name it with --separator"
    case .unreadableTime: "write times as 2026-03-01T09:12:00Z"
    case .ambiguousTime: "say how dates are written, with --date-order dmy, mdy or ymd"
    case .turnTooLarge: "turn numbers end at 65,535"
    case .tooManyTurns: "a conversation may have 65,535 turns"
    case .tooManyValues: "use fewer draws, instruments or profile fields, or import in parts"
    case .nameTooLong: "ids, customers and names of profile fields end at 65,536 bytes"
    }
  }
}
