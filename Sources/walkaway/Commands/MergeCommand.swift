import ArgumentParser
import Desk

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Bring the reviews and blind labels of a copy of an audit back into it.",
    discussion: """
      What only one of both stores says is taken. Where one reviewer says otherwise in both, what AUDIT says counts; the \
      other review is kept beside it, and shown here and in walkaway review --results. Only copies of one audit can be \
      merged: same name, same schema, same conversations under the reviews.

      EXAMPLES
        walkaway merge audit.walkaway copy-of-mk.walkaway
        walkaway merge audit.walkaway copy-of-mk.walkaway --into both.walkaway

      EXIT STATUS
        0 merged, 1 merged with conflicts, 65 not of one audit
      """)

  @OptionGroup var audit: AuditArgument

  @Argument(help: "The store whose reviews are taken.", completion: .file())
  var other: String

  @Option(name: .long, help: "Leave AUDIT as it is, and make a new store of both.", completion: .file())
  var into: String?

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func run() async throws {
    var hasConflicts = false
    try await reportingFailures {
      let store = try audit.open()
      let merging = try StoreMerging(try AuditArgument.open(other).store, into: store, as: into)
      try FileOrStandardOutput().write(json ? merging.json : merging.text)
      hasConflicts = merging.hasConflicts
    }
    if hasConflicts { throw ExitCode(1) }
  }
}
