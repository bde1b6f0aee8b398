import Cases
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// Calls of one conversation: what is put together, and what is said of the rest.
struct TracedCallsTests {
  /// Generations of the session `s1`, one a minute: messages as `role: text`, and the answer.
  private static func read(
    _ calls: [(asked: [String], answer: String)], names: [String] = [], system: [String?] = []
  ) throws -> ReadLog {
    let lines = calls.enumerated().map { number, call -> String in
      var messages = call.asked.map { text -> JSONValue in
        let parts = text.split(separator: ": ", maxSplits: 1).map(String.init)
        return ["role": .string(parts[0]), "content": .string(parts[1])]
      }
      if number < system.count, let prompt = system[number] {
        messages.insert(["role": .string("system"), "content": .string(prompt)], at: 0)
      }
      var value: JSONValue = [
        "id": .string("o\(number)"), "trace_id": .string("t\(number)"), "session_id": .string("s1"),
        "type": .string("GENERATION"),
        "start_time": .string("2026-03-01 09:0\(number):00"), "input": .array(messages),
        "output": ["role": .string("assistant"), "content": .string(call.answer)],
      ]
      if number < names.count { value["name"] = .string(names[number]) }
      return value.json(indented: false)
    }
    return try WrittenLog.read(lines.joined(separator: "\n"))
  }

  private static let appended = "noted: calls that repeat nothing of their conversation, appended to it, such as "
  private static let repeated = "calls whose words the last one of the conversation repeats"
  private static let joined =
    "noted: calls that hold a part of a conversation, joined by the words that they share, such as "
  private static let apart = "calls that share no word with their conversation, such as "
  private static let branch = "calls that share words with their conversation and go on otherwise, such as "

