import AuditStore
import Cases
import Desk
import Explorer
import Files
import Foundation
import TerminalScreen

/// Opens the screen on an audit, and keeps what is left to be kept when it closes.
@MainActor
struct ExplorerStart {
  private let path: String
  private let reviewer: String
  private let blind: BlindRequest?
  var filter: String?
  var usesMouse = false
  var background = BackgroundChoice.auto

  /// - Parameter blind: The blind review that the program is started for.
  init(_ path: String, reviewer: String?, blind: BlindRequest? = nil) {
    self.path = path
    self.reviewer = reviewer ?? NSUserName()
    self.blind = blind
  }

  /// - Parameter started: Called once the screen is there.
  func run(_ opened: OpenAudit, started: () -> Void = {}) throws {
    var options = ScreenOptions()
    options.usesMouse = usesMouse
    var screen: Screen
    do throws(ScreenError) {
      screen = try Screen(options)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
    started()
    let mailbox = Mailbox(waker: screen.waker)
    let runner = EffectRunner { mailbox.post($0) }
    let explorer = Explorer(
      Explorer.Options(
        title: title, reviewer: reviewer, exportPath: "\(title)-cases", folder: FileManager.default.currentDirectoryPath,
        blind: blind))
    runner.open(opened, startingWith: filter)
    var loop = ExplorerLoop(explorer: explorer, runner: runner, mailbox: mailbox, background: background)
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
    if let failure = runner.openingFailure { throw failure }
  }

  /// The audit's name, as its path gives it.
  private var title: String {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return name.hasSuffix(".walkaway") ? String(name.dropLast(9)) : name
  }
}
