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
    ("謝謝", .closing), ("再見", .closing), ("沒興趣，謝謝", .refusal), ("不需要再打來了", .refusal), ("過幾天再說", .delay),
    ("可以给我看看照片吗", .talking), ("可以告訴我價格", .talking), ("可以", .agreement), ("OK, but what about the fee", .talking),
    ("Sure, which one?", .talking), ("Sure, can you send it", .talking),
    ("Yes. Let's change the subject", .topicChange),
    ("換個話題吧", .topicChange), ("Thanks, I'll think about it", .delay), ("[end of chat]", .controlWord),
  ])
  func isTheFirstThatHolds(text: String, act: LastAct) {
    #expect(ConductRules.standard.conduct(in: [Saying(.user, "Hi"), Saying(.user, text)]).lastAct == act)
  }

  /// "No, thank you" refuses an offer, and takes leave where nothing but more help was offered.
  @Test(arguments: [
    ("Is there anything else?", "No, thank you.", LastAct.closing), ("Would you like one?", "No, thank you.", .refusal),
    ("Anything else? Perhaps a lamp?", "No thanks", .refusal), ("Is that all? Anything else?", "No thanks", .closing),
    ("還有什麼可以幫您？", "不用了，謝謝", .closing), ("需要加購保險嗎？", "不用了，謝謝", .refusal),
  ])
  func goesByWhatItAnswers(agent: String, text: String, act: LastAct) {
    #expect(ConductRules.standard.conduct(in: [Saying(.agent, agent), Saying(.user, text)]).lastAct == act)
  }

  @Test func isNothingWithoutAUserTurn() {
    #expect(ConductRules.standard.conduct(in: [Saying(.agent, "Hello?")]).lastAct == nil)
  }

  @Test func theAuditsOwnEndWordIsAControlWord() {
    let turns = [Saying(.user, "FIN/OVER")]
    #expect(ConductRules.standard.conduct(in: turns).lastAct == .talking)
    #expect(ConductRules.standard.conduct(in: turns, endWord: "FIN/OVER").lastAct == .controlWord)
  }

  /// Counted apart from this program, by 谢, 感谢, 再见, 拜拜, thank and bye: 28 of 460 people, 448 of 464 simulated ones.
  /// Three more of these thank in traditional characters.
  @Test(
    .enabled(if: SharedData.path("recllmsim-zh") != nil, "../shared/data/recllmsim-zh is not there"),
    arguments: [("human", "content", 28, 0, 460), ("simulated", "content_zh", 448, 3, 464)])
  func closesAsOftenAsIsKnown(folder: String, key: String, closing: Int, traditional: Int, all: Int) throws {
    let root = try #require(SharedData.path("recllmsim-zh/\(folder)"))
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    let words = ["谢", "再见", "拜拜", "thank", "bye"]
    var (count, closings) = (0, [Bool: Int]())
    for case let file as URL in files where file.pathExtension == "json" {
      let history = try JSONValue(parsing: Data(contentsOf: file))["history"]?.elements ?? []
      let turns = history.map { turn in
        Saying(turn["role"]?.string == "user" ? .user : .agent, turn[key]?.string ?? "")
      }
      count += 1
      guard ConductRules.standard.conduct(in: turns).lastAct == .closing else { continue }
      let last = String(decoding: turns.last { $0.role == .user }?.text ?? [], as: UTF8.self).lowercased()
      closings[words.contains { last.contains($0) }, default: 0] += 1
    }
    #expect(count == all)
    #expect(closings[true] == closing)
    #expect(closings[false, default: 0] == traditional)
  }
}
