import ArgumentParser
import Cases
import Desk
import Formats
import Foundation

/// What people say of files of other programs.
struct LogArguments: ParsableArguments {
  @Option(name: .long, help: "The format of files that are no bundle; auto tells it by their content.")
  var format: String?

  @Option(
    name: .customLong("as"),
    help: "What the rows are: conversations, pairs (real and simulated text, two stages), labels, reviews, simulations."
  )
  var kind: LogKind?

  @Option(name: .long, help: "The simulator of all rows, or which spoke as the user in all conversations.")
  var simulator: String?

  @Option(name: .long, help: "The field that names the simulator which spoke as the user; who has none is a person.")
  var simulatedBy: String?

  @Flag(name: .long, help: "Take users for people, where a format says that simulators spoke.")
  var people = false

  @Option(name: .long, help: "The instrument of all rows of pairs or labels.")
  var instrument: String?

  @Option(name: .long, help: "A YAML file that says what the fields mean; options come over it.", completion: .file())
  var map: String?

  @Option(name: .long, help: "Write the mapping in use to this file, for --map.", completion: .file())
  var writeMap: String?

  @Option(name: .long, help: "Show this many conversations as they would come in, and write nothing.")
  var preview: Int?

  @Option(
    name: .long,
    help: "What the columns of a table hold: conversation=C,role=R,text=T, and order, at, customer, outcome, note.")
  var columns: String?

  @Option(name: .long, help: "What the user is called, where one speaker is; several with commas.")
  var user: String?

  @Option(name: .long, help: "What the agent is called; where only --user is said, everybody else is the agent.")
  var agent: String?

  @Option(name: .long, help: "Roles whose turns are left out: system, tool.")
  var drop: String?

  @Option(name: .long, help: "Words that end the user's part and are not said, such as '###STOP###'.")
  var controlWords: String?

  @Option(name: .long, help: "The field that names the conversation.")
  var id: String?

  @Option(name: .long, help: "The field that names the person, the unit of clustering.")
  var customer: String?

  @Option(name: .long, help: "The fields of the profile, with commas; all short ones where it is not said.")
  var profile: String?

  @Option(name: .long, help: "The field of the outcome, or a question: 'reward_info.reward>=1'. Never guessed.")
  var outcome: String?

  @Option(name: .long, help: "The values of the outcome that are commitments, with commas.")
  var committed: String?

  @Option(name: .long, help: "A second file with outcomes (CSV or JSON).", completion: .file())
  var outcomes: String?

  @Option(name: .customLong("on"), help: "The field of --outcomes that names the conversation.")
  var joinField = "conversation_id"

  @Option(name: .long, help: "The field with the time of the outcome; later turns are dropped.")
  var outcomeAt: String?

  @Option(name: .long, help: "The name of the audit; the file's where it is not said.")
  var name: String?

  @Option(name: .customLong("audit"), help: "An audit.json to take (`walkaway init` writes one).", completion: .file())
  var auditFile: String?

  @Option(name: .long, help: "What is read of a database, in SQL, through DuckDB where that is installed.")
  var query: String?

  @Option(name: .long, help: "The encoding of a table, such as gb18030 or windows-1252.")
  var encoding: String?

  @Option(name: .long, help: "What separates the fields of a table: one character, or tab.")
  var separator: String?

  @Option(name: .long, help: "The order of dates in a chat such as WhatsApp's: dmy, mdy or ymd.")
  var dateOrder: String?

  /// - Throws: `ValidationError` where an option says nothing that can be meant.
  func options() throws -> LogOptions {
    var options = LogOptions()
    options.format = format
    options.mapPath = map
    options.query = query
    options.kind = kind
    (options.simulator, options.instrument) = (simulator, instrument)
    options.outcomesPath = outcomes
    options.joinField = joinField
    options.name = name
    options.auditPath = auditFile
    var mapping = Mapping()
    for (names, role) in [(user, Role.user), (agent, .agent)] {
      for name in list(names) { mapping.roles[name.lowercased()] = role }
    }
    mapping.namesUser = user != nil
    mapping.id = try path(id)
    mapping.customer = try path(customer)
    mapping.outcomeAt = try path(outcomeAt)
    if simulator != nil, simulatedBy != nil {
      throw ValidationError("Choose --simulator, for all conversations, or --simulated-by, a field that says which.")
    }
    mapping.simulator = try path(simulatedBy)
    mapping.takesUsersForPeople = people
    mapping.profile = profile == nil ? nil : try list(profile).map { try checked($0) }
    mapping.committed = list(committed)
    mapping.controlWords = list(controlWords)
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
    for name in list(drop) {
      guard let role = Role(rawValue: name) else { throw ValidationError("--drop: “\(name)” is no role.") }
      mapping.dropped.insert(role)
    }
    for pair in list(columns) {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let column = Mapping.Column(rawValue: parts[0]) else {
        throw ValidationError("--columns: “\(pair)” is not NAME=COLUMN; names are \(Mapping.Column.words).")
      }
      mapping.columns[column] = parts[1]
    }
    if outcomes != nil { options.outcomeField = try path(outcome) } else { mapping.outcome = try path(outcome) }
    if mapping.outcome != nil || outcomes != nil { mapping.outcomeName = outcome }
    options.mapping = mapping
    return options
  }

  private func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func path(_ text: String?) throws -> FieldPath? { try text.map { try checked($0) } }

  private func checked(_ text: String) throws -> FieldPath {
    do throws(MappingProblem) {
      return try FieldPath(text)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
