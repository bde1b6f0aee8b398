import AuditStore
import Cases
import CellGrid
import Desk
import Explorer
import Files
import Foundation
import TerminalScreen

/// Opens the screen on an audit, and keeps what is left to be kept when it closes.
@MainActor
struct ExplorerStart {
  /// What the audit is called in links of its cases.
  private let path: String
  private let name: String
  private let reviewer: String?
  private let blind: BlindRequest?
  var filter: String?
  var view: String?
  var link: CaseLink?
  var usesMouse = false
  /// What was said on the command line; else the configuration says it, or the terminal.
  var background: BackgroundChoice?
  /// Whether links of the marked cases are printed at the end.
  var picks = false

  /// - Parameters:
  ///   - title: What its name is taken of; the path where that is not said.
  ///   - blind: The blind review that the program is started for.
  init(_ path: String, title: String? = nil, reviewer: String?, blind: BlindRequest? = nil) {
    self.path = path
    self.reviewer = reviewer
    self.blind = blind
    let name = URL(fileURLWithPath: title ?? path).lastPathComponent
    self.name = name.hasSuffix(".walkaway") ? String(name.dropLast(9)) : name
  }

  /// - Parameter started: Called once the screen is there.
  func run(_ opened: OpenAudit, started: () -> Void = {}) throws {
    let settings = try ReadingSettings(ProcessInfo.processInfo.environment)
    let reviewer = try settings.reviewer(named: reviewer)
    let explorer = Explorer(try options(settings, reviewer: reviewer))
    // Standard output is for the picked cases, where it is not the terminal itself.
    let terminal = picks && isatty(STDOUT_FILENO) == 0 ? Foundation.open("/dev/tty", O_RDWR | O_CLOEXEC) : -1
    defer { if terminal >= 0 { close(terminal) } }
    var screen = try screen(on: terminal)
    started()
    let mailbox = Mailbox(waker: screen.waker)
    let runner = EffectRunner(reviewer: reviewer) { mailbox.post($0) }
    runner.open(opened, startingWith: filter, at: link)
    var loop = ExplorerLoop(
      explorer: explorer, runner: runner, mailbox: mailbox, background: background ?? settings.background ?? .auto,
      editor: settings.editor)
    loop.run(on: &screen)
    let ending = Result {
      try runner.finishWriting(
        within: 2,
        else: StoreLocation.reviews(of: name, at: ClockText.now(), environment: ProcessInfo.processInfo.environment))
    }
    screen.close()
    // Where a signal ended the program its status counts.
    if loop.status != 0, case .failure(let failure) = ending { _ = CommandFailure(failure).report() }
    // An export that is under way ends with the program.
    if loop.status == 0 { Temporaries.removeAll {} } else { EndSignals.leave(loop.status) }
    try ending.get()
    if picks, loop.status == 0 {
      let links = try runner.links(of: loop.markedKeys).map { "\(path)\(CaseLink.separator)\($0.text)\n" }
      try FileOrStandardOutput().write(links.joined())
    }
    if let failure = runner.openingFailure { throw failure }
  }

  private func options(_ settings: ReadingSettings, reviewer: String) throws -> Explorer.Options {
    var options = Explorer.Options(
      title: name, reviewer: reviewer, exportPath: "\(name)-cases", folder: FileManager.default.currentDirectoryPath,
      path: path, blind: blind)
    options.startOfDay = Timestamp(ClockText.text(of: Calendar.current.startOfDay(for: .now)))
    try settings.apply(to: &options)
    (options.view, options.filter) = (view, filter)
    return options
  }

  /// - Parameter terminal: Where the screen is; below 0 on standard output.
  private func screen(on terminal: Int32) throws -> Screen {
    var options = ScreenOptions()
    options.usesMouse = usesMouse
    if terminal >= 0 { (options.input, options.output) = (terminal, terminal) }
    do throws(ScreenError) {
      return try Screen(options)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }
}
