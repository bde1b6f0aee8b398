import BuiltProgram
import Foundation
import Testing

/// What `--experimental-dump-help` of ArgumentParser says of a command.
private struct HelpDump: Decodable {
  struct Command: Decodable {
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var names: [Name]?
  }

  var command: Command
}

extension GoldenTests {
  /// An option that no golden output uses could stop working without a word.
  @Test func everyOptionOfEveryCommandIsUsed() throws {
    let dump = try Program.run(["--experimental-dump-help"], environment: [:])
    let program = try JSONDecoder().decode(HelpDump.self, from: Data(dump.output.utf8)).command
    var used: [String: Set<String>] = [:]
    for words in GoldenTests.words { used[words.first ?? "", default: []].formUnion(words) }
    let commands = (program.subcommands ?? []).filter { $0.commandName != "help" }
    #expect(commands.count > 10)
    for command in commands {
      for argument in command.arguments ?? [] where argument.kind != "positional" {
        let names = (argument.names ?? []).map(\.text)
        // The parser's own, the same for all.
        guard !names.contains("--version"), !names.contains("--help") else { continue }
        let isUsed = !(used[command.commandName] ?? []).isDisjoint(with: names)
        #expect(isUsed, "no golden case uses \(command.commandName) \(names.joined(separator: ", "))")
      }
    }
  }

  /// What is wider is cut by the terminal, in the middle of a word.
  @Test func everyHelpFitsATerminal() throws {
    let dump = try Program.run(["--experimental-dump-help"], environment: [:])
    let program = try JSONDecoder().decode(HelpDump.self, from: Data(dump.output.utf8)).command
    for command in program.subcommands ?? [] where command.commandName != "help" {
      let help = try Program.run([command.commandName, "--help"], environment: ["COLUMNS": "80"]).output
      for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(command.commandName): \(line)") }
    }
  }

  /// The words of every command that golden cases run to an end that is no refusal, without `walkaway` itself.
  private static var words: [[String]] {
    var words = [["explore"] + TerminalGolden.arguments]
    for golden in GoldenCase.all where !golden.name.hasPrefix("refusals/") {
      for command in golden.commands where command.hasPrefix("walkaway ") {
        words.append(command.split(separator: " ").dropFirst().map { String($0) })
      }
    }
    return words
  }
}
