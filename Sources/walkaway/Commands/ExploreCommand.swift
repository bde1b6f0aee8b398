import ArgumentParser
import AuditStore
import Cases
import CellGrid
import Desk
import Explorer
import Files
import Foundation
import TerminalScreen

struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Read the cases of an audit, filter, flag, annotate and export them (the default).",
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
    var options = ScreenOptions()
    options.usesMouse = mouse
    let settings = try ReadingSettings(ProcessInfo.processInfo.environment)
    options.background = settings.isLight.map { $0 ? .light : .dark }
    // Standard output is for the picked cases, where it is not the terminal itself.
    let terminal = pick && isatty(STDOUT_FILENO) == 0 ? Foundation.open("/dev/tty", O_RDWR | O_CLOEXEC) : -1
    defer { if terminal >= 0 { close(terminal) } }
    if terminal >= 0 { (options.input, options.output) = (terminal, terminal) }
    var screen: Screen
    do throws(ScreenError) {
      screen = try Screen(options)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
    let description = opened.store.description
    recent.add(audit.count > 1 ? opened.store.path : path, title: description.title ?? description.name)
    let mailbox = Mailbox(waker: screen.waker)
    let reviewer = reviewer ?? settings.reviewer ?? NSUserName()
    let runner = EffectRunner(reviewer: reviewer) { mailbox.post($0) }
    let title = ExploreCommand.title(path)
    var explorerOptions = Explorer.Options(
      title: title, reviewer: reviewer, exportPath: "\(title)-cases",
      path: audit.count > 1 ? opened.store.path : path)
    explorerOptions.startOfDay = Timestamp(ClockText.text(of: Calendar.current.startOfDay(for: .now)))
    try settings.apply(to: &explorerOptions)
    (explorerOptions.view, explorerOptions.filter) = (view, `where`)
    let explorer = Explorer(explorerOptions)
    runner.open(opened, startingWith: `where`, at: link)
    var loop = ExplorerLoop(explorer: explorer, runner: runner, mailbox: mailbox, editor: settings.editor)
    loop.run(on: &screen)
    let ending = Result {
      try runner.finishWriting(
        within: 2,
        else: StoreLocation.reviews(of: title, at: ClockText.now(), environment: ProcessInfo.processInfo.environment))
    }
    screen.close()
    // Where a signal ended the program its status counts.
    if loop.status != 0, case .failure(let failure) = ending { _ = CommandFailure(failure).report() }
    // An export that is under way ends with the program.
    if loop.status == 0 { Temporaries.removeAll {} } else { EndSignals.leave(loop.status) }
    try ending.get()
    if pick, loop.status == 0 {
      let links = try runner.links(of: loop.markedKeys).map {
        "\(explorerOptions.path)\(CaseLink.separator)\($0.text)\n"
      }
      try FileOrStandardOutput().write(links.joined())
    }
    if let failure = runner.openingFailure { throw failure }
  }

  /// The audit, and the case where a link was named. A file whose own name has a `#` is that file.
  private static func place(_ named: String) -> (path: String, link: CaseLink?) {
    guard !FileManager.default.fileExists(atPath: named), let (audit, link) = CaseLink.split(named),
      FileManager.default.fileExists(atPath: audit)
    else { return (named, nil) }
    return (audit, link)
  }

  /// The audit's name, as its path gives it.
  private static func title(_ path: String) -> String {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return name.hasSuffix(".walkaway") ? String(name.dropLast(9)) : name
  }
}
