import JSON
import Testing

@testable import Formats
@testable import Interchange

/// A format that is taken for another is worse than one that is not known: every file of every format is tried against
/// every signature.
struct RecognitionTests {
  @Test(arguments: LogFormats.all.map(\.id))
  func everyFormatIsToldFromAllOthers(_ id: String) throws {
    let logs = SampleFiles.logs(of: id)
    #expect(!logs.isEmpty, "no sample of \(id)")
    for path in logs {
      let files = try LogFiles([path], options: ImportOptions())
      defer { files.removeUnpacked() }
      let sample = try LogSample(of: LogInput(files: files.files))
      let matching = LogFormats.all.filter { $0.evidence(in: sample) != nil }.map(\.id)
      #expect(matching == [id], "\(path)")
    }
  }

  @Test func idsAreWordsOfTheirOwn() {
    let ids = LogFormats.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
  }

  @Test(arguments: LogFormats.all.map(\.id))
  func everySampleGivesConversationsWithBothSides(_ id: String) throws {
    for path in SampleFiles.logs(of: id) {
      let log = try SampleFiles.read(path, mapping: SampleFiles.mapping(of: id))
      #expect(!log.conversations.isEmpty, "\(path)")
      #expect(log.refusals.isEmpty, "\(path): \(log.refusals)")
      let roles = Set(
        log.conversations.flatMap { $0.record["turns"]?.elements ?? [] }.compactMap { $0["role"]?.string })
      #expect(roles.isSuperset(of: ["user", "agent"]), "\(path): \(roles)")
    }
  }
}
