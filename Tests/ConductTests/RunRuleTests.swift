import Cases
import Conduct
import Testing

/// What is told of several runs or draws together.
@Suite struct RunRuleTests {
  private func exit(_ ends: [EndedBy?], saying text: String = "I see", endWord: String? = nil) -> FaultFinding? {
    var exit = ImpossibleExit()
    let conduct = ConductRules.all.conduct(in: [Saying(.agent, "Hi"), Saying(.user, text)])
    for end in ends {
      Array((endWord ?? "").utf8).withUnsafeBytes { exit.add(end, conduct, endWord: endWord == nil ? nil : $0) }
    }
    return exit.finding
  }

  @Test func twentyRunsThatNobodyCouldLeave() {
    let ends = [EndedBy?](repeating: .limit, count: 15) + [EndedBy?](repeating: .agent, count: 5)
    #expect(
      exit(ends)?.reason
        == "of 20 runs none was ended by the user, a control word or silence: 5 by agent, 15 by limit")
    #expect(exit(Array(ends.dropLast())) == nil)
  }

  @Test func oneWayOutIsEnough() {
    let ends = [EndedBy?](repeating: .limit, count: 30)
    #expect(exit(ends + [.user]) == nil)
    #expect(exit(ends, saying: "bye ###STOP###") == nil)
    #expect(exit(ends, saying: " ") == nil)
    #expect(exit(ends, endWord: "FIN") == nil)
  }

  /// Nobody wrote down what ended them.
  @Test func unknownEndsTellNothing() {
    #expect(exit([EndedBy?](repeating: nil, count: 30)) == nil)
    #expect(exit([EndedBy?](repeating: .unknown, count: 30)) == nil)
  }

  /// Silence is a decision.
  @Test func silenceIsNoFault() {
    #expect(ConductRules.all.faults(ofReply: nil, after: [Saying(.agent, "Which one?")]).isEmpty)
    #expect(IdenticalDraws.finding(in: [nil, nil, nil]) == nil)
  }

  @Test func aRowOfColumnsHoldsAll() {
    let conduct = ConductRules.all.conduct(in: [
      Saying(.agent, "Hello, which one would you like?"), Saying(.user, " Okay. "), Saying(.agent, "The blue one?"),
      Saying(.user, "the blue one, the big one"), Saying(.agent, "Fine"), Saying(.user, "The blue one - the big one!"),
      Saying(.agent, "Anything else?"), Saying(.user, "谢谢"),
    ])
    var columns = ConductColumns()
    columns.append(conduct)
    #expect(columns.lastAct == [LastAct.closing.code])
    #expect(columns.characters == [5 + 25 + 27 + 2])
    #expect(columns.shortTurns == [2])
    #expect(columns.questions == [0])
    #expect(columns.repeats == [1])
    #expect(columns.words == [1 + 6 + 6 + 2])
    #expect(columns.distinctWords == [1 + 4 + 1])
    #expect(columns.faultyTurns == [2])
    #expect(columns.faults == [FaultSet([FaultSet(.filler), FaultSet(.repetition)])])
  }
}
