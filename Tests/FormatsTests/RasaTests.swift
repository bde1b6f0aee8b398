import JSON
import Testing

@testable import Formats
@testable import Interchange

struct RasaTests {
  @Test(arguments: ["tracker.json", "events.jsonl", "events.csv"])
  func sessionsAreConversationsAndWhatWasRewoundWasNotSaid(_ name: String) throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/rasa/\(name)")
    #expect(log.ids == ["p1-1", "p1-2"])
    #expect(log.turns(0) == ["user: hi", "agent: Hello, a box?", "user: no"])
    #expect(log.turns(1) == ["user: again", "agent: Welcome back."])
    #expect(log.value(1, "customer") == "p1")
    #expect(
      log.leftOut == [
        "bot events without a text": 1, "commands of the channel": 1, "events of the type action": 1,
        "events of the type slot": 1, "turns that were rewound": 2,
      ])
  }

  @Test func timesAreFloatingSeconds() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/rasa/tracker.json")
    #expect(log.conversations[0].record["turns"]?[0]?["at"]?.string == "2026-03-01T09:00:01.123Z")
  }

  @Test func aRestartBeginsAnew() throws {
    let log = try WrittenLog.read(
      #"{"sender_id":"p","events":[{"event":"user","timestamp":1,"text":"a"},{"event":"restart","timestamp":2},{"event":"user","timestamp":3,"text":"b"}]}"#
    )
    #expect(log.ids == ["p-1", "p-2"])
    #expect(log.turns(1) == ["user: b"])
  }

  @Test func aRewindOfNothingIsNothing() throws {
    let log = try WrittenLog.read(
      #"{"sender_id":"p","events":[{"event":"rewind","timestamp":0},{"event":"user","timestamp":1,"text":"a"},{"event":"rewind","timestamp":2},{"event":"rewind","timestamp":3},{"event":"user","timestamp":4,"text":"b"}]}"#
    )
    #expect(log.ids == ["p"])
    #expect(log.turns(0) == ["user: b"])
  }
}

struct LabelStudioTests {
  @Test func dialoguesAreRead() throws {
    let log = try SampleFiles.read("\(SampleFiles.root)/label-studio/tasks.json")
    #expect(log.turns(0) == ["user: hi", "agent: A box?"])
    #expect(log.profile(0)["topic"] == "boxes")
  }
}
