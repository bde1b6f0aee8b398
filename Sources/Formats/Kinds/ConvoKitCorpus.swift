internal import Cases
internal import Interchange
internal import JSON

/// What `speakers.json` or `conversations.json` of a corpus say, by id.
struct CorpusFacts {
  /// Larger files would not fit into memory.
  private static let largest = 512 << 20

  private(set) var facts: [String: JSONValue] = [:]

  init(in files: [LogFile], named names: [String], _ input: LogInput, _ sink: LogSink) throws(ImportError) {
    for file in files where names.contains(file.parts.last ?? "") {
      guard file.size < CorpusFacts.largest else {
        sink.leaveOut("\(file.name), which is too large to be kept in memory")
        continue
      }
      var records = try JSONRecords(file, of: input, expanding: JSONRecords.members, sink: nil)
      while let record = try records.next() {
        guard let id = record.key, case .success(let value) = record.value, value.kind == .object else { continue }
        // Older corpora have the facts without a “meta” around them.
        facts[id] = JSONValue(value["meta"] ?? value)
      }
    }
  }

  subscript(id: String) -> JSONValue? { facts[id] }
}

/// Who of the speakers of a corpus is the user.
final class CorpusSpeakers {
  private let mapping: Mapping
  private let people: CorpusFacts
  private var roles: Set<String> = []
  private var hasMoreRoles = false
  private var isKnown = true
  private var hasUser = false
  private var persons: Set<String> = []
  /// The values of fields that could tell who is who, where they are few.
  private var candidates: [String: Set<String>] = [:]
  private var tooMany: Set<String> = []

  init(mapping: Mapping, people: CorpusFacts) {
    self.mapping = mapping
    self.people = people
  }

  /// The field that says who speaks.
  var field: String { mapping.columns[.role] ?? "speaker" }

  func isUser(_ role: String) -> Bool { mapping.role(of: role) == .user }

  /// What the field holds of an utterance; `nil` where it is missing.
  func role(of utterance: JSONView, _ person: String) -> String? {
    let role: String?
    if let path = mapping.columns[.role] {
      if path.hasPrefix("speaker.") {
        let rest = path.dropFirst("speaker.".count)
        role = people[person]?.value(at: rest.hasPrefix("meta.") ? rest.dropFirst("meta.".count) : rest)?.scalar
      } else {
        role = JSONValue(utterance).value(at: path[...])?.scalar
      }
    } else {
      role = person
    }
    note(role ?? "", person, utterance)
    return role
  }

  private static let most = 12

  private func note(_ role: String, _ person: String, _ utterance: JSONView) {
    switch mapping.role(of: role) {
    case .user?: hasUser = true
    case nil: isKnown = false
    default: break
    }
    if roles.count < CorpusSpeakers.most { roles.insert(role) } else if !roles.contains(role) { hasMoreRoles = true }
    guard mapping.columns[.role] == nil else { return }
    utterance["meta"]?.forEachMember { name, value in
      if let text = value.scalar { add("meta.\(name)", text) }
    }
    guard persons.count < 100_000, persons.insert(person).inserted else { return }
    for member in people[person]?.members ?? [] {
      if let text = member.value.scalar { add("speaker.meta.\(member.key)", text) }
    }
  }

  private func add(_ field: String, _ value: String) {
    guard !tooMany.contains(field), value.utf8.count <= 60 else { return }
    candidates[field, default: []].insert(value)
    if candidates[field]?.count ?? 0 > CorpusSpeakers.most {
      candidates[field] = nil
      tooMany.insert(field)
    }
  }

  /// - Throws: ``ImportError/unmapped(path:explanation:)`` where nobody can tell who the user is.
  func check(_ file: LogFile) throws(ImportError) {
    if roles.isEmpty || isKnown && hasUser { return }
    throw .unmapped(path: file.path, explanation: explanation)
  }

  private var explanation: String {
    if mapping.columns[.role] != nil || mapping.namesUser {
      return "nobody in it is known to be the user: say so with --user; “\(field)” is \(words(roles, hasMoreRoles))"
    }
    let useful = candidates.filter { $0.value.count > 1 }.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    guard let first = useful.first else {
      return "does not say who of the speakers is the user, and no field tells; name them with --user and --agent: "
        + "“speaker” is \(words(roles, hasMoreRoles))"
    }
    // The one of whose values one is usually the user's.
    let best = useful.first { CorpusSpeakers.user(in: $0.value) != nil } ?? first
    let value = CorpusSpeakers.user(in: best.value).map { "'\($0)'" } ?? "VALUE"
    let others = useful.prefix(6).map { "“\($0.key)” is \(words($0.value, false))" }
    return "does not say who of the speakers is the user; name a field that does, and its value, such as "
      + "--columns role=\(best.key) --user \(value); \(others.joined(separator: "; "))"
  }

  /// The value that is usually called the user, where it is one alone.
  private static func user(in values: Set<String>) -> String? {
    let users = values.filter { Mapping.usual[$0.lowercased()] == .user }
    return users.count == 1 ? users.first : nil
  }

  private func words(_ values: Set<String>, _ hasMore: Bool) -> String {
    let shown = values.sorted().prefix(CorpusSpeakers.most).map { $0.isEmpty ? "(nothing)" : $0 }
    return shown.joined(separator: ", ") + (hasMore ? ", …" : "")
  }
}

/// The utterances of a conversation in the order in which they answer each other.
struct CorpusThread {
  static let id = "id"
  static let parent = "reply-to"
  static let person = "speaker"

  private(set) var rows: [TurnRow] = []

  /// - Parameter given: In the order of their times, or of the file.
  init(_ given: [TurnRow]) {
    // Where there are times, they are the order.
    if given.allSatisfy({ !$0.order.isEmpty }) {
      rows = given
      return
    }
    var places: [String: Int] = [:]
    for (place, row) in given.enumerated() {
      let id = CorpusThread.value(CorpusThread.id, row)
      if !id.isEmpty { places[id] = place }
    }
    var isTaken = [Bool](repeating: false, count: given.count)
    // What an utterance answers comes before it, and else the file is the order.
    for place in given.indices where !isTaken[place] {
      var line = [place]
      isTaken[place] = true
      while let last = line.last, let above = places[CorpusThread.value(CorpusThread.parent, given[last])],
        !isTaken[above]
      {
        isTaken[above] = true
        line.append(above)
      }
      rows += line.reversed().map { given[$0] }
    }
  }

  static func value(_ name: String, _ row: TurnRow) -> String { row.sides.first { $0.name == name }?.value ?? "" }
}
