import Cases
import CellGrid
import Desk
import Explorer
import Foundation
import TerminalScreen

/// The main loop: events and answers in, one frame out, effects on their way. Runs on the main thread alone.
@MainActor
struct ExplorerLoop {
  private var explorer: Explorer
  private let runner: EffectRunner
  private let mailbox: Mailbox
  /// The program for long notes that a person has set.
  private let editor: String?
  private var isEnding = false
  private var background: BackgroundChoice
  /// What the terminal said that its background is.
  private var reported: Theme.Background?
  /// The status that says which signal asked for the end; 0 where a key did.
  private(set) var status: Int32 = 0
  /// How long the loop sleeps at most, so that other processes' reviews and cases are seen.
  private let glance = 1000
  /// How long, in milliseconds, the first frame waits for the terminal to say what its background is. One that is near
  /// says it sooner.
  private let patience = 20
  /// How long frames of a terminal that has not said it have no colours.
  private let colourless: ContinuousClock.Instant = .now + .milliseconds(250)
  /// The cases that are marked.
  var markedKeys: [CaseKey] { explorer.markedKeys }

  init(
    explorer: Explorer, runner: EffectRunner, mailbox: Mailbox, background: BackgroundChoice, editor: String?
  ) {
    self.explorer = explorer
    self.runner = runner
    self.mailbox = mailbox
    self.background = background
    self.editor = editor
  }

  /// Runs until the explorer wants to end. Reviews may still wait then.
  mutating func run(on screen: inout Screen) {
    let size = screen.size
    perform(explorer.update(.event(.resize(columns: size.columns, rows: size.rows))), on: &screen)
    // What is asked for later must be known too.
    take(screen.askBackground(withinMilliseconds: background == .auto ? patience : 0), on: &screen)
    if !isEnding { paint(on: &screen) }
    while !isEnding {
      let events = screen.nextEvents(timeoutMilliseconds: pause(on: screen))
      take(events, on: &screen)
      let answers = mailbox.take()
      for answer in answers { perform(explorer.update(answer), on: &screen) }
      if events.isEmpty && answers.isEmpty {
        runner.lookForReviews()
        runner.lookForCases()
      }
      // There is nothing to explore: the reason is said where it can be read.
      if runner.openingFailure != nil { isEnding = true }
      if !isEnding { paint(on: &screen) }
    }
    if runner.hasWaitingReviews { paint(on: &screen) }
  }

  private mutating func take(_ events: [Event], on screen: inout Screen) {
    var rest = events[...]
    while let event = explorer.nextEvent(of: &rest) {
      switch event {
      case .terminate: status = 128 + SIGTERM
      case .interrupt: status = 128 + SIGINT
      case .hangup: status = 128 + SIGHUP
      case .background(let colour): reported = Theme.Background(colour)
      case .key, .paste, .resize, .mouse: break
      }
      perform(explorer.update(.event(event)), on: &screen)
    }
  }

  /// How long to sleep at most, in milliseconds.
  private func pause(on screen: borrowing Screen) -> Int {
    guard isAsked(on: screen) else { return glance }
    return min(glance, Int(ContinuousClock.now.duration(to: colourless) / .milliseconds(1)) + 1)
  }

  /// Whether the terminal was asked just now what its background is, and has not said it.
  private func isAsked(on screen: borrowing Screen) -> Bool {
    screen.awaitsBackground && ContinuousClock.now < colourless
  }

  private func paint(on screen: inout Screen) {
    let theme = background.theme(
      depth: screen.depth, said: reported, isAsked: isAsked(on: screen), usual: screen.usualBackground)
    if screen.theme != theme { screen.theme = theme }
    let size = screen.size
    var frame = Frame(columns: size.columns, rows: size.rows)
    explorer.render(into: &frame)
    screen.paint(frame)
  }

  private mutating func perform(_ effects: [Effect], on screen: inout Screen) {
    for effect in effects {
      switch effect {
      case .quit: isEnding = true
      case .suspend: screen.suspend()
      case .redraw: screen.repaint()
      case .setBackground(let choice): background = choice
      case .copy(let text): screen.copy(text)
      case .openEditor(let text):
        let edited = screen.withTerminalReleased { TextEditor.edit(text, with: editor) }
        switch edited {
        case .success(let text): perform(explorer.update(.editorReturned(text)), on: &screen)
        case .failure(let problem):
          perform(explorer.update(.editorReturned(nil)), on: &screen)
          perform(explorer.update(.failed(problem.message)), on: &screen)
        }
      default: runner.run(effect)
      }
    }
  }
}
