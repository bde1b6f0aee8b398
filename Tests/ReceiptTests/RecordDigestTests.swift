import AuditStore
import Cases
import Fidelity
import Foundation
import Interchange
import Testing

@testable import Receipt

@Suite struct RecordDigestTests {
  /// A bundle with everything that a canonical form has to settle.
  private func awkward() throws -> ReceiptFixture {
    let fixture = try ReceiptFixture()
    let audit = """
      {"format":"walkaway-audit/1","name":"awkward","outcome":{"name":"purchase","strata":[
        {"id":"left","committed":false},{"id":"bought","committed":true}]},
       "schema":{"id":"s","stages":[{"id":"resisting","depth":0},{"id":"deciding","depth":1}],
       "resistance":["resisting"],"deliberation":[],"commitment":["deciding"],"exits":["none","refusal"],
         "actions":["pitch"]},"simulators":[{"id":"persona"}],"instruments":[{"id":"judge"}]}
      """
    try fixture.write([audit], to: "audit.json")
    try fixture.write(
      [
        #"{"turns":[{"text":"tab\t quote\" back\\ line\n \u0001 \u007f /\/ é 成都 👨‍👩‍👧","role":"agent","at":null,"x":1.50},{"role":"user","text":"","at":"2026-03-01T09:12:00Z"},{"role":"agent","text":"…"}],"id":"c-10","outcome":"left","outcome_at":null,"customer":"u","zzz":{"b":[1,2.0,1e5],"a":null},"profile":{"城":"成都","age":31.0,"none":null,"b":{"y":1,"x":[true]}}}"#,
        #"{"id":"c-9","outcome":"bought","profile":{},"turns":[{"role":"user","text":"no"}]}"#,
        #"{"id":"成","outcome":"bought","profile":null,"turns":[{"role":"user","text":"yes"}]}"#,
      ], to: "conversations.jsonl")
    try fixture.write(
      [
        #"{"conversation":"c-10","turn":3,"simulator":"persona","text":null,"usage":{"total":12,"in":1.0}}"#,
        #"{"conversation":"c-10","turn":1,"simulator":"persona","draw":1,"text":"b"}"#,
        #"{"conversation":"c-10","turn":1,"simulator":"persona","text":"a"}"#,
        #"{"conversation":"c-9","turn":0,"simulator":"persona","draw":0,"text":"maybe"}"#,
      ], to: "simulations.jsonl")
    try fixture.write(
      [
        #"{"conversation":"c-9","turn":0,"source":"persona","instrument":"judge","stage":"deciding","convergence":-0.40,"exit":"none","signal":null}"#,
        #"{"conversation":"c-10","turn":1,"source":"real","instrument":"judge","stage":"resisting","convergence":0.1,"rationale":"a\nb"}"#,
        #"{"conversation":"c-10","turn":0,"source":"agent","instrument":"judge","action":"pitch"}"#,
        #"{"conversation":"c-10","turn":1,"source":"persona","draw":1,"instrument":"judge","stage":"deciding","convergence":-0.0,"model":"m"}"#,
      ], to: "labels.jsonl")
    try fixture.write(
      [
        #"{"conversation":"c-10","turn":1,"simulator":"persona","reviewer":"mk","severity":2,"note":null,"blind":{"real":{"stage":"resisting"}}}"#,
        #"{"conversation":"c-9","turn":0,"simulator":"persona","draw":0,"reviewer":"mk","flag":true,"tags":["a","b"],"at":"2026-11-22T10:00:00Z"}"#,
      ], to: "reviews.jsonl")
    return fixture
  }