  @Test func callsWithoutAHistoryFollowEachOther() throws {
    let log = try Self.read([(["user: hi"], "yo"), (["user: second"], "yo2"), (["user: third"], "yo3")])
    #expect(
      log.turns(0) == ["user: hi", "agent: yo", "user: second", "agent: yo2", "user: third", "agent: yo3"])
    #expect(log.leftOut == [Self.appended + "log.jsonl:2": 2])
  }

  @Test func theSameWordsAgainAreATurnOfTheirOwn() throws {
    let log = try Self.read([(["user: yes"], "good"), (["user: no"], "oh"), (["user: yes"], "well")])
    #expect(log.turns(0).count == 6)
    #expect(log.leftOut.values.reduce(0, +) == 2)
  }

  @Test func aTrimmedHistoryIsJoinedWhereItOverlaps() throws {
    let log = try Self.read([
      (["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b"),
      (["user: 2", "assistant: b", "user: 3"], "c"), (["user: 3", "assistant: c", "user: 4"], "d"),
    ])
    #expect(
      log.turns(0) == [
        "user: 1", "agent: a", "user: 2", "agent: b", "user: 3", "agent: c", "user: 4", "agent: d",
      ])
    #expect(log.leftOut == [Self.joined + "log.jsonl:2": 2])
  }

  @Test func aWholeHistoryIsTakenOnce() throws {
    let log = try Self.read([(["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b")])
    #expect(log.turns(0) == ["user: 1", "agent: a", "user: 2", "agent: b"])
    #expect(log.leftOut == [Self.repeated: 1])
  }

  @Test func aTitleUnderAPromptOfItsOwnIsNoTurn() throws {
    let log = try Self.read([(["user: 1"], "a"), (["user: 1 a"], "Numbers")], system: [nil, "Name the chat."])
    #expect(log.turns(0) == ["user: 1", "agent: a"])
    #expect(log.leftOut == [Self.apart + "log.jsonl:2": 1])
  }

  @Test func aTitleIsNoTurnWhereTheHistoryIsSent() throws {
    let log = try Self.read([
      (["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b"), (["user: name this: 1, a, 2, b"], "Numbers"),
    ])
    #expect(log.turns(0) == ["user: 1", "agent: a", "user: 2", "agent: b"])
    #expect(log.leftOut == [Self.repeated: 1, Self.apart + "log.jsonl:3": 1])
  }

  @Test func aCallOfAnotherNameHasAnotherTask() throws {
    let log = try Self.read(
      [(["user: 1"], "a"), (["user: 2"], "b"), (["user: 1, 2"], "Numbers")], names: ["chat", "chat", "title"])
    #expect(log.turns(0) == ["user: 1", "agent: a", "user: 2", "agent: b"])
    #expect(log.leftOut == [Self.appended + "log.jsonl:2": 1, Self.apart + "log.jsonl:3": 1])
  }

  @Test func aGuardOnEveryTurnTakesNoTurn() throws {
    let log = try Self.read(
      [
        (["user: 1"], "safe"), (["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b"),
        (["user: 1", "assistant: a", "user: 2"], "safe"),
      ], system: ["Guard.", "Sell.", "Sell.", "Guard."])
    #expect(log.turns(0) == ["system: Sell.", "user: 1", "agent: a", "user: 2", "agent: b"])
    #expect(log.leftOut[Self.branch + "log.jsonl:1"] == 2)
  }

  @Test func anAnswerThatWasMadeAnewIsTheOneThatWasGoneOnFrom() throws {
    let log = try Self.read([
      (["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b"),
      (["user: 1", "assistant: a", "user: 2"], "c"),
      (["user: 1", "assistant: a", "user: 2", "assistant: c", "user: 3"], "d"),
    ])
    #expect(log.turns(0) == ["user: 1", "agent: a", "user: 2", "agent: c", "user: 3", "agent: d"])
    #expect(log.leftOut == [Self.repeated: 2, Self.branch + "log.jsonl:2": 1])
  }

  @Test func aSystemPromptThatChangesIsTheFirst() throws {
    let log = try Self.read(
      [(["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b")], system: ["It is nine.", "It is ten."])
    #expect(log.turns(0) == ["system: It is nine.", "user: 1", "agent: a", "user: 2", "agent: b"])
    #expect(log.leftOut["system prompts after the first of a conversation"] == 1)
  }

  @Test func aHistoryThatWasNotSeenFromTheStartTakesThePlaceOfItsEnd() throws {
    let log = try Self.read([
      (["user: 1"], "a"), (["assistant: Hello!", "user: 1", "assistant: a", "user: 2"], "b"),
    ])
    #expect(log.turns(0) == ["agent: Hello!", "user: 1", "agent: a", "user: 2", "agent: b"])
    #expect(log.leftOut == [Self.repeated: 1])
  }

  @Test func aChatThatBeginsAnewIsAppended() throws {
    let log = try Self.read([
      (["user: 1"], "a"), (["user: 1", "assistant: a", "user: 2"], "b"), (["user: 5"], "e"),
      (["user: 5", "assistant: e", "user: 6"], "f"),
    ])
    #expect(
      log.turns(0) == [
        "user: 1", "agent: a", "user: 2", "agent: b", "user: 5", "agent: e", "user: 6", "agent: f",
      ])
    #expect(log.leftOut[Self.appended + "log.jsonl:3"] == 1)
  }

  @Test func whatALaterCallSaysOfTheConversationCounts() throws {
    let lines = [
      #"{"id":"1","timestamp":"2026-03-01T09:00:00Z","sessionId":"s","input":"hi","output":"yo","scores":[{"name":"paid","value":1}]}"#,
      #"{"id":"2","timestamp":"2026-03-01T09:01:00Z","sessionId":"s","input":"more","output":"well","tags":["x"]}"#,
    ]
    let log = try WrittenLog.read(lines.joined(separator: "\n"), mapping: WrittenLog.outcome("scores.paid>=1"))
    #expect(log.turns(0) == ["user: hi", "agent: yo", "user: more", "agent: well"])
    #expect(log.value(0, "outcome") == "yes")
  }
}
