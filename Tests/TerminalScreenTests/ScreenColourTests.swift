import CVirtualTerminal
import CellGrid
import Testing
import VirtualTerminal

@testable import TerminalScreen

extension ScreenTests {
  @Suite struct Colours {
    private func paint(_ style: Style, on terminal: VirtualTerminal, _ options: ScreenOptions) throws -> Theme {
      var screen = try Screen(options)
      screen.paint(frame(["x"], columns: 4, style: style))
      terminal.takeIn()
      return screen.theme
    }

    @Test func usesThePaletteOf256() throws {
      let terminal = try VirtualTerminal(rows: 1, columns: 4)
      let style = Style(.scale(0), on: .selection, .bold)
      let theme = try paint(style, on: terminal, options(for: terminal))
      #expect(theme.depth == .palette)
      let ink = theme.ink(for: style)
      let cell = terminal.cell(0, 0)
      #expect(ink.foreground == .palette(UInt8(clamping: cell.foreground)))
      #expect(ink.background == .palette(UInt8(clamping: cell.background)))
      #expect(cell.attributes == 1)
      #expect(terminal.cell(0, 1).foreground == -1)
    }

    @Test func usesEightColoursAndAttributesOnAPoorTerminal() throws {
      let terminal = try VirtualTerminal(rows: 1, columns: 4)
      let theme = try paint(.selection, on: terminal, options(for: terminal, name: "xterm"))
      #expect(theme.depth == .eight)
      #expect(terminal.cell(0, 0).attributes == UInt32(VIRTUAL_TERMINAL_REVERSE))
    }

    @Test func usesAttributesAloneWithoutColour() throws {
      let terminal = try VirtualTerminal(rows: 1, columns: 4)
      var plain = options(for: terminal)
      plain.usesColour = false
      let theme = try paint(Style(.error), on: terminal, plain)
      #expect(theme.depth == .none)
      let cell = terminal.cell(0, 0)
      #expect(cell.foreground == -1 && cell.background == -1 && cell.attributes == UInt32(VIRTUAL_TERMINAL_BOLD))
    }

    @Test func worksOnAVT100() throws {
      let terminal = try VirtualTerminal(rows: 1, columns: 4)
      let theme = try paint(Style(.scale(8)), on: terminal, options(for: terminal, name: "vt100"))
      #expect(theme.depth == .none)
      #expect(terminal.rows == ["x"])
    }

    @Test func takesANewTheme() throws {
      let terminal = try VirtualTerminal(rows: 1, columns: 4)
      var screen = try Screen(options(for: terminal))
      screen.paint(frame(["x"], columns: 4, style: Style(.scale(8))))
      terminal.takeIn()
      let dark = terminal.cell(0, 0).foreground
      screen.theme = Theme(depth: .palette, background: .light)
      screen.paint(frame(["x"], columns: 4, style: Style(.scale(8))))
      terminal.takeIn()
      #expect(terminal.cell(0, 0).foreground != dark)
    }
  }
}
