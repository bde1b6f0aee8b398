import Foundation
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// Several files, and folders: each is read as what it is, or named with the reason.
struct SeveralFilesTests {
  private static let openAI = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello"}]}"#
  private static let shareGPT = #"{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"Hello"}]}"#
  private static let table = "conversation_id,role,text\nc1,user,hi\nc1,agent,Hello\n"

  @Test func filesOfDifferentFormatsAreRefusedByName() throws {
    let files = try WrittenFiles(["c.csv": Self.table, "sg.jsonl": Self.shareGPT])
    let error = #expect(throws: MixedFormats.self) {
      try SampleFiles.read(["\(files.folder)/c.csv", "\(files.folder)/sg.jsonl"])
    }
    #expect(error?.found.map(\.file) == ["c.csv", "sg.jsonl"])
    #expect(error?.found.map(\.title) == [MessageTable().title, "ShareGPT"])
  }

  @Test func columnsThatAreNamedAreOfTheTableAlone() throws {
    let files = try WrittenFiles(["c.csv": "a,b,c\n1,user,hi\n1,agent,yo\n", "sg.jsonl": Self.shareGPT])
    var mapping = Mapping()
    mapping.columns = [.conversation: "a", .role: "b", .text: "c"]
    let paths = ["\(files.folder)/c.csv", "\(files.folder)/sg.jsonl"]
    #expect(throws: MixedFormats.self) { try SampleFiles.read(paths, mapping: mapping) }
    #expect(try SampleFiles.read([paths[0]], mapping: mapping).conversations.count == 1)
  }

  @Test func aNamedFileAndAFolderAreReadTogether() throws {
    let files = try WrittenFiles(["a.jsonl": Self.openAI, "more/b.jsonl": Self.openAI])
    let log = try SampleFiles.read(["\(files.folder)/a.jsonl", "\(files.folder)/more"], format: "openai-messages")
    #expect(log.conversations.count == 2)
  }

  @Test func rowsOfABundleWantItsDescription() throws {
    let conversation = #"{"id":"c","turns":[{"role":"agent","text":"Hello"},{"role":"user","text":"hi"}]}"#
    let label = #"{"conversation":"c","turn":1,"source":"real","instrument":"j","stage":"s"}"#
    let files = try WrittenFiles(["conversations.jsonl": conversation, "labels.jsonl": label])
    let log = try SampleFiles.read(files.folder)
    #expect(log.conversations.count == 1)
    #expect(log.leftOut.keys.contains { $0.contains("with its audit.json") && $0.hasSuffix("(labels.jsonl)") })
  }

  @Test func anArchiveThatIsBrokenIsNamed() throws {
    let files = try WrittenFiles(["a.jsonl": Self.openAI, "b.zip": "PK\u{3}\u{4}broken"])
    let log = try SampleFiles.read(files.folder)
    #expect(log.conversations.count == 1)
    #expect(log.leftOut.keys.contains { $0.hasSuffix("(b.zip)") })
  }

  /// libarchive knows a format of lists of this machine's files, which begin like this table.
  @Test func whatIsOnlyPackedIsTakenForNoArchive() throws {
    let packed = """
      QlpoOTFBWSZTWQYUdj0AAAHZgAAQCAQwAC5nnmAgAFRDUDQaaaART2pHp6TUDyGXUM1/2qBzVdOnaBV+kzE40XS0EifLYo3cDV6t30po4YFYfF3JFOFC
      QBhR2PQ=
      """
    let files = try WrittenFiles(["beside.md": "x"])
    let path = "\(files.folder)/table.csv.bz2"
    let bytes = try #require(Data(base64Encoded: packed, options: .ignoreUnknownCharacters))
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(try SampleFiles.read(path).conversations.count == 1)
  }

  @Test func filesOfOneFormatAreOneLog() throws {
    let files = try WrittenFiles(["a.jsonl": Self.openAI, "b.json": "[\(Self.openAI)]"])
    let log = try SampleFiles.read(["\(files.folder)/a.jsonl", "\(files.folder)/b.json"])
    #expect(log.conversations.count == 2)
    #expect(log.leftOut.isEmpty)
  }

  @Test func aFolderIsReadAsWhatMostOfItIsAndTheRestIsNamed() throws {
    let files = try WrittenFiles([
      "a.jsonl": Self.openAI, "b.jsonl": Self.openAI, "c.csv": Self.table, "d.jsonl": Self.shareGPT,
      "e.json": #"{"a":1}"#, "README.md": "about it", "f/g.jsonl": Self.openAI,
    ])
    let log = try SampleFiles.read(files.folder)
    #expect(log.conversations.count == 3)
    #expect(
      log.leftOut == [
        "files that are not read, as they are \(MessageTable().title), the others OpenAI chat messages; import them by "
          + "themselves (c.csv)": 1,
        "files that are not read, as they are ShareGPT, the others OpenAI chat messages; import them by themselves "
          + "(d.jsonl)": 1, "files that are not read, as they are of no format that is known (e.json)": 1,
        "files that are not read, as they hold no log (README.md)": 1,
      ])
  }

  @Test func ofManyFilesTheFirstAreNamed() throws {
    var written = ["a.jsonl": Self.openAI]
    for number in 1...5 { written["note\(number).md"] = "a note" }
    let files = try WrittenFiles(written)
    let names = try SampleFiles.read(files.folder).leftOut
    #expect(names.values.first == 5)
    #expect(names.keys.first?.hasSuffix(", …)") == true)
  }

  @Test func aBrokenFileOfAFolderIsRefusedAndNotLost() throws {
    let files = try WrittenFiles(["a.jsonl": Self.openAI, "b.json": "[{\"messages\": [{\"role\": \"us"])
    let log = try? SampleFiles.read(files.folder)
    // Either the import ends with a word of the file, or the record is refused.
    #expect(log == nil || log?.refusals.isEmpty == false)
  }

  @Test func logsOfInspectAndTheirArchivesAreReadTogether() throws {
    let folder = try WrittenFiles(["tau.json": #"{"task_id":0,"reward":1,"info":{},"traj":[],"trial":0}"#])
    let samples = SampleFiles.root + "/inspect"
    for name in ["log.json", "packed.eval"] {
      try FileManager.default.copyItem(atPath: "\(samples)/\(name)", toPath: "\(folder.folder)/\(name)")
    }
    // By its content, whatever it is called.
    try FileManager.default.moveItem(atPath: "\(folder.folder)/packed.eval", toPath: "\(folder.folder)/packed.bin")
    let log = try SampleFiles.read(folder.folder)
    #expect(log.conversations.count == 4)
    #expect(log.leftOut.keys.contains { $0.hasPrefix("files that are not read") && $0.hasSuffix("(tau.json)") })
  }

  @Test(.enabled(if: SharedData.path("inspect-logs") != nil, "../shared/data/inspect-logs is not there"))
  func everyLogOfARealFolderIsRead() throws {
    let log = try SampleFiles.read(try #require(SharedData.path("inspect-logs")))
    #expect(Set(log.conversations.compactMap(\.file)).count > 6)
    #expect(log.leftOut.keys.contains { $0.contains("docent-sample_tau-bench-airline.json") })
    #expect(log.leftOut.contains { $0.key.contains("hold no log (LICENSE.docent.txt, ") && $0.value == 4 })
  }

  @Test func aFileThatMixesFormatsIsNotKnown() throws {
    let text = "\(Self.openAI)\n\(Self.openAI)\n\(Self.shareGPT)\n"
    let error = #expect(throws: UnknownFormat.self) { try WrittenLog.read(text) }
    #expect(error?.sample.mixture.map(\.title) == ["OpenAI chat messages", "ShareGPT"])
    #expect(error?.sample.mixture.map(\.line) == [1, 3])
  }
}
