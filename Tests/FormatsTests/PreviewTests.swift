import Cases
import Foundation
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// What is shown before anything is imported is what the import takes.
struct PreviewTests {
  private static func lines(_ texts: String...) -> String { texts.joined(separator: "\n") }

  @Test func aTextThatTheImportRefusesIsRefused() throws {
    let log = try WrittenLog.read(
      Self.lines(
        #"{"id":"a","messages":[{"role":"user","content":"h\u0000i"},{"role":"assistant","content":"yo"}]}"#,
        #"{"id":"b","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yo"}]}"#,
        #"{"id":"b","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yo"}]}"#))
    #expect(log.ids == ["b"])
    #expect(log.refusals.map(\.reason) == [.nul, .duplicateConversation])
    #expect(log.refusals.map(\.line) == [1, 3])
  }

  @Test func turnsAfterTheOutcomeAreNotShown() throws {
    var mapping = try WrittenLog.outcome("status", committed: "paid")
    mapping.outcomeAt = try FieldPath("paid_at")
    let log = try WrittenLog.read(
      #"{"id":"a","status":"paid","paid_at":"2026-03-01T09:01:00Z","messages":[{"role":"user","content":"hi","timestamp":"2026-03-01T09:00:00Z"},{"role":"assistant","content":"yo","timestamp":"2026-03-01T09:02:00Z"}]}"#,
      mapping: mapping)
    #expect(log.turns(0) == ["user: hi"])
    #expect(log.conversations[0].droppedTurns == 1)
  }

  @Test func aFieldOfThatNameElsewhereIsTold() throws {
    let text =
      #"{"call_id":"a","agent_id":"x","call_status":"ended","transcript_object":[{"role":"agent","content":"hi"},{"role":"user","content":"no"}],"call_analysis":{"call_successful":false,"user_sentiment":"Negative"}}"#
    let problem = #expect(throws: MappingProblem.self) {
      try WrittenLog.read(text, named: "call.json", mapping: WrittenLog.outcome("call_successful", committed: "true"))
    }
    #expect(problem?.description.contains("--outcome call_analysis.call_successful") == true)
    let log = try WrittenLog.read(
      text, named: "call.json", mapping: WrittenLog.outcome("call_analysis.call_successful", committed: "false"))
    #expect(log.value(0, "outcome") == "false")
  }

  @Test func anOutcomeThatNobodyHasIsDeclaredByTheAudit() throws {
    let text =
      #"{"id":"a","status":"lost","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yo"}]}"#
    let mapping = try WrittenLog.outcome("status", committed: "paid")
    let problem = #expect(throws: MappingProblem.self) { try WrittenLog.read(text, mapping: mapping) }
    #expect(problem?.description.contains("there are: lost") == true)
    #expect(problem?.description.contains("--audit") == true)
    let files = try WrittenFiles(["a.jsonl": text])
    let found = try LogFiles(["\(files.folder)/a.jsonl"], options: ImportOptions())
    var request = LogRequest(LogInput(files: found.files), from: "a.jsonl", name: "a")
    request.mapping = mapping
    var audit = UsualAudit.skeleton(name: "a")
    audit["outcome"] = [
      "name": .string("paid"), "strata": .array([["id": .string("paid"), "committed": .bool(true)]]),
    ]
    request.audit = audit.json()
    let reading = try LogReading(request)
    #expect(reading.audit.description.outcome.strata.map(\.id) == ["paid", "lost"])
    #expect(reading.audit.description.outcome.strata.map(\.committed) == [true, false])
  }

  @Test func aRefusalIsWhatTheModelSaid() throws {
    let log = try WrittenLog.read(
      #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"refusal":"I cannot."},{"role":"user","content":"oh"},{"role":"assistant","content":[{"type":"refusal","refusal":"No."}]}]}"#
    )
    #expect(log.turns(0) == ["user: hi", "agent: I cannot.", "user: oh", "agent: No."])
    #expect(log.leftOut == ["noted: refusals of the model, taken as what it said": 1])
  }

  @Test func aRecordThatIsTooLongIsSaidToBe() throws {
    let files = try WrittenFiles([
      "a.jsonl": #"{"messages":[{"role":"user","content":""# + String(repeating: "a", count: 3 << 20) + #""}]}"#
    ])
    let found = try LogFiles(["\(files.folder)/a.jsonl"], options: ImportOptions())
    let options = ImportOptions(maximumLineLength: 1 << 20)
    let sample = try LogSample(of: LogInput(files: found.files, options: options))
    #expect(sample.tooLong?.limit == 1 << 20)
    #expect(throws: UnknownFormat.self) { try Recognition(of: sample) }
  }

  @Test func aLongFirstRecordDoesNotHideTheOthers() throws {
    let other = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yo"}]}"#
    let long = #"{"messages":[{"role":"user","content":""# + String(repeating: "a", count: 3 << 20) + #""}]}"#
    let files = try WrittenFiles(["a.jsonl": "\(long)\n\(other)\n"])
    let found = try LogFiles(["\(files.folder)/a.jsonl"], options: ImportOptions())
    let options = ImportOptions(maximumLineLength: 1 << 20)
    let request = LogRequest(LogInput(files: found.files, options: options), from: "a.jsonl", name: "a")
    var leftOut: [String: Int] = [:]
    let rows = try LogReading(request).preview(.max, leftOut: &leftOut)
    #expect(rows.map { $0.refusal?.reason } == [.lineTooLong, nil])
    #expect(rows.first?.refusal?.explanation.contains("1 MiB") == true)
  }

  @Test func aMissingColumnOfPairsNamesTheOption() throws {
    let files = try WrittenFiles(["pairs.csv": "conversation,turn,real\nc,0,hi\n"])
    let found = try LogFiles(["\(files.folder)/pairs.csv"], options: ImportOptions())
    var request = LogRequest(LogInput(files: found.files), from: "pairs.csv", name: "a")
    request.kind = .pairs
    var leftOut: [String: Int] = [:]
    let rows = try LogReading(request).preview(.max, leftOut: &leftOut)
    #expect(rows.first?.refusal?.reason == .missingColumn)
    #expect(rows.first.map { "\($0.refusal?.description ?? "")".contains("--columns") } == true)
  }
}
