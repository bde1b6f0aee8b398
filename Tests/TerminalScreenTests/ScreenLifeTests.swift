import CTerminal
import CellGrid
import Testing
import VirtualTerminal

@testable import TerminalScreen

#if canImport(Glibc)
  import Glibc
#endif

extension ScreenTests {
  @Suite struct Life {
    @Test func givesTheTerminalBackAsItWas() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      do {
        var screen = try Screen(options(for: terminal))
        screen.paint(frame(["text"], columns: 20))
        terminal.takeIn()
        #expect(terminal.isAlternate && !terminal.isSane)
      }
      terminal.takeIn()
      #expect(!terminal.isAlternate && terminal.isSane && terminal.cursorIsVisible)
    }

    @Test func turnsBracketedPasteOnAndOff() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      let screen = try Screen(options(for: terminal))
      #expect(String(decoding: terminal.takeRaw(), as: UTF8.self).contains("\u{1B}[?2004h"))
      screen.close()
      #expect(String(decoding: terminal.takeRaw(), as: UTF8.self).contains("\u{1B}[?2004l"))
    }

    @Test func lendsTheTerminalToAnotherProgram() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      screen.paint(frame(["the screen"], columns: 20))
      let answer = screen.withTerminalReleased {
        terminal.takeIn()
        #expect(!terminal.isAlternate && terminal.isSane)
        let text = Array("an editor was here".utf8)
        return write(terminal.line, text, text.count)
      }
      #expect(answer == 18)
      terminal.takeIn()
      #expect(terminal.isAlternate && !terminal.isSane)
      #expect(terminal.rows == ["the screen", "", "", ""])
      terminal.send("x")
      #expect(screen.nextEvents(timeoutMilliseconds: 5_000) == [.key(.character("x"))])
    }

    @Test func takesTheTerminalAgainWhenTheOtherProgramFails() throws {
      struct Failed: Error {}
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      var hasFailed = false
      do {
        try screen.withTerminalReleased { () throws(Failed) in throw Failed() }
      } catch {
        hasFailed = true
      }
      #expect(hasFailed)
      terminal.takeIn()
      #expect(!terminal.isSane)
    }

    @Test func repaintsWhatSomeoneElseHasOverwritten() throws {
      let terminal = try VirtualTerminal(rows: 2, columns: 20)
      var screen = try Screen(options(for: terminal))
      screen.paint(frame(["mine", ""], columns: 20))
      let noise = Array("\r\nnoise".utf8)
      #expect(write(terminal.line, noise, noise.count) == noise.count)
      terminal.takeIn()
      screen.repaint()
      terminal.takeIn()
      #expect(terminal.rows == ["mine", ""])
    }

    @Test func thereIsOneScreenAtATime() throws {
      let terminal = try VirtualTerminal()
      let screen = try Screen(options(for: terminal))
      #expect(throws: ScreenError.alreadyOpen) { _ = try Screen(options(for: terminal)) }
      screen.close()
      _ = try Screen(options(for: terminal))
    }

    @Test(arguments: [
      ("dumb", ScreenError.dumbTerminal(name: "dumb")),
      ("no-such-terminal", .unknownTerminal(name: "no-such-terminal")),
      ("", .unknownTerminal(name: "")),
    ])
    func refusesTerminalsThatCannotShowAnything(name: String, error: ScreenError) throws {
      let terminal = try VirtualTerminal()
      #expect(throws: error) { _ = try Screen(options(for: terminal, name: name)) }
      #expect(terminal.isSane)
      #expect(error.description.contains("TERM"))
    }

    @Test func refusesWhatIsNoTerminal() throws {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      defer { for end in ends { close(end) } }
      var options = ScreenOptions()
      options.input = ends[0]
      options.output = ends[1]
      #expect(throws: ScreenError.notATerminal) { _ = try Screen(options) }
    }

    @Test func aWakerOutlivesItsScreen() throws {
      let terminal = try VirtualTerminal()
      let screen = try Screen(options(for: terminal))
      let waker = screen.waker
      screen.close()
      waker.wake()
    }
  }
}

extension ScreenTests {
  @Suite struct Crashes {
    /// Opens a screen on a line of the parent's terminal, with signals handled.
    private static func screen(onLine path: String) throws -> Screen {
      let line = open(path, O_RDWR | O_NOCTTY)
      var options = ScreenOptions()
      options.input = line
      options.output = line
      options.terminal = "xterm-256color"
      return try Screen(options)
    }

    @Test(.timeLimit(.minutes(1))) func aTrapLeavesTheTerminalSane() async throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      let path = terminal.linePath
      await #expect(processExitsWith: .failure) { [path = path as String] in
        var screen = try Crashes.screen(onLine: path)
        screen.paint(frame(["about to crash"], columns: 20))
        let empty: [Int] = []
        print(empty[screen.size.columns])
      }
      expectSane(terminal)
    }

    @Test(
      .timeLimit(.minutes(1)),
      arguments: [SIGABRT, SIGSEGV, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPIPE, SIGVTALRM, SIGPOLL, 40])
    func aFatalSignalLeavesTheTerminalSane(signal: Int32) async throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      let path = terminal.linePath
      // Not `.signal`: a sanitizer's own handler comes next and exits.
      await #expect(processExitsWith: .failure) { [path = path as String, signal] in
        var screen = try Crashes.screen(onLine: path)
        screen.paint(frame(["about to crash"], columns: 20))
        kill(getpid(), signal)
        while true { pause() }
      }
      expectSane(terminal)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [SIGTERM, SIGINT, SIGHUP])
    func signalsThatEndTheProgramAreEvents(signal: Int32) async throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      let path = terminal.linePath
      await #expect(processExitsWith: .exitCode(7)) { [path = path as String, signal] in
        var screen = try Crashes.screen(onLine: path)
        kill(getpid(), signal)
        let events = screen.nextEvents(timeoutMilliseconds: nil)
        screen.close()
        let expected: Event = signal == SIGTERM ? .terminate : signal == SIGINT ? .interrupt : .hangup
        exit(events == [expected] ? 7 : 1)
      }
      expectSane(terminal)
    }

    @Test(.timeLimit(.minutes(1))) func exitingWithTheScreenOpenLeavesTheTerminalSane() async throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      let path = terminal.linePath
      await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
        var screen = try Crashes.screen(onLine: path)
        screen.paint(frame(["about to exit"], columns: 20))
        exit(3)
      }
      expectSane(terminal)
    }

    @Test(.timeLimit(.minutes(1))) func standardErrorIsHeldBackUntilTheScreenIsLeft() async throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 40)
      let path = terminal.linePath
      await #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
        let line = open(path, O_RDWR | O_NOCTTY)
        dup2(line, 2)
        var screen = try Crashes.screen(onLine: path)
        screen.paint(frame(["the screen"], columns: 40))
        let warning = Array("a library warns\n".utf8)
        write(2, warning, warning.count)
        screen.paint(frame(["the screen!"], columns: 40))
        screen.close()
        exit(0)
      }
      let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
      let parts = raw.split(separator: "\u{1B}[?1049l")
      #expect(parts.count == 2)
      #expect(parts.first?.contains("a library warns") == false)
      #expect(parts.last?.contains("a library warns") == true)
    }

    private func expectSane(_ terminal: VirtualTerminal) {
      terminal.takeIn()
      #expect(!terminal.isAlternate && terminal.isSane && terminal.cursorIsVisible)
    }
  }
}
