import Cases
import Foundation
import Interchange
import Testing

@Suite struct AuditFileTests {
  @Test(arguments: [
    (#""name":"small""#, #""name":"""#, "name"),
    (#""name":"small","#, "", "name"),
    (#""name":"small""#, #""name":7"#, "name"),
    (#"walkaway-audit/1"#, "walkaway-audit/2", "format"),
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
    let problem = #expect(throws: DescriptionProblem.self) { try AuditFile(bytes: Array(text.utf8)) }
    #expect(problem?.path == path)
  }

  @Test func brokenJSONIsNamedByItsLine() throws {
    let problem = #expect(throws: DescriptionProblem.self) { try AuditFile(bytes: Array("{\"format\":\n  nope}".utf8)) }
    #expect(problem?.path == "line 2, byte 3")
  }

  @Test func tooManyValuesAreRefused() throws {
    let many = (0...Code.maximumValues).map { "\"e\($0)\"" }.joined(separator: ",")
    let text = BundleText.plainAudit.replacingOccurrences(of: #"["calm","angry"]"#, with: "[\(many)]")
    let problem = #expect(throws: DescriptionProblem.self) { try AuditFile(bytes: Array(text.utf8)) }
    #expect(problem?.path == "schema.emotions")
  }

  @Test func aFolderWithoutAnAuditIsNoBundle() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ImportError.missingFile(path: folder.path("audit.json"))) { try BundleFiles(folder: folder.path) }
    #expect(throws: ImportError.noSuchFolder(path: folder.path("no"))) { try BundleFiles(folder: folder.path("no")) }
  }
}
