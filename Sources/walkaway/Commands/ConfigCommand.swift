import ArgumentParser
import Desk
import Foundation

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print what config.yaml sets, and where it says so.",
    discussion: """
      The file is $XDG_CONFIG_HOME/walkaway/config.yaml (~/.config/walkaway/config.yaml). No secret stands in it.

      EXAMPLES
        walkaway config
        walkaway config --json
        walkaway config --actions
      """)

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @Flag(name: .long, help: "List the actions that keys: may name, with their keys.")
  var actions = false

  func run() throws {
    do {
      if actions { return try FileOrStandardOutput().write(ConfigurationText.actions) }
      let text = try ConfigurationText(ProcessInfo.processInfo.environment)
      try FileOrStandardOutput().write(json ? text.json : text.text)
    } catch {
      throw CommandFailure(error).report()
    }
  }
}
