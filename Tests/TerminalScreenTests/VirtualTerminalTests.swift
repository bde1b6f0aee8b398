import CVirtualTerminal
import Testing
import VirtualTerminal

struct VirtualTerminalTests {
  @Test func showsWhatAProgramWrites() throws {
    let terminal = try VirtualTerminal(
      running: "/bin/sh", ["-c", "printf '\\033[31;1m价格\\033[0m e\\314\\201'; read line"])
    #expect(terminal.shows("价格 e\u{301}"))
    let first = terminal.cell(0, 0)
    #expect(first.width == 2 && first.scalars.0 == 0x4EF7 && first.foreground == 1 && first.attributes == 1)
    #expect(terminal.cell(0, 1).width == 0)
    #expect(terminal.cell(0, 5).scalars.1 == 0x301)
    #expect(terminal.cursor == [0, 6])
    terminal.send("\r")
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 0)
  }

  @Test func tellsHowAProgramEnded() throws {
    let status = try VirtualTerminal(running: "/bin/sh", ["-c", "exit 65"])
    #expect(status.waitForExit())
    #expect(status.exitStatus == 65 && status.exitSignal == 0)
    let killed = try VirtualTerminal(running: "/bin/sh", ["-c", "kill -9 $$"])
    #expect(killed.waitForExit())
    #expect(killed.exitStatus == -1 && killed.exitSignal == 9)
    let missing = try VirtualTerminal(running: "/nowhere")
    #expect(missing.waitForExit())
    #expect(missing.exitStatus == 127)
  }

  @Test func tellsAProgramItsNewSize() throws {
    let terminal = try VirtualTerminal(
      running: "/bin/sh", ["-c", "trap 'stty size' WINCH; echo ready; while :; do read line; done"])
    #expect(terminal.shows("ready"))
    #expect(terminal.resize(rows: 10, columns: 33))
    #expect(terminal.shows("10 33"))
  }

  @Test(.timeLimit(.minutes(1))) func stopsAndContinuesAJob() throws {
    let terminal = try VirtualTerminal(
      running: "/bin/sh", ["-c", "echo before; kill -STOP $$; echo after; exit 3"], hasJobControl: true)
    #expect(terminal.waitForStop())
    #expect(terminal.rows[0] == "before")
    terminal.resume()
    #expect(terminal.waitForExit())
    #expect(terminal.exitStatus == 3)
    #expect(terminal.rows[1] == "after")
  }

  @Test func knowsTheLinesSettings() throws {
    let terminal = try VirtualTerminal(running: "/bin/sh", ["-c", "stty raw -echo; printf ready; read line"])
    #expect(terminal.shows("ready"))
    #expect(!terminal.isSane)
  }

  @Test func givesUpAtTheDeadline() throws {
    let terminal = try VirtualTerminal()
    #expect(!terminal.showsWithin("never", milliseconds: 20))
  }
}
