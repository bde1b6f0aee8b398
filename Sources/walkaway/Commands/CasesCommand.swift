import ArgumentParser
import Cases
import Desk
import Interchange

struct CasesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "List cases, or whole conversations, as the explorer's first screen does.",
    discussion: """
      An audit without cases has conversations alone: they are listed with their outcome, their turns, those of the \
      user, who spoke last (agent: nobody answered) and the user's first words.

      EXAMPLES
        walkaway cases AUDIT --where 'outcome:buyer sim:resisting' --limit 20
        walkaway cases AUDIT --where 'disengagement:yes' --csv > misses.csv
        walkaway cases AUDIT --sort -severity,position --json
        walkaway cases AUDIT --conversations --where 'turns>=10' --sort -turns
      """)

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: CaseArguments

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Columns to sort by, comma-separated; a minus sign before one for descending order. (default: -severity; "
        + "conversations as they were imported)"))
  var sort: String?

  @Flag(name: .long, help: "Whole conversations, and not the cases in them.")
  var conversations = false

  @Option(name: .long, help: "At most so many cases.")
  var limit: Int?

  @Flag(name: .long, help: "One JSON object a line: ids, labels and marks.")
  var json = false

  @Flag(
    name: .long, help: "With --json, what was said too: a stranger's words, which may be meant for whoever reads them.")
  var text = false

  @Flag(name: .long, help: "Comma-separated values with a heading, safe to open in a spreadsheet; see --csv-guard.")
  var csv = false

  @OptionGroup var form: CSVArguments

  func validate() throws {
    if json && csv { throw ValidationError("Choose --json or --csv.") }
    if text && !json { throw ValidationError("--text goes with --json: lists and CSV have it anyway.") }
    try form.validate(isUsed: csv, with: "--csv")
    if let limit, limit < 0 { throw ValidationError("--limit is a number of cases, 0 or more.") }
  }

  func run() async throws {
    try await reportingFailures {
      let loaded = try audit.load().listing(conversations: conversations)
      let rows = try which.choice.rows(of: loaded)
      let order = try loaded.table.order(
        of: rows, by: SortKey.reading(sort ?? (loaded.table.listsConversations ? "" : "-severity"), in: loaded),
        in: loaded.context)
      let shown = order.prefix(limit ?? order.count).map { Int($0) }
      let longCells = try FileOrStandardOutput().write { write in
        if json || csv {
          return try CaseExporting(audit: loaded, csv: form.form)
            .write(shown, format: json ? .jsonLines : .csv, content: json && !text ? .labels : .listing, to: write)
        }
        try CaseListing(audit: loaded).write(shown) { try write(Array($0.utf8)) }
        if FileOrStandardOutput.isTerminal {
          let what = loaded.table.listsConversations ? "conversations" : "cases"
          try write(Array("\(shown.count) of \(order.count) \(what)\n".utf8))
        }
        return 0
      }
      CSVArguments.tell(longCells)
    }
  }
}

extension SortKey {
  /// Reads `-severity,position`.
  fileprivate static func reading(_ text: String, in audit: LoadedAudit) throws -> [SortKey] {
    try text.split(separator: ",").map { part in
      let descending = part.hasPrefix("-")
      let name = String(descending ? part.dropFirst() : part)
      guard let field = FilterField(name: name), field.isSortable, audit.table.has(field) else {
        throw CommandFailure(
          .usage, "\"\(name)\" is no column to sort by",
          remedy: audit.table.listsConversations
            ? "choose from conversation, customer, outcome, turns, user-turns, agent-turns, silences, ended, flag, profile.NAME"
            : "choose from severity, shift, conversation, turn, position, real, sim, outcome, action, flag, profile.NAME"
        )
      }
      return SortKey(field, descending: descending)
    }
  }
}
