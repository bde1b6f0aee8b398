import ArgumentParser
import Desk
import Foundation

struct StoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stores",
    abstract: "List the stores of bundle folders: what they hold, and where it came from.",
    discussion: """
      The store of a bundle folder lies in $XDG_DATA_HOME/walkaway (~/.local/share/walkaway) and belongs to the folder and \
      the audit's name. One whose folder is gone can still be opened by its file, or removed.

      EXAMPLES
        walkaway stores
        walkaway stores --json
      """)

  @Flag(name: .long, help: "One JSON array.")
  var json = false

  func run() throws {
    do {
      let list = StoreList(environment: ProcessInfo.processInfo.environment)
      try FileOrStandardOutput().write(json ? list.json : list.text)
    } catch {
      throw CommandFailure(error).report()
    }
  }
}
