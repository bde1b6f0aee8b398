import Cases
import Foundation
import Interchange
import Testing

@Suite struct AuditFileTests {
  @Test(arguments: [
    (#""name":"small""#, #""name":"""#, "name"),
    (#""name":"small","#, "", "name"),
    (#""name":"small""#, #""name":7"#, "name"),
    ("walkaway-audit/1", "walkaway-audit/3", "format"),
    (#""committed":false"#, #""committed":"no""#, "outcome.strata[0].committed"),
    (#""id":"bought""#, #""id":"left""#, "outcome.strata[1].id"),
    (#""depth":1"#, #""depth":0"#, "schema.stages[1].depth"),
    (#""id":"exploring""#, #""id":"deciding""#, "schema.stages[2].id"),
    (#""resistance":["resisting"]"#, #""resistance":["gone"]"#, "schema.resistance[0]"),
    (#""emotions":["calm","angry"]"#, #""emotions":["calm","calm"]"#, "schema.emotions[1]"),
    (#""fractions":[0.5]"#, #""fractions":[1.5]"#, "probes.fractions[0]"),
    (#""fractions":[0.5]"#, #""fractions":[1e300]"#, "probes.fractions[0]"),
    (#"{"id":"persona"}"#, #"{"id":"real"}"#, "simulators[0].id"),
    (#"{"id":"judge-b"}"#, #"{"id":"judge"}"#, "instruments[1].id"),
    (#""simulators":["#, #""simulators":[{},"#, "simulators[0].id"),
  ])
  func aBrokenRuleIsNamedByItsPath(old: String, new: String, path: String) throws {
    let text = BundleText.plainAudit.replacingOccurrences(of: old, with: new)
    #expect(text != BundleText.plainAudit)
    let problems = #expect(throws: DescriptionProblems.self) { try AuditFile(bytes: Array(text.utf8)) }
    #expect(problems?.problems.map(\.path) == [path])
  }

  @Test func noOutcomeGroupIsSaidOnPurpose() throws {
    let groups = try #require(BundleText.plainAudit.range(of: #""strata":\[[^\]]*\]"#, options: .regularExpression))
    let none = BundleText.plainAudit.replacingCharacters(in: groups, with: #""strata":[]"#)
    #expect(try AuditFile(bytes: Array(none.utf8)).description.outcome.strata.isEmpty)
    let missing = none.replacingOccurrences(of: #","strata":[]"#, with: "")
    #expect(missing != none)
    let problems = #expect(throws: DescriptionProblems.self) { try AuditFile(bytes: Array(missing.utf8)) }
    #expect(problems?.problems.map(\.path) == ["outcome.strata"])
  }

  @Test func brokenJSONIsNamedByItsLine() throws {
    let problem = #expect(throws: DescriptionProblems.self) {
      try AuditFile(bytes: Array("{\"format\":\n  nope}".utf8))
    }
    #expect(problem?.problems.first?.path == "line 2, byte 3")
  }

  @Test func tooManyValuesAreRefused() throws {
    let many = (0...Code.maximumValues).map { "\"e\($0)\"" }.joined(separator: ",")
    let text = BundleText.plainAudit.replacingOccurrences(of: #"["calm","angry"]"#, with: "[\(many)]")
    let problem = #expect(throws: DescriptionProblems.self) { try AuditFile(bytes: Array(text.utf8)) }
    #expect(problem?.problems.first?.path == "schema.emotions")
  }

  @Test func everythingWrongIsToldAtOnceWithAnExample() throws {
    let error = #expect(throws: DescriptionProblems.self) {
      try AuditFile(
        bytes: Array(#"{"format": 1, "outcome": {"strata": [{"id": "a"}]}, "schema": {"stages": []}}"#.utf8))
    }
    let problems = try #require(error?.problems)
    #expect(
      problems.map(\.path) == [
        "format", "name", "outcome.name", "outcome.strata[0].committed", "schema.id", "schema.resistance",
        "schema.deliberation", "schema.commitment", "schema.stages",
      ])
    #expect(problems.allSatisfy { $0.example?.hasPrefix("\"") == true })
    #expect(error?.description.contains("\n    \"resistance\": [\"resisting\"]\n") == true)
  }

  @Test(arguments: [
    (#""resistance""#, #""resistence""#, "schema.resistence", "resistance"),
    (#""commitment""#, #""Commitment""#, "schema.Commitment", "commitment"),
    (#""exit_probe""#, #""exit-probe""#, "probes.exit-probe", "exit_probe"),
    (#""emotions""#, #""emotion""#, "schema.emotion", "emotions"),
    (#""simulators""#, #""simulator""#, "simulator", "simulators"),
  ])
  func aMisspeltKeyIsPointedOut(old: String, new: String, path: String, meant: String) throws {
    let text = BundleText.plainAudit.replacingOccurrences(of: old, with: new)
    let error = #expect(throws: DescriptionProblems.self) { try AuditFile(bytes: Array(text.utf8)) }
    #expect(error?.problems.map(\.path) == [path])
    #expect(error?.description.contains("did you mean “\(meant)”") == true)
  }

  @Test(arguments: [
    (#"{"depth":-1}"#, StateSchema.NoReply.depth(-1)), (#""resisting""#, .stage("resisting")),
  ])
  func silenceMayHaveADepth(json: String, expected: StateSchema.NoReply) throws {
    let text = BundleText.plainAudit.replacingOccurrences(of: #""schema":{"#, with: #""schema":{"no_reply":\#(json),"#)
    let audit = try AuditFile(bytes: Array(text.utf8))
    #expect(audit.description.schema.noReply == expected && audit.text == text)
    let again = try JSONDecoder().decode(StateSchema.self, from: JSONEncoder().encode(audit.description.schema))
    #expect(again == audit.description.schema)
  }

  @Test(arguments: [
    (#""nowhere""#, "schema.no_reply"), (#"{"depht":1}"#, "schema.no_reply.depht"), ("[1]", "schema.no_reply"),
    (#"{"depth":"x"}"#, "schema.no_reply.depth"), ("{}", "schema.no_reply.depth"), ("true", "schema.no_reply"),
  ])
  func aDepthOfSilenceThatMeansNothingIsRefused(json: String, path: String) throws {
    let text = BundleText.plainAudit.replacingOccurrences(of: #""schema":{"#, with: #""schema":{"no_reply":\#(json),"#)
    let error = #expect(throws: DescriptionProblems.self) { try AuditFile(bytes: Array(text.utf8)) }
    #expect(error?.problems.map(\.path) == [path] && error?.problems[0].example != nil)
  }

  @Test func listsThatAreEmptyOnPurposeAndKeysOfOthersAreTaken() throws {
    let text = BundleText.plainAudit.replacingOccurrences(
      of: #"["resisting"],"deliberation""#, with: #"[],"deliberation""#
    )
    .replacingOccurrences(of: #""name":"small""#, with: #""name":"small","wave":3,"names":"x""#)
    let audit = try AuditFile(bytes: Array(text.utf8))
    #expect(audit.description.schema.resistance.isEmpty && audit.text == text)
  }

  @Test func credentialsAreLeftOutAndTold() throws {
    let text = BundleText.plainAudit.replacingOccurrences(
      of: #"{"id":"persona"}"#,
      with: #"""
        {"id":"persona","api_key":"sk-FAKE-1","api_key_env":"OPENAI_API_KEY","max_tokens":60,"seed":null,
         "llm_args":{"headers":{"Authorization":"Bearer sk-FAKE-2","X-Trace":"on"},"extra":"Bearer FAKE4567abc"}}
        """#)
    let audit = try AuditFile(bytes: Array(text.utf8))
    #expect(!audit.text.contains("FAKE"))
    #expect(audit.text.contains("OPENAI_API_KEY") && audit.text.contains(#""X-Trace":"on""#))
    #expect(
      audit.credentials == [
        "simulators[0].api_key", "simulators[0].llm_args.headers.Authorization", "simulators[0].llm_args.extra",
      ])
  }

  @Test func aFolderWithoutAnAuditIsNoBundle() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ImportError.missingFile(path: folder.path("audit.json"))) { try BundleFiles(folder: folder.path) }
    #expect(throws: ImportError.noSuchFolder(path: folder.path("no"))) { try BundleFiles(folder: folder.path("no")) }
  }
}
