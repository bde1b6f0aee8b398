import ArgumentParser
import AuditStore
import Cases
import CellGrid
import Desk
import Explorer
import Foundation

struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Read the cases of an audit, filter, flag, annotate and export them (the default).",
    usage: "walkaway explore [<options>] [<audit> ...]",
    discussion: """
      Every key is explained under ? in the program. Without AUDIT, the last ones are offered. A bundle folder that has \
      changed is taken in anew; where it contradicts its store, the program asks before the screen opens.

      EXAMPLES
        walkaway sample-data/subscription-en
        walkaway 'sample-data/subscription-en#c-0001:5:persona:0'
        walkaway explore audit.walkaway --reviewer mk --where 'disengagement:yes'
      """)

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: [String] = []

  @OptionGroup var choice: ChoiceArguments

  @Option(name: .long, help: "Who flags, tags and notes; else reviewer: of config.yaml, else the user's name.")
  var reviewer: String?

  @Option(name: .long, parsing: .unconditional, help: "Start with this filter instead of the last one.")
  var `where`: String?

  @Option(name: .long, help: "Start with a view: its name, or the beginning of it.")
  var view: String?

  @Flag(
    name: .long,
    help: "At the end print links of the cases that were marked with +, one a line; the screen is then on /dev/tty.")
  var pick = false

  @Flag(name: .long, help: "Use the mouse; selecting text is then the program's.")
  var mouse = false

  @Option(
    name: .long, help: "Whether the terminal's background is light or dark; auto asks it, as where nothing is said.")
  var background: BackgroundChoice?

  @MainActor
  func run() async throws {
    do {
      guard let named = try audit.first ?? chosen() else { return }
      let (path, link) = ExploreCommand.place(named)
      let opened = try choice.resolving { try AuditArgument.open(path, and: Array(audit.dropFirst()), choice: $0) }
      try explore(opened, path, at: link)
    } catch let code as ExitCode {
      throw code
    } catch {
      throw CommandFailure(error).report()
    }
  }

  private var recent: RecentAudits { RecentAudits(environment: ProcessInfo.processInfo.environment) }

  /// The audit that a person chooses from the last ones; `nil` where none is chosen.
  private func chosen() throws -> String? {
    let entries = recent.entries
    guard Question.canBeAsked, FileOrStandardOutput.isTerminal, !entries.isEmpty else {
      StandardError.write("Error: Name an audit: a store file or a bundle folder.\n\n\(Walkaway.helpMessage())\n")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    StandardError.write(RecentAudits.text(of: entries))
    let answer = Question.ask("number and Enter open, anything else leaves: ")
    guard let number = Int(answer), entries.indices.contains(number - 1) else { return nil }
    return entries[number - 1].path
  }

  @MainActor
  private func explore(_ opened: OpenAudit, _ path: String, at link: CaseLink?) throws {
    let description = opened.store.description
    let store = opened.store.path
    var start = ExplorerStart(audit.count > 1 ? store : path, title: path, reviewer: reviewer)
    (start.filter, start.view, start.link) = (`where`, view, link)
    (start.usesMouse, start.background, start.picks) = (mouse, background, pick)
    try start.run(opened) {
      recent.add(audit.count > 1 ? store : path, title: description.title ?? description.name)
    }
  }

  /// The audit, and the case where a link was named. A file whose own name has a `#` is that file.
  private static func place(_ named: String) -> (path: String, link: CaseLink?) {
    guard !FileManager.default.fileExists(atPath: named), let (audit, link) = CaseLink.split(named),
      FileManager.default.fileExists(atPath: audit)
    else { return (named, nil) }
    return (audit, link)
  }
}
