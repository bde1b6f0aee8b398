internal import Cases
internal import JSON
internal import Yams

/// A mapping as a YAML file.
public enum MappingText {
  /// The keys of the file.
  private enum Key: String, CaseIterable {
    case format, user, people, simulator, agent, system, tool, id, customer, outcome, committed, profile, drop, columns,
      encoding,
      separator
    case kind = "as"
    case outcomeName = "outcome_name"
    case outcomeAt = "outcome_at"
    case simulatedBy = "simulated_by"
    case controlWords = "control_words"
    case dateOrder = "date_order"
  }

  /// How a file begins that ``LogReading/mapText`` is written to.
  public static let heading = "# What the fields of a log mean, for walkaway import --map\n"

  /// The file that says what `mapping` says.
  static func yaml(of mapping: Mapping, format: (any LogFormat)?, kind: LogKind) -> String {
    var lines = format.map { ["format: \($0.id)"] } ?? ["as: \(kind.rawValue)"]
    func add(_ key: Key, _ value: String?) {
      if let value { lines.append("\(key.rawValue): \(JSONValue.string(value).json(indented: false))") }
    }
    func add(_ key: Key, list: [String]) {
      let items = list.map { JSONValue.string($0).json(indented: false) }
      if !list.isEmpty { lines.append("\(key.rawValue): [\(items.joined(separator: ", "))]") }
    }
    for (key, role) in MappingText.roleKeys {
      add(key, list: mapping.roles.filter { $0.value == role }.map(\.key).sorted())
    }
    add(.id, mapping.id?.text)
    add(.customer, mapping.customer?.text)
    add(.outcome, mapping.outcome?.text)
    add(.outcomeName, mapping.outcomeName)
    add(.committed, list: mapping.committed)
    add(.outcomeAt, mapping.outcomeAt?.text)
    add(.simulator, mapping.simulatorName)
    add(.simulatedBy, mapping.simulator?.text)
    if mapping.takesUsersForPeople { lines.append("\(Key.people.rawValue): true") }
    if let profile = mapping.profile { add(.profile, list: profile.map(\.text)) }
    add(.drop, list: mapping.dropped.map(\.rawValue).sorted())
    add(.controlWords, list: mapping.controlWords)
    add(.encoding, mapping.encoding)
    add(.separator, mapping.separator.map { String(UnicodeScalar($0)) })
    add(.dateOrder, mapping.dateOrder?.rawValue)
    if !mapping.columns.isEmpty {
      lines.append("columns:")
      for (column, name) in mapping.columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        lines.append("  \(column.rawValue): \(JSONValue.string(name).json(indented: false))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let roleKeys: [(Key, Role)] = [(.user, .user), (.agent, .agent), (.system, .system), (.tool, .tool)]

  /// Reads such a file.
  ///
  /// - Returns: The mapping, and the format and the kind of records where it names one.
  /// - Throws: ``MappingProblem`` with all that is wrong.
  public static func read(_ text: String) throws(MappingProblem) -> (mapping: Mapping, format: String?, kind: LogKind?)
  {
    let loaded: Any?
    do {
      loaded = try Yams.load(yaml: text)
    } catch {
      throw MappingProblem("is no YAML: \(error)")
    }
    guard let members = loaded as? [String: Any] else {
      throw MappingProblem("is no list of keys, such as “user: [1]”")
    }
    var problems: [String] = []
    for key in members.keys.sorted() where Key(rawValue: key) == nil {
      let near = key.misspelt(Key.allCases.map(\.rawValue)).map { "; did you mean “\($0)”?" } ?? ""
      problems.append("“\(key)” is no key of a map\(near)")
    }
    func texts(_ key: Key) -> [String] {
      guard let value = members[key.rawValue], !(value is ()), "\(value)" != "<null>" else { return [] }
      if let list = value as? [Any] { return list.map { "\($0)" } }
      return ["\(value)"]
    }
    func path(_ key: Key) -> FieldPath? {
      guard let text = texts(key).first else { return nil }
      do throws(MappingProblem) {
        return try FieldPath(text)
      } catch {
        problems.append("\(key.rawValue): \(error.description)")
        return nil
      }
    }
    var mapping = Mapping()
    for (key, role) in roleKeys {
      for name in texts(key) { mapping.roles[name.lowercased()] = role }
      if role == .user, !texts(key).isEmpty { mapping.namesUser = true }
    }
    mapping.id = path(.id)
    mapping.customer = path(.customer)
    mapping.outcome = path(.outcome)
    mapping.outcomeName = texts(.outcomeName).first
    mapping.outcomeAt = path(.outcomeAt)
    mapping.committed = texts(.committed)
    mapping.simulatorName = texts(.simulator).first
    mapping.simulator = path(.simulatedBy)
    if let word = texts(.people).first {
      mapping.takesUsersForPeople = word == "true"
      if word != "true", word != "false" { problems.append("people: “\(word)” is neither true nor false") }
    }
    if members[Key.profile.rawValue] != nil {
      mapping.profile = texts(.profile).compactMap { try? FieldPath($0) }
    }
    for name in texts(.drop) {
      if let role = Role(rawValue: name) {
        mapping.dropped.insert(role)
      } else {
        problems.append("drop: “\(name)” is no role; there are agent, user, system and tool")
      }
    }
    mapping.controlWords = texts(.controlWords)
    mapping.encoding = texts(.encoding).first
    if let separator = texts(.separator).first {
      mapping.separator = separator.utf8.count == 1 ? separator.utf8.first : nil
      if mapping.separator == nil { problems.append("separator: is no single character") }
    }
    if let order = texts(.dateOrder).first {
      mapping.dateOrder = Mapping.DateOrder(rawValue: order.lowercased())
      if mapping.dateOrder == nil { problems.append("date_order: “\(order)” is none; there are dmy, mdy and ymd") }
    }
    if let columns = members[Key.columns.rawValue] as? [String: Any] {
      for (name, value) in columns.sorted(by: { $0.key < $1.key }) {
        if let column = Mapping.Column(rawValue: name) {
          mapping.columns[column] = "\(value)"
        } else {
          problems.append("columns: “\(name)” is none; there are \(Mapping.Column.words)")
        }
      }
    }
    let kind = texts(.kind).first.flatMap(LogKind.init(rawValue:))
    if kind == nil, let word = texts(.kind).first {
      problems.append("as: “\(word)” is none; there are \(LogKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if !problems.isEmpty { throw MappingProblem(problems.joined(separator: "\n")) }
    return (mapping, texts(.format).first, kind)
  }
}

extension Mapping.Column {
  /// All of them, for messages.
  public static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
