internal import Cases
internal import Interchange
internal import JSON

/// A conversation as a line of a bundle: what the mapping makes of what a format read.
struct MappedRow: ~Copyable {
  private let mapping: Mapping
  private let knowsSimulators: Bool
  private let outcomes: OutcomeTable?
  private var json = JSONOutput(escapes: .canonical)
  private var given: Set<String> = []
  /// How many conversations the table of outcomes names.
  private(set) var matched = 0

  /// The speakers that were met, where none of them is the user; `nil` where one is.
  var speakersWithoutUser: [String]? { roles.values.contains(.some(.user)) ? nil : speakers }

  /// The first speakers that were met, by name.
  var speakers: [String] { roles.keys.sorted().prefix(12).map { "“\($0)”" } }

  private let controlWords: [(word: String, needle: ByteNeedle)]
  /// The last names of fields that are no part of a profile.
  private let withheld: Set<String>
  /// Names of fields that hold no credential, whatever stands there.
  private var plainNames: Set<String> = []
  /// What speakers were found to be: there are few.
  private var roles: [String: Role?] = [:]
  /// How many the conversation at hand held.
  private var credentials = 0
  /// Whether control words stay where they stand: what a simulator wrote is looked at as it is.
  private var keepsControlWords = false
  /// The control word in the last user turn.
  private var endWord: String?
  /// What names the conversation and the person is no fact about them.
  private var names: Set<String> = []

  /// - Parameter knowsSimulators: Whether `audit.json` names the simulators that the log does.
  init(_ mapping: Mapping, outcomes: OutcomeTable?, knowsSimulators: Bool = true) {
    self.knowsSimulators = knowsSimulators
    self.mapping = mapping
    self.outcomes = outcomes
    controlWords = mapping.controlWords.filter { !$0.isEmpty }.map { ($0, ByteNeedle($0)) }
    let paths = [mapping.outcome, mapping.outcomeAt, mapping.simulator].compactMap { $0?.profileName }
    withheld = Set(paths + ["simulator", "ended_by"])
  }

