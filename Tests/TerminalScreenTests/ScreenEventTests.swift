import CellGrid
import Testing
import VirtualTerminal

@testable import TerminalScreen

extension ScreenTests {
  @Suite struct Events {
    /// The events that bytes from the terminal make, until there are as many as asked for.
    private func events(_ count: Int, from texts: [String], name: String = "xterm-256color") throws -> [Event] {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal, name: name))
      var events: [Event] = []
      for text in texts {
        terminal.send(text)
        let wanted = text == texts.last ? count : events.count
        repeat {
          let next = screen.nextEvents(timeoutMilliseconds: text == texts.last ? Int(VirtualTerminal.deadline) : 0)
          events += next
          if next.isEmpty { break }
        } while events.count < wanted
      }
      return events
    }

    @Test(arguments: [
      ("\u{1B}OA", Key.up), ("\u{1B}[A", .up), ("\u{1B}[1;2A", .shiftUp), ("\u{1B}[1;5C", .controlRight),
      ("\u{1B}[1;3D", .altLeft), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[F", .end), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[6;2~", .shiftPageDown), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)),
      ("\u{1B}[24~", .function(12)), ("\u{7F}", .backspace), ("\r", .enter), ("\u{1B}", .escape),
      ("\u{1B}j", .alt("j")),
      ("\u{3}", .control("c")), ("\u{1A}", .control("z")), ("\u{11}", .control("q")), ("价", .character("价")),
    ])
    func readsKeysAsTerminalsSendThem(sent: String, key: Key) throws {
      #expect(try events(1, from: [sent]) == [.key(key)])
    }

    @Test func hearsWhichBackgroundTheTerminalHas() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      terminal.send("a\u{1B}]11;rgb:fafa/fafa/fafa\u{1B}\\b\u{1B}[?62c")
      let events = screen.askBackground(withinMilliseconds: Int(VirtualTerminal.deadline))
      #expect(events.first == .key(.character("a")) && events.contains(.background(RGB(0xFA, 0xFA, 0xFA))))
      let raw = String(decoding: terminal.takeRaw(), as: UTF8.self)
      #expect(raw.contains("\u{1B}]11;?\u{1B}\\\u{1B}[c"))
    }

    @Test func doesNotWaitForATerminalThatDoesNotSay() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      terminal.send("\u{1B}[?62c")
      #expect(screen.askBackground(withinMilliseconds: Int(VirtualTerminal.deadline)).isEmpty)
      #expect(screen.askBackground(withinMilliseconds: 0).isEmpty)
    }

    @Test func whoWakesItWhileItAsksIsHeardAfterwards() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      screen.waker.wake()
      #expect(screen.askBackground(withinMilliseconds: 1).isEmpty && screen.awaitsBackground)
      let start = ContinuousClock.now
      #expect(screen.nextEvents(timeoutMilliseconds: Int(VirtualTerminal.deadline)).isEmpty)
      #expect(ContinuousClock.now - start < .milliseconds(Int(VirtualTerminal.deadline) / 2))
    }

    @Test func drainsAllInputAtOnce() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      terminal.send("jjk\u{1B}OB价")
      let expected: [Key] = [.character("j"), .character("j"), .character("k"), .down, .character("价")]
      #expect(screen.nextEvents(timeoutMilliseconds: 5_000) == expected.map { .key($0) })
      #expect(screen.nextEvents(timeoutMilliseconds: 0).isEmpty)
    }

    @Test func readsAPasteAsOneEvent() throws {
      #expect(try events(1, from: ["\u{1B}[200~价格\r太高\u{1B}[201~"]) == [.paste("价格\n太高")])
    }

    @Test func takesAPasteThatNeverEndsForWhatItIs() throws {
      #expect(try events(1, from: ["\u{1B}[200~half"]) == [.paste("half")])
    }

    @Test func aCharacterInTwoPiecesIsNotLost() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      let bytes = Array("价".utf8)
      terminal.send(Array(bytes[..<2]))
      #expect(screen.nextEvents(timeoutMilliseconds: 5_000).isEmpty)
      terminal.send(Array(bytes[2...]))
      #expect(screen.nextEvents(timeoutMilliseconds: 5_000) == [.key(.character("价"))])
    }

    @Test func readsTheMouseWhereItIsAskedFor() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var mouse = options(for: terminal)
      mouse.usesMouse = true
      var screen = try Screen(mouse)
      screen.paint(Frame(columns: 20, rows: 4))
      terminal.takeIn()
      #expect(terminal.hasMouse)
      terminal.send("\u{1B}[<0;3;2M\u{1B}[<0;3;2m\u{1B}[<64;1;1M\u{1B}[<65;1;1M")
      var events: [Event] = []
      while events.count < 4 {
        let next = screen.nextEvents(timeoutMilliseconds: 5_000)
        if next.isEmpty { break }
        events += next
      }
      let expected: [MouseEvent] = [
        MouseEvent(row: 1, column: 2, action: .press), MouseEvent(row: 1, column: 2, action: .release),
        MouseEvent(row: 0, column: 0, action: .wheelUp), MouseEvent(row: 0, column: 0, action: .wheelDown),
      ]
      #expect(events == expected.map { .mouse($0) })
    }

    @Test func leavesTheMouseAloneOtherwise() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      screen.paint(Frame(columns: 20, rows: 4))
      terminal.takeIn()
      #expect(!terminal.hasMouse)
    }

    @Test(.timeLimit(.minutes(1))) func wakesFromAnotherThread() async throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      let waker = screen.waker
      let task = Task.detached { waker.wake() }
      // For ever, were it not for the waker.
      #expect(screen.nextEvents(timeoutMilliseconds: nil).isEmpty)
      await task.value
    }

    @Test func saysOnceThatTheTerminalIsGone() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      terminal.hangUp()
      #expect(screen.nextEvents(timeoutMilliseconds: 5_000) == [.hangup])
      #expect(screen.nextEvents(timeoutMilliseconds: 1).isEmpty)
      screen.paint(frame(["nobody sees this"], columns: 20))
      screen.close()
    }
  }
}