  @Test func theDigestsAreThoseOfTheFormThatIsWrittenDown() throws {
    let digests = try awkward().store().digests
    // Made by Tests/Oracles/receipt_digest.py.
    #expect(digests.conversations.sha256 == "4532b845d35afc7cc8081b9fa65d303732542e1e44137ac5875b36536595f13e")
    #expect(digests.simulations.sha256 == "8b762eecbdfc97fec7af12cde50f0c3f03dc751d71aff3774a33ac9818ee328c")
    #expect(digests.labels.sha256 == "b57590033ae0d8d6a42e04907b26ffb8e6b5a27b87db01bf5fd30e4a87994047")
    #expect(digests.reviews.sha256 == "8fa29af0d4bed999b1cd839a6584750617241d912c3b4867886915091597ff5d")
    #expect(
      [digests.conversations, digests.simulations, digests.labels, digests.reviews].map(\.records) == [3, 4, 4, 2])
  }

  /// The records without `simulator` are digested as ever, and the others by themselves.
  @Test func wholeSimulatedConversationsAreASubjectOfTheirOwn() throws {
    let fixture = try awkward()
    let first = try fixture.store().digests
    #expect(first.simulatedConversations == nil && first.subjects.count == 4)
    try fixture.write(
      try fixture.lines("audit.json").map { $0.replacingOccurrences(of: "walkaway-audit/1", with: "walkaway-audit/2") },
      to: "audit.json")
    #expect(try fixture.store().digests == first)
    let real = try fixture.lines("conversations.jsonl")
    let simulated = [
      #"{"turns":[{"text":"a \" é 成都","role":"agent","at":null,"x":1.50},{"role":"user","text":""}],"simulator":"persona","id":"s-2","replays":"c-9","outcome":null,"ended_by":"user","end_word":"STOP","zzz":{"b":1e5,"a":null}}"#,
      #"{"id":"s-10","simulator":"persona","ended_by":null,"end_word":null,"customer":"u","profile":{"城":"成都","none":null},"turns":[],"outcome":"bought"}"#,
    ]
    try fixture.write(real + simulated, to: "conversations.jsonl")
    let digests = try fixture.store().digests
    // Made by Tests/Oracles/receipt_digest.py.
    #expect(
      digests.simulatedConversations
        == .init(sha256: "277bf824731467f40ad4846dedd45c0514b4cea034bd4253436d7810a6d359bd", records: 2))
    #expect(digests.subjects.map(\.name).last == "simulated-conversations")
    #expect(Array(digests.subjects.prefix(4)) == first.subjects)
    try fixture.write(real + simulated.reversed(), to: "conversations.jsonl")
    #expect(try fixture.store().digests == digests)
    try fixture.write(
      real + simulated.map { $0.replacingOccurrences(of: #"by":"user""#, with: #"by":"agent""#) },
      to: "conversations.jsonl")
    let changed = try fixture.store().digests
    #expect(changed.simulatedConversations != digests.simulatedConversations && changed.labels == digests.labels)
  }

  @Test func neitherLinesNorImportsHaveAnOrder() throws {
    let fixture = try awkward()
    let first = try fixture.store().digests
    for name in ["conversations.jsonl", "simulations.jsonl", "labels.jsonl", "reviews.jsonl"] {
      try fixture.write(try fixture.lines(name).reversed(), to: name)
    }
    #expect(try fixture.store().digests == first)
  }

  @Test func aBundleMadeOfAStoreHasTheSameDigests() throws {
    let fixture = try awkward()
    let store = try fixture.store()
    let copy = "\(fixture.folder)/copy"
    try BundleWriter(source: store).write(to: copy)
    let again = try ReceiptFixture.imported(copy, into: "\(fixture.folder)/copy.walkaway")
    #expect(try again.digests == store.digests)
  }

  @Test func whatMeansTheSameHasTheSameDigest() throws {
    let fixture = try awkward()
    let first = try fixture.store().digests
    let lines = try fixture.lines("simulations.jsonl")
    try fixture.write(
      lines.map {
        $0.replacingOccurrences(of: #""persona","text":"a""#, with: #""persona", "draw":0,"text":"\u0061""#)
      },
      to: "simulations.jsonl")
    #expect(try fixture.store().digests == first)
  }

  @Test(arguments: [
    ("conversations.jsonl", "é", "e"), ("conversations.jsonl", #""x":1.50"#, #""x":1.5"#),
    ("conversations.jsonl", #""id":"成""#, #""id":"戍""#), ("simulations.jsonl", #""in":1.0"#, #""in":1.1"#),
    ("simulations.jsonl", #""text":"b""#, #""text":"B""#), ("labels.jsonl", "resisting", "deciding"),
    ("labels.jsonl", "-0.40", "-0.41"), ("labels.jsonl", #"a\nb"#, #"a\tb"#),
    ("reviews.jsonl", #""severity":2"#, #""severity":3"#), ("reviews.jsonl", #"["a","b"]"#, #"["b","a"]"#),
  ])
  func anyChangeIsSeen(file: String, old: String, new: String) throws {
    let fixture = try awkward()
    let first = try fixture.store().digests
    let lines = try fixture.lines(file)
    #expect(lines.joined().contains(old))
    try fixture.write(lines.map { $0.replacingOccurrences(of: old, with: new) }, to: file)
    let second = try fixture.store().digests
    #expect(second != first)
    let isSame = [
      first.conversations == second.conversations, first.simulations == second.simulations,
      first.labels == second.labels, first.reviews == second.reviews,
    ]
    #expect(isSame.count { !$0 } == 1)
  }

  @Test func anAuditWithoutReviewsDigestsNothing() async throws {
    let digests = try await Shared.store().digests
    #expect(digests.reviews.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(digests.reviews.records == 0)
  }
}
