import ArgumentParser
import AuditStore
import Cases
import Desk
import Explorer
import Foundation

struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Read the cases of an audit, filter, flag, annotate and export them (the default).",
    discussion: """
      Every key is explained under ? in the program. Without AUDIT, the last ones are offered. A bundle folder that has \
      changed is taken in anew; where it contradicts its store, the program asks before the screen opens.

      EXAMPLES
        walkaway sample-data/subscription-en
        walkaway explore audit.walkaway --reviewer mk --where 'disengagement:yes'
      """)

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: [String] = []

  @OptionGroup var choice: ChoiceArguments

  @Option(name: .long, help: "Who flags, tags and notes; the user's name where it is not said.")
  var reviewer: String?

  @Option(name: .long, parsing: .unconditional, help: "Start with this filter instead of the last one.")
  var `where`: String?

  @Flag(name: .long, help: "Use the mouse; selecting text is then the program's.")
  var mouse = false

  @Option(name: .long, help: "Whether the terminal's background is light or dark; auto asks it.")
  var background = BackgroundChoice.auto

  @MainActor
  func run() async throws {
    do {
      guard let path = try audit.first ?? chosen() else { return }
      let opened = try choice.resolving { try AuditArgument.open(path, and: Array(audit.dropFirst()), choice: $0) }
      try explore(opened, path)
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
  private func explore(_ opened: OpenAudit, _ path: String) throws {
    let description = opened.store.description
    var start = ExplorerStart(path, reviewer: reviewer)
    start.filter = `where`
    start.usesMouse = mouse
    start.background = background
    try start.run(opened) {
      recent.add(audit.count > 1 ? opened.store.path : path, title: description.title ?? description.name)
    }
  }
}
