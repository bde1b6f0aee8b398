import ArgumentParser
import Cases
import Desk
import Formats
import Foundation

/// What people say of the fields of a log: its format, and who speaks where.
struct FieldArguments: ParsableArguments {
  @Option(name: .long, help: "The format of files that are no bundle; auto tells it by their content.")
  var format: String?

  @Option(name: .long, help: "A YAML file that says what the fields mean; options come over it.", completion: .file())
  var map: String?

  @Option(
    name: .long,
    help: "What the columns of a table hold: conversation=C,role=R,text=T, and order, at, customer, outcome, note.")
  var columns: String?

  @Option(name: .long, help: "What the user is called, where one speaker is; several with commas.")
  var user: String?

  @Option(name: .long, help: "What the agent is called; where only --user is said, everybody else is the agent.")
  var agent: String?

  @Option(name: .long, help: "The field that names the simulator which spoke as the user; who has none is a person.")
  var simulatedBy: String?

  @Option(name: .long, help: "Roles whose turns are left out: system, tool.")
  var drop: String?

  @Option(name: .long, help: "Words that end the user's part and are not said, such as '###STOP###'.")
  var controlWords: String?

  @Option(name: .long, help: "The field that names the conversation.")
  var id: String?

  @Option(name: .long, help: "What is read of a database, in SQL, through DuckDB where that is installed.")
  var query: String?

  @Option(name: .long, help: "The encoding of a table, such as gb18030 or windows-1252.")
  var encoding: String?

  @Option(name: .long, help: "What separates the fields of a table: one character, or tab.")
  var separator: String?

  @Option(name: .long, help: "The order of dates in a chat such as WhatsApp's: dmy, mdy or ymd.")
  var dateOrder: String?

  /// What a log is opened with.
  ///
  /// - Throws: `ValidationError` where an option says nothing that can be meant.
  func options() throws -> LogOptions {
    var options = LogOptions()
    options.format = format
    options.mapPath = map
    options.query = query
    options.mapping = try mapping()
    return options
  }

  /// The options that were said, as they are written; none has a meaning for what says itself what its fields mean.
  var said: [String] {
    [
      ("--format", format), ("--map", map), ("--columns", columns), ("--user", user), ("--agent", agent),
      ("--simulated-by", simulatedBy), ("--drop", drop), ("--control-words", controlWords), ("--id", id),
      ("--query", query), ("--encoding", encoding), ("--separator", separator), ("--date-order", dateOrder),
    ].filter { $0.1 != nil }.map(\.0)
  }

  private func mapping() throws -> Mapping {
    var mapping = Mapping()
    for (names, role) in [(user, Role.user), (agent, .agent)] {
      for name in FieldArguments.list(names) { mapping.roles[name.lowercased()] = role }
    }
    mapping.namesUser = user != nil
    mapping.id = try FieldArguments.path(id)
    mapping.simulator = try FieldArguments.path(simulatedBy)
    mapping.controlWords = FieldArguments.list(controlWords)
    mapping.encoding = encoding
    if let separator {
      guard separator == "tab" || separator.utf8.count == 1 else {
        throw ValidationError("--separator is one character, or tab.")
      }
      mapping.separator = separator == "tab" ? 9 : separator.utf8.first
    }
    if let dateOrder {
      mapping.dateOrder = Mapping.DateOrder(rawValue: dateOrder.lowercased())
      if mapping.dateOrder == nil { throw ValidationError("--date-order: “\(dateOrder)” is not dmy, mdy or ymd.") }
    }
    for name in FieldArguments.list(drop) {
      guard let role = Role(rawValue: name) else { throw ValidationError("--drop: “\(name)” is no role.") }
      mapping.dropped.insert(role)
    }
    for pair in FieldArguments.list(columns) {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let column = Mapping.Column(rawValue: parts[0]) else {
        throw ValidationError("--columns: “\(pair)” is not NAME=COLUMN; names are \(Mapping.Column.words).")
      }
      mapping.columns[column] = parts[1]
    }
    return mapping
  }

  static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// - Throws: `ValidationError` where the text is no path of a field.
  static func path(_ text: String?) throws -> FieldPath? {
    guard let text else { return nil }
    do throws(MappingProblem) {
      return try FieldPath(text)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
