import CVirtualTerminal
import CellGrid
import Testing
import VirtualTerminal

@testable import TerminalScreen

/// Everything that opens a screen: there is one at a time.
@Suite(.serialized) struct ScreenTests {}

func options(for terminal: VirtualTerminal, name: String = "xterm-256color") -> ScreenOptions {
  var options = ScreenOptions()
  options.input = terminal.line
  options.output = terminal.line
  options.terminal = name
  options.usesColour = true
  options.background = .dark
  options.holdsStandardError = false
  options.handlesSignals = false
  return options
}

func frame(_ rows: [String], columns: Int, style: Style = .text) -> Frame {
  var frame = Frame(columns: columns, rows: rows.count)
  for (row, text) in rows.enumerated() { frame.write(text, row: row, column: 0, style: style) }
  return frame
}

extension ScreenTests {
  @Suite struct Painting {
    @Test func showsAFrameCellByCell() throws {
      let terminal = try VirtualTerminal(rows: 3, columns: 10)
      var screen = try Screen(options(for: terminal))
      #expect(screen.size == (10, 3))
      screen.paint(frame(["价格 e\u{301}é", "│─█⣿…👨", "\u{1B}[31mא"], columns: 10))
      terminal.takeIn()
      #expect(terminal.isAlternate)
      #expect(!terminal.cursorIsVisible)
      #expect(terminal.rows == ["价格 e\u{301}é", "│─█⣿…👨", "␛[31mא"])
      #expect(terminal.cell(0, 0).width == 2 && terminal.cell(0, 1).width == 0)
      #expect(terminal.cell(0, 5).scalars.1 == 0x301)
    }

    @Test func fillsTheLastCell() throws {
      let terminal = try VirtualTerminal(rows: 2, columns: 6)
      var screen = try Screen(options(for: terminal))
      screen.paint(frame(["abcdef", "ab价格"], columns: 6))
      terminal.takeIn()
      #expect(terminal.rows == ["abcdef", "ab价格"])
    }

    @Test func replacesWideByNarrowAndBack() throws {
      let terminal = try VirtualTerminal(rows: 1, columns: 8)
      var screen = try Screen(options(for: terminal))
      for row in ["价格高了", "a格高了x", "价bc高d", "ab价cd", "", "e\u{301}价"] {
        let next = frame([row], columns: 8)
        screen.paint(next)
        terminal.takeIn()
        #expect(terminal.rows == [row])
      }
    }

    @Test func anyTextIsShownAsTheFrameHasIt() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 24)
      var screen = try Screen(options(for: terminal))
      var state: UInt64 = 5
      for round in 0..<60 {
        var next = Frame(columns: 24, rows: 4)
        for row in 0..<4 { next.write(randomText(&state), row: row, column: 0) }
        screen.paint(next)
        terminal.takeIn()
        for row in 0..<4 {
          for column in 0..<24 {
            let cell = next[row, column]
            // The emulator loses a mark in the last cell of all, where curses switches line wrapping off.
            if row == 3, column == 23, cell.hasMarks { continue }
            let seen = terminal.cell(Int32(row), Int32(column))
            #expect(seen.width == Int32(cell.width), "round \(round), \(row) \(column): \(cell.text)")
            if !cell.isContinuation, cell.text != " " {
              #expect(seen.scalars.0 == cell.scalar.value, "round \(round), \(row) \(column)")
            }
          }
        }
      }
    }

    /// Text of ASCII, Han, Hangul, marks, emoji, box drawing, controls, Hebrew and Devanagari; of marks only those that the
    /// emulator's old tables know.
    private func randomText(_ state: inout UInt64) -> String {
      let blocks: [(start: UInt32, count: UInt32)] = [
        (0x20, 0x5F), (0x4E00, 0x5000), (0xAC00, 0x2BA0), (0x300, 0x30), (0x1F600, 0x40), (0x2500, 0x80), (0, 0x20),
        (0x5D0, 0x1B), (0x904, 0x30), (0xFF01, 0x5E),
      ]
      var text = String.UnicodeScalarView()
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let block = blocks[Int(state >> 60) % blocks.count]
        let value = block.start + UInt32(truncatingIfNeeded: state >> 33) % block.count
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      return String(text)
    }

    @Test func sendsNothingForTheSameFrameAndLittleForASmallChange() throws {
      let terminal = try VirtualTerminal(rows: 20, columns: 80)
      var screen = try Screen(options(for: terminal))
      var rows = (0..<20).map { "row \($0) " + String(repeating: "x", count: 60) }
      screen.paint(frame(rows, columns: 80))
      let first = terminal.takeRaw().count
      #expect(first > 1_000)
      screen.paint(frame(rows, columns: 80))
      #expect(terminal.takeRaw().isEmpty)
      rows[7] = "row 7 y" + String(repeating: "x", count: 59)
      screen.paint(frame(rows, columns: 80))
      let change = terminal.takeRaw().count
      #expect(change > 0 && change < 60)
      #expect(terminal.rows[7] == rows[7])
    }

    @Test func showsAndMovesTheCursor() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 10)
      var screen = try Screen(options(for: terminal))
      var frame = Frame(columns: 10, rows: 4)
      frame.cursor = Position(row: 2, column: 3)
      screen.paint(frame)
      terminal.takeIn()
      #expect(terminal.cursorIsVisible && terminal.cursor == [2, 3])
      frame.cursor = Position(row: 99, column: 99)
      screen.paint(frame)
      terminal.takeIn()
      #expect(terminal.cursor == [3, 9])
      frame.cursor = nil
      screen.paint(frame)
      terminal.takeIn()
      #expect(!terminal.cursorIsVisible)
    }

    @Test func clipsALargerFrameAndBlanksBesideASmallerOne() throws {
      let terminal = try VirtualTerminal(rows: 2, columns: 5)
      var screen = try Screen(options(for: terminal))
      screen.paint(frame(["abcd价格", "xxxxxxxx", "yyyyyyyy"], columns: 8))
      terminal.takeIn()
      #expect(terminal.rows == ["abcd", "xxxxx"])
      screen.paint(frame(["ab"], columns: 3))
      terminal.takeIn()
      #expect(terminal.rows == ["ab", ""])
    }

    @Test func followsTheTerminalsSize() throws {
      let terminal = try VirtualTerminal(rows: 4, columns: 20)
      var screen = try Screen(options(for: terminal))
      screen.paint(frame(["before"], columns: 20))
      #expect(terminal.resize(rows: 8, columns: 30))
      #expect(screen.nextEvents(timeoutMilliseconds: 0) == [.resize(columns: 30, rows: 8)])
      #expect(screen.size == (30, 8))
      screen.paint(frame(Array(repeating: String(repeating: "z", count: 30), count: 8), columns: 30))
      terminal.takeIn()
      #expect(terminal.rows == Array(repeating: String(repeating: "z", count: 30), count: 8))
      #expect(screen.nextEvents(timeoutMilliseconds: 0).isEmpty)
    }
  }
}
