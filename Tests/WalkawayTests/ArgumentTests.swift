import ArgumentParser
import Desk
import Foundation
import Probing
import Testing

@testable import walkaway

/// What is typed reaches the settings that the work is done by, option by option.
@Suite struct ArgumentTests {
  @Test func everyOptionOfTheAnalysisIsTaken() throws {
    func expect(_ arguments: String..., change: (inout AnalysisSettings) -> Void) throws {
      var expected = AnalysisSettings()
      change(&expected)
      #expect(expected != AnalysisSettings(), "\(arguments)")
      #expect(try AnalysisArguments.parse(arguments).settings == expected, "\(arguments)")
    }
    #expect(try AnalysisArguments.parse([]).settings == AnalysisSettings())
    try expect("--seed", "7") { $0.method.seed = 7 }
    try expect("--resamples", "7") { $0.method.resamples = 7 }
    try expect("--permutations", "7") { $0.method.permutationDraws = 7 }
    try expect("--level", "0.8") { $0.method.level = 0.8 }
    try expect("--margin", "0.5") { $0.method.margin = 0.5 }
    try expect("--mean-of-draws") { $0.method.meanOfDraws = true }
    try expect("--by-conversation") { $0.method.byConversation = true }
    try expect("--placebo", "p") { $0.method.placebo = "p" }
    try expect("--paper") { $0.paperChoices = true }
    try expect("--bca") { $0.biasCorrected = true }
    try expect("--compare", "b") { $0.comparedSimulator = "b" }
    try expect("--population", "a=1") { $0.population = "a=1" }
    for wrong in [["--level", "1"], ["--resamples", "1"], ["--margin", "-1"]] {
      #expect(throws: (any Error).self) { try AnalysisArguments.parse(wrong) }
    }
  }

  @Test func everyOptionOfTheChoiceIsTaken() throws {
    #expect(try CaseArguments.parse([]).choice == CaseChoice())
    let all = try CaseArguments.parse(["--where", "x", "--simulator", "s", "--instrument", "i", "--draw", "2"])
    #expect(all.choice == CaseChoice(filter: "x", simulator: "s", instrument: "i", draw: 2))
    // A filter may begin with "not".
    #expect(try CaseArguments.parse(["--where", "-real:resisting"]).choice == CaseChoice(filter: "-real:resisting"))
    #expect(try PlanArguments.parse(["--where", "-real:resisting"]).request == PlanRequest(filter: "-real:resisting"))
  }

  @Test func everyOptionOfAPlanAndARunIsTaken() throws {
    #expect(try PlanArguments.parse([]).request == PlanRequest())
    let plan = try PlanArguments.parse(["--where", "x", "--limit", "3", "--seed", "4", "--panel", "balanced"])
    #expect(plan.request == PlanRequest(filter: "x", limit: 3, seed: 4, panel: .balanced))
    #expect(try RunArguments.parse([]).settings(Configuration()) == RunSettings())
    let run = try RunArguments.parse([
      "--concurrency", "2", "--requests-per-minute", "3", "--tokens-per-minute", "4", "--max-requests", "5",
      "--max-tokens", "6", "--attempts", "7", "--retry-invalid", "--connect-timeout", "8", "--timeout", "9",
    ]).settings(Configuration())
    #expect(
      [run.limits.concurrency, run.limits.requestsPerMinute, run.limits.tokensPerMinute, run.limits.requestBudget]
        == [2, 3, 4, 5])
    #expect(run.limits.tokenBudget == 6 && run.attempts == 7 && run.retriesInvalid)
    #expect(run.connectTimeout == .seconds(8) && run.timeout == .seconds(9))
  }
}

@Suite struct TextEditorTests {
  /// An editor that writes what others may do with the folder of the note.
  @Test func aNoteIsClosedToOthers() throws {
    let editor = "sh -c 'stat -c %a \"$(dirname \"$0\")\" > \"$0\"'"
    let result = TextEditor.edit("note", environment: ["EDITOR": editor])
    #expect(try result.get() == "700")
  }

  @Test func theTextComesBackWithoutTheEditorsLastLine() throws {
    let result = TextEditor.edit(
      "note", environment: ["VISUAL": "sh -c 'echo \" more\" >> \"$0\"'", "EDITOR": "false"])
    #expect(try result.get() == "note more")
    #expect(try TextEditor.edit("note", environment: ["EDITOR": "false"]).get() == nil)
    #expect(throws: TextEditor.Problem.self) { try TextEditor.edit("", environment: ["EDITOR": "/no/editor"]).get() }
  }
}

/// Help is wrapped once, at the terminal's width: words in a paragraph by the parser, examples never.
@Suite struct HelpWrappingTests {
  @Test(arguments: [80, 120]) func paragraphsAreFilledAndExamplesStand(_ columns: Int) throws {
    for command in Walkaway.configuration.subcommands {
      let discussion = command.configuration.discussion
      let help = Walkaway.helpMessage(for: command, columns: columns)
      let lines = Set(help.split(separator: "\n").map(String.init))
      var isExample = false
      for line in discussion.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
        let isTitle = !line.isEmpty && line.allSatisfy { $0.isUppercase || $0 == " " }
        if isTitle { isExample = true }
        let isParagraph = !isExample && !line.isEmpty && !line.hasPrefix(" ")
        if isExample || line.hasPrefix(" ") {
          #expect(line.isEmpty || lines.contains(line), "\(command._commandName) at \(columns): \(line)")
        } else if isParagraph {
          // A line that is wrapped in the source would be wrapped once more.
          #expect(!line.hasSuffix(","), "\(command._commandName): \(line)")
        }
      }
    }
  }
}
