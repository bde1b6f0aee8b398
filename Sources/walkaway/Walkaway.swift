import ArgumentParser
internal import CBuild
import Desk
import Foundation

/// The command line: one verb a file under `Commands`.
@main
struct Walkaway: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walkaway",
    abstract: "See, case by case, where simulated users stay and real ones left, and measure it.",
    usage: """
      walkaway [<audit>] [<options>]
      walkaway <subcommand>
      """,
    discussion: """
      AUDIT is a store file, a bundle folder or any log of conversations. Without it, the audits that were opened last are \
      offered. `walkaway help` lists the pages of the documentation.

      EXAMPLES
        walkaway demo
        walkaway sample-data/matchmaking-zh
        walkaway cases AUDIT --where 'disengagement:yes severity>=2' --csv
        walkaway stats AUDIT --json
        walkaway export AUDIT --flagged --format markdown --output misses.md

      EXIT STATUS
        0 done, 64 usage, 65 bad data, 66 no input, 69 endpoint,
        74 input or output, 76 unusable answers of a model
      """,
    version: version,
    subcommands: [
      ExploreCommand.self, DemoCommand.self, ImportCommand.self, InitCommand.self, StoresCommand.self,
      ConfigCommand.self,
      CasesCommand.self,
      StatsCommand.self, KindsCommand.self,
      ExportCommand.self,
      GenerateCommand.self, PlanCommand.self, ProbesCommand.self, SimulateCommand.self, LabelCommand.self,
      ReceiptCommand.self, VerifyCommand.self, CheckCommand.self, LooksCommand.self, LintCommand.self,
      ReviewCommand.self, MergeCommand.self,
      SchemaCommand.self,
      HelpCommand.self,
    ],
    defaultSubcommand: ExploreCommand.self)

  /// With the commit, where the program was built in a clone.
  private static var version: String {
    let commit = String(cString: cbuild_commit())
    return commit.isEmpty ? ProgramVersion.text : "\(ProgramVersion.text) (\(commit))"
  }

  static func main() async {
    StandardStreams.holdPlaces()
    EndSignals.watch()
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      leave(error)
    }
    end(.success)
  }

  /// Ends the process at once. exit(3) would destroy what the libraries hold for all, simdjson's parser among it, under
  /// threads that still read: an explorer that was left while its audit was opened sometimes died of that.
  private static func end(_ status: ExitCode) -> Never {
    fflush(nil)
    quick_exit(status.rawValue)
  }

  /// Ends as the parser of arguments would, with nothing in its words that a terminal would obey.
  private static func leave(_ error: any Error) -> Never {
    let status = exitCode(for: error)
    let words = fullMessage(for: error)
    if !words.isEmpty, status != .success { StandardError.write(words + "\n") }
    do {
      if !words.isEmpty, status == .success { try FileOrStandardOutput().write(words + "\n") }
    } catch {
      end(CommandFailure(error).report())
    }
    end(status)
  }
}
