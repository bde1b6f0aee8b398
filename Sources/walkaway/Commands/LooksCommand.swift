import ArgumentParser
import AuditStore
import Desk

struct LooksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "looks",
    abstract: "List the verdicts that were looked at in a store: looking often finds something by chance.",
    discussion: """
      Every verdict that stats, receipt, check, export or the explorer showed is kept once, with the time of the last look \
      and how often it was shown. A store that can only be read keeps none.

      EXAMPLES
        walkaway looks AUDIT
        walkaway looks AUDIT --csv
      """)

  @OptionGroup var audit: AuditArgument

  @Flag(name: .long, help: "One JSON array.")
  var json = false

  @Flag(name: .long, help: "One row a verdict.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("Choose --json or --csv.") }
  }

  func run() async throws {
    try await reportingFailures {
      let list = try LookList(try audit.open())
      try FileOrStandardOutput().write(json ? list.json : csv ? list.csv : list.text)
    }
  }
}
