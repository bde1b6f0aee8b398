import ArgumentParser
import Desk
import Files
import Formats
import Foundation
import JSON

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write an audit.json with the usual decision states, or check the one that is there.",
    usage: "walkaway init [<options>] [<folder>]",
    discussion: """
      The file says what is measured: the outcome and its groups, the decision states with their depth, where probes lie. \
      Where the folder holds conversations, their format is told and their outcome is taken from the field that is named. \
      An audit.json that is there is checked, all problems at once, and left as it is. On a terminal what is missing is \
      asked for.

      EXAMPLES
        walkaway init my-audit
        walkaway init logs --outcome metadata.status --committed paid
      """)

  @Argument(help: "The folder; made where it is not there.", completion: .directory)
  var folder = "."

  @Option(name: .long, help: "The name of the audit; the folder's where it is not said.")
  var name: String?

  @Option(name: .long, help: "The field of the outcome, or a question: 'reward>=1'.")
  var outcome: String?

  @Option(name: .long, help: "The values of the outcome that are commitments, with commas.")
  var committed: String?

  @Option(name: .long, help: "The format of the conversations; told by their content where it is not said.")
  var format: String?

  @Option(name: .long, help: "A YAML file that says what their fields mean, as import --write-map makes it.")
  var map: String?

  @Flag(name: .long, help: "Write it anew where there is one.")
  var force = false

  @Flag(name: .long, help: "Ask nothing.")
  var noInput = false

  @Flag(name: .long, help: "One JSON object that says what was written or checked; nothing is asked then.")
  var json = false

  func validate() throws {
    if committed != nil, outcome == nil { throw ValidationError("--committed goes with --outcome.") }
  }

  func run() async throws {
    try await reportingFailures {
      if !force, let existing = try AuditStart.existing(in: folder) { return try tell(existing, written: false) }
      var options = try options()
      // The old one says nothing of the new one.
      options.ignoresOwnAudit = true
      if !noInput, !json, Question.canBeAsked { try ask(&options) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let start = try AuditStart(for: folder, options: options)
      try OutputFile.write(to: path) { write in try write(Array((start.text + "\n").utf8)) }
      try tell(start, written: true)
    }
  }

  private func options() throws -> LogOptions {
    var options = LogOptions()
    (options.name, options.format, options.mapPath) = (name, format, map)
    if let outcome { options.mapping = try options.mapping.asking(outcome: outcome, committed: committed ?? "") }
    return options
  }

  /// What options did not say.
  private func ask(_ options: inout LogOptions) throws {
    if options.name == nil {
      let name = Question.ask("name of the audit (Enter: the folder's): ")
      if !name.isEmpty { options.name = name }
    }
    guard options.mapping.outcome == nil else { return }
    // What is there is shown before anybody has to name it.
    if let fields = try AuditStart.fieldText(in: folder, options: options) { StandardError.write("\(fields)\n") }
    let field = Question.ask("field of the outcome (Enter: none is known): ")
    guard !field.isEmpty else { return }
    let values = Question.ask("its values that are commitments, with commas: ")
    options.mapping = try options.mapping.asking(outcome: field, committed: values)
  }

  private var path: String { "\(folder)/audit.json" }

  private func tell(_ start: AuditStart, written: Bool) throws {
    guard json else {
      let lines = (written ? ["wrote \(path)"] : []) + start.notes
      return try FileOrStandardOutput().write(lines.joined(separator: "\n") + "\n")
    }
    let told: JSONValue = [
      "path": .string(path), "written": .bool(written), "audit": try JSONValue(parsing: Data(start.text.utf8)),
      "notes": .array(start.notes.map { .string($0.trimmingCharacters(in: .whitespaces)) }),
    ]
    try FileOrStandardOutput().write(told.json() + "\n")
  }
}
