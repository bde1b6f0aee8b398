import Cases
import Conduct
import Foundation
import JSON
import Testing

@Suite struct LastActTests {
  /// Each is also of later lists: the first that holds is taken.
  @Test(arguments: [
    ("Thanks, that is all. ###STOP###", LastAct.closing), ("no thank you, I am busy", .refusal),
    ("Okay, goodbye!", .closing), ("Not interested. Maybe later.", .refusal), ("call me back next week", .delay),
    ("yes please", .agreement), ("I live in Leeds", .talking), ("谢谢，不需要", .refusal), ("###STOP###", .controlWord),
    ("Thanks, but no.", .refusal), ("不需要，我在忙", .refusal),
    ("改天吧，好的", .delay), ("好的，就这个", .agreement), ("我在北京", .talking), ("", .talking),
  ])
  func isTheFirstThatHolds(text: String, act: LastAct) {
    #expect(ConductRules.standard.conduct(in: [Saying(.user, "Hi"), Saying(.user, text)]).lastAct == act)
  }

  @Test func isNothingWithoutAUserTurn() {
    #expect(ConductRules.standard.conduct(in: [Saying(.agent, "Hello?")]).lastAct == nil)
  }

  @Test func theAuditsOwnEndWordIsAControlWord() {
    let turns = [Saying(.user, "FIN/OVER")]
    #expect(ConductRules.standard.conduct(in: turns).lastAct == .talking)
    #expect(ConductRules.standard.conduct(in: turns, endWord: "FIN/OVER").lastAct == .controlWord)
  }

  /// Counted apart from this program: 28 of 460 people, 448 of 464 simulated ones.
  @Test(
    .enabled(if: SharedData.path("recllmsim-zh") != nil, "../shared/data/recllmsim-zh is not there"),
    arguments: [("human", "content", 28, 460), ("simulated", "content_zh", 448, 464)])
  func closesAsOftenAsIsKnown(folder: String, key: String, closing: Int, all: Int) throws {
    let root = try #require(SharedData.path("recllmsim-zh/\(folder)"))
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var acts: [LastAct?] = []
    for case let file as URL in files where file.pathExtension == "json" {
      let history = try JSONValue(parsing: Data(contentsOf: file))["history"]?.elements ?? []
      let turns = history.map { turn in
        Saying(turn["role"]?.string == "user" ? .user : .agent, turn[key]?.string ?? "")
      }
      acts.append(ConductRules.standard.conduct(in: turns).lastAct)
    }
    #expect(acts.count == all)
    #expect(acts.count { $0 == .closing } == closing)
  }
}