  /// The outcome of a conversation, as its values are written.
  func outcome(of conversation: borrowing LogConversation) -> String? {
    if let outcomes { return outcomes.outcome(of: id(of: conversation)) }
    return mapping.outcome?.text(in: conversation).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The name of a conversation: its own, or the place where it stands.
  func id(of conversation: borrowing LogConversation) -> String {
    let own = mapping.id?.text(in: conversation) ?? conversation.id
    if let own, !own.isEmpty { return own }
    // With its folders: files of one name in several are told apart.
    let file = conversation.file[...]
    let end = file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex
    let stem = file[end...].firstIndex(of: ".").map { file[..<$0] } ?? file
    return "\(stem.hasSuffix("/") || stem.isEmpty ? file : stem)-\(conversation.line)"
  }

  private func customer(of conversation: borrowing LogConversation) -> String? {
    let name = mapping.customer.map { $0.text(in: conversation) } ?? conversation.customer
    return name.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What spoke as the user, where no person did: what somebody says comes before what the format knows.
  func simulated(of conversation: borrowing LogConversation) -> LogConversation.Simulated? {
    if mapping.takesUsersForPeople { return nil }
    var simulated = conversation.simulated
    let named = mapping.simulatorName ?? mapping.simulator?.text(in: conversation)
    if let name = named ?? MappedRow.ownSimulator.json(in: conversation)?.string, !name.isEmpty {
      simulated = .init(simulator: name, endedBy: simulated?.endedBy)
    }
    if let end = FieldPath(known: "ended_by").text(in: conversation).flatMap(EndedBy.init(rawValue:)) {
      simulated?.endedBy = end
    }
    return simulated
  }

  /// A log that has this field says what spoke.
  private static let ownSimulator = FieldPath(known: "simulator")

  /// Makes the row.
  ///
  /// - Parameter leave: Told what is left out, and how often.
  mutating func make(
    _ conversation: borrowing LogConversation, _ leave: (String, Int) -> Void,
    _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> Bool {
    let simulated = simulated(of: conversation)
    if let simulated, !knowsSimulators {
      let field = "\(MappedRow.ownSimulator.text)"
      return try body(
        SourceRow(
          file: conversation.file, line: conversation.line,
          content: .refused(
            .unnamedSimulator, key: field,
            explanation: "“\(simulated.simulator.prefix(60))” spoke as the user, and none in the first conversations")))
    }
    json.removeAll()
    json.open("{")
    json.string("id", id(of: conversation))
    if outcomes?.outcomes[id(of: conversation)] != nil { matched += 1 }
    if let outcome = outcome(of: conversation) { json.string("outcome", outcome) }
    if let simulated {
      json.string("simulator", simulated.simulator)
    } else if let time = mapping.outcomeAt?.text(in: conversation).flatMap(LogTime.rfc3339) {
      json.string("outcome_at", time)
    }
    if let customer = customer(of: conversation) { json.string("customer", customer) }
    writeProfile(conversation)
    endWord = nil
    keepsControlWords = simulated != nil
    if let problem = writeTurns(conversation, leave) {
      return try body(
        SourceRow(
          file: conversation.file, line: conversation.line,
          content: .refused(problem.reason, key: problem.key, explanation: problem.explanation)))
    }
    if let simulated {
      if let endWord { json.string("end_word", endWord) }
      if let end = simulated.endedBy ?? (endWord == nil ? nil : .user) { json.string("ended_by", end.rawValue) }
    }
    writeRest(conversation, leave)
    json.close("}")
    return try json.give(file: conversation.file, line: conversation.line, body)
  }

  /// The text with its secrets masked, which is rarely another one.
  private mutating func withoutCredentials(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let masked = text.withUnsafeBufferPointer({ CredentialText.masked($0) }) else { return text }
    credentials += 1
    return masked[...]
  }

  private mutating func writeProfile(_ conversation: borrowing LogConversation) {
    json.key("profile")
    json.open("{")
    given.removeAll(keepingCapacity: true)
    credentials = 0
    if let fields = mapping.profile {
      for field in fields {
        if let text = field.text(in: conversation) {
          let name = field.profileName
          guard given.insert(name).inserted else { continue }
          if isSecret(name, text) { credentials += 1 } else { json.string(name, text) }
        } else if let object = field.json(in: conversation) {
          // An object stands for what is in it.
          for member in object.members ?? [] { writeScalars(member.key, member.value, depth: 0, opensAll: true) }
        }
      }
    } else {
      names = [id(of: conversation), customer(of: conversation) ?? ""]
      // What came of it is no fact about the person, and nobody who simulates them may be told.
      given = withheld
      for side in conversation.sides { writeScalars(side.name, side.json, depth: 0) }
    }
    json.close("}")
  }

  /// What is read of a profile where nobody says: scalars, and those one level further in.
  private mutating func writeScalars(_ name: String, _ value: JSONValue, depth: Int, opensAll: Bool = false) {
    switch value {
    case .string(let text) where text.utf8.count <= MappedRow.longestField:
      guard !names.contains(text), given.insert(name).inserted else { break }
      if isSecret(name, text) {
        credentials += 1
      } else {
        json.string(name, text)
      }
    case .number, .bool:
      guard given.insert(name).inserted else { return }
      json.key(name)
      json.raw(value.json(indented: false))
    case .object(let members) where depth < 2 && (opensAll || FieldPath.openObjects.contains(name.lowercased())):
      for member in members { writeScalars(member.key, member.value, depth: depth + 1, opensAll: opensAll) }
    case .string, .object, .array, .null: break
    }
  }

  /// In bytes: longer texts are no fields to filter by.
  private static let longestField = 200

  private struct Problem {
    var reason: Refusal.Reason
    var key: String
    var explanation: String
  }

  private mutating func writeTurns(
    _ conversation: borrowing LogConversation, _ leave: (String, Int) -> Void
  ) -> Problem? {
    json.key("turns")
    json.open("[")
    var written = 0
    for (number, turn) in conversation.turns.enumerated() {
      if turn.kind == .note {
        leave("private notes", 1)
        continue
      }
      guard let role = role(of: turn.speaker) else {
        return Problem(
          reason: .unknownSpeaker, key: "turn \(number + 1)",
          explanation: "“\(turn.speaker.prefix(60))” is neither the user nor the agent")
      }
      if mapping.dropped.contains(role) {
        leave("turns of the role \(role.rawValue)", 1)
        continue
      }
      let text = withoutCredentials(spoken(conversation.texts[turn.text], role, leave))
      // Nothing but a control word: nobody says anything.
      if text.isEmpty, !turn.text.isEmpty { continue }
      json.next()
      json.open("{")
      json.string("role", role.rawValue)
      json.key("text")
      text.withUnsafeBytes { json.string($0) }
      if let at = turn.at {
        if let time = LogTime.rfc3339(at) { json.string("at", time) } else { leave("times that cannot be read", 1) }
      }
      json.close("}")
      written += 1
    }
    json.close("]")
    if credentials > 0 { leave("credentials in texts and profiles", credentials) }
    if written == 0 { return Problem(reason: .nobodySpeaks, key: "turns", explanation: "nobody says anything in it") }
    return nil
  }

  /// Whether a field holds a credential, by its name or by its look.
  private mutating func isSecret(_ name: String, _ text: String) -> Bool {
    // Fields have the same names in every conversation.
    let isPlain = plainNames.contains(name)
    if !isPlain, CredentialName.isSecret(name, text: text) { return true }
    if !isPlain, plainNames.count < 10_000, !CredentialName.mayBeSecret(name) { plainNames.insert(name) }
    return CredentialText.masked(text) != nil
  }

  private mutating func role(of speaker: String) -> Role? {
    if let known = roles[speaker] { return known }
    let role = mapping.role(of: speaker)
    if roles.count < 1000 { roles[speaker] = .some(role) }
    return role
  }

  /// The text without control words, for a user's turn.
  private mutating func spoken(
    _ text: ArraySlice<UInt8>, _ role: Role, _ leave: (String, Int) -> Void
  ) -> ArraySlice<UInt8> {
    guard role == .user, !controlWords.isEmpty else { return text }
    if keepsControlWords {
      endWord = controlWords.last { first($0.needle, in: text) != nil }?.word
      return text
    }
    var text = text
    for (word, needle) in controlWords {
      var kept: [UInt8] = []
      var place = text.startIndex
      while let found = first(needle, in: text[place...]) {
        kept += text[place..<found]
        place = found + word.utf8.count
        leave("control words \(word)", 1)
      }
      if place > text.startIndex { text = (kept + text[place...])[...] }
    }
    while text.last == 32 || text.last == 10 { text.removeLast() }
    return text
  }

  private func first(_ needle: ByteNeedle, in text: ArraySlice<UInt8>) -> Int? {
    text.withUnsafeBufferPointer { needle.first(in: $0) }.map { text.startIndex + $0 }
  }

  /// What has no place is kept beside the record, as a bundle's unknown keys are.
  private mutating func writeRest(_ conversation: borrowing LogConversation, _ leave: (String, Int) -> Void) {
    for side in conversation.sides where !MappedRow.ownKeys.contains(side.name) {
      let value = side.json
      switch value {
      case .object, .array: break
      case .string(let text) where text.utf8.count > MappedRow.longestField: break
      case .null: continue
      default:
        // It stands in the profile, unless somebody said what does.
        if mapping.profile == nil ? !withheld.contains(side.name) : given.contains(side.name) { continue }
      }
      let text = value.json(indented: false)
      guard text.utf8.count <= MappedRow.largestRest else {
        leave("values beside the turns that are longer than \(MappedRow.largestRest >> 10) KiB", 1)
        continue
      }
      json.key(side.name == "simulator" ? MappedRow.simulatorKey : side.name)
      json.raw(text)
    }
  }

  /// In bytes.
  private static let largestRest = 1 << 16
  /// In a bundle a row with this key is a simulated conversation, which nobody said of the log's.
  private static let simulatorKey = "log_simulator"
  private static let ownKeys: Set<String> = ["id", "outcome", "turns", "outcome_at", "customer", "profile", "ended_by"]
}

extension JSONOutput {
  mutating func string(_ key: StaticString, _ text: String) {
    self.key(key)
    string(text)
  }

  mutating func string(_ key: String, _ text: String) {
    self.key(key)
    string(text)
  }
}
