import ArgumentParser
import AuditStore
import Desk
import Explorer
import Foundation
import Interchange
import TerminalScreen

struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Read the cases of an audit, filter, flag, annotate and export them (the default).",
    discussion: """
      Every key is explained under ? in the program.

      EXAMPLES
        walkaway sample-data/subscription-en
        walkaway explore audit.walkaway --reviewer mk --where 'disengagement:yes'
      """)

  @OptionGroup var audit: AuditArgument

  @Option(name: .long, help: "Who flags, tags and notes; the user's name where it is not said.")
  var reviewer: String?

  @Option(name: .long, help: "Start with this filter instead of the last one.")
  var `where`: String?

  @Flag(name: .long, help: "Use the mouse; selecting text is then the program's.")
  var mouse = false

  @MainActor
  func run() async throws {
    do {
      guard FileManager.default.fileExists(atPath: audit.audit) else { throw OpenAudit.missing(audit.audit) }
      try explore()
    } catch {
      throw CommandFailure(error).report()
    }
  }

  @MainActor
  private func explore() throws {
    var options = ScreenOptions()
    options.usesMouse = mouse
    var screen: Screen
    do throws(ScreenError) {
      screen = try Screen(options)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
    let mailbox = Mailbox(waker: screen.waker)
    let runner = EffectRunner { mailbox.post($0) }
    let explorer = Explorer(
      Explorer.Options(title: title, reviewer: reviewer ?? NSUserName(), exportPath: "\(title)-cases"))
    let path = audit.audit
    let start = `where`
    let environment = ProcessInfo.processInfo.environment
    runner.open(
      {
        try OpenAudit.open(path, environment: environment) { mailbox.post(.opening(ExploreCommand.opening($0))) }
      }, startingWith: start)
    var loop = ExplorerLoop(explorer: explorer, runner: runner, mailbox: mailbox)
    loop.run(on: &screen)
    let ending = Result {
      try runner.finishWriting(
        within: 2, else: StoreLocation.reviews(of: title, at: ClockText.now(), environment: environment))
    }
    screen.close()
    try ending.get()
  }

  private static func opening(_ progress: ImportProgress) -> String {
    let percent = progress.bytesTotal > 0 ? progress.bytesDone * 100 / progress.bytesTotal : 0
    return progress.phase == .reading ? "importing the bundle, \(percent) % …" : "making the case table …"
  }

  /// The audit's name, as its path gives it.
  private var title: String {
    let name = URL(fileURLWithPath: audit.audit).lastPathComponent
    return name.hasSuffix(".walkaway") ? String(name.dropLast(9)) : name
  }
}
