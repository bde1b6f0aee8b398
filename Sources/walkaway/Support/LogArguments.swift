import ArgumentParser
import Desk
import Formats

/// What people say of files of other programs.
struct LogArguments: ParsableArguments {
  @OptionGroup var fields: FieldArguments

  @Option(
    name: .customLong("as"),
    help: "What the rows are: conversations, pairs (real and simulated text, two stages), labels, reviews, simulations."
  )
  var kind: LogKind?

  @Option(name: .long, help: "The simulator of all rows, or which spoke as the user in all conversations.")
  var simulator: String?

  @Flag(name: .long, help: "Take users for people, where a format says that simulators spoke.")
  var people = false

  @Option(name: .long, help: "The instrument of all rows of pairs or labels.")
  var instrument: String?

  @Option(name: .long, help: "Write the mapping in use to this file, for --map.", completion: .file())
  var writeMap: String?

  @Option(name: .long, help: "Show this many conversations as they would come in, and write nothing.")
  var preview: Int?

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

  /// - Throws: `ValidationError` where an option says nothing that can be meant.
  func options() throws -> LogOptions {
    var options = try fields.options()
    options.kind = kind
    (options.simulator, options.instrument) = (simulator, instrument)
    options.outcomesPath = outcomes
    options.joinField = joinField
    options.name = name
    options.auditPath = auditFile
    if simulator != nil, fields.simulatedBy != nil {
      throw ValidationError("Choose --simulator, for all conversations, or --simulated-by, a field that says which.")
    }
    let field = try FieldArguments.path(outcome)
    options.mapping.customer = try FieldArguments.path(customer)
    options.mapping.outcomeAt = try FieldArguments.path(outcomeAt)
    options.mapping.takesUsersForPeople = people
    options.mapping.profile = try profile.map { try FieldArguments.list($0).compactMap { try FieldArguments.path($0) } }
    options.mapping.committed = FieldArguments.list(committed)
    if outcomes != nil { options.outcomeField = field } else { options.mapping.outcome = field }
    if options.mapping.outcome != nil || outcomes != nil { options.mapping.outcomeName = outcome }
    return options
  }
}
