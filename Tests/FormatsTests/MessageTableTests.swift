import Foundation
import Testing

@testable import Formats
@testable import Interchange

struct MessageTableTests {
  @Test func rowsAreGroupedAndSortedByTheirOrder() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/csv/comma.csv")
    #expect(log.conversations.count == 2)
    #expect(log.turns(0) == ["agent: Hello, \"friend\"", "user: no, thanks\nnot now"])
    #expect(log.turns(1) == ["agent: Hello", "user: yes"])
    #expect(log.profile(1)["city"] == "成都")
  }

  @Test(arguments: ["semicolon.csv", "tab.tsv", "utf16.csv"])
  func separatorsAndEncodingsAreTold(_ name: String) throws {
    let log = try SampleFiles.read(SampleFiles.root + "/csv/" + name)
    #expect(log.turns(0).last == "user: no")
  }

  @Test func chineseInItsNationalEncodingIsRead() throws {
    let log = try SampleFiles.read(SampleFiles.root + "/csv/gb18030.csv")
    #expect(log.turns(0) == ["agent: 您好，需要帮忙吗？", "user: 不用了，谢谢"])
  }

  /// Behind what a first look tells the encoding by, a byte that is none of it: nothing is put in its place.
  @Test func aRowThatIsNoUTF8IsRefusedAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("table-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("log.csv")
    var bytes = Array("conversation_id,role,text\n".utf8)
    for number in 0..<4000 { bytes += "c\(number),user,好的，谢谢你的帮助\n".utf8 }
    try Data(bytes + "broken,user,caf\u{0}".utf8.dropLast() + [0xE9, 10] + "last,user,yes\n".utf8).write(to: file)
    let log = try SampleFiles.read(file.path)
    #expect(log.refusals.map(\.reason) == [.brokenText])
    #expect(log.refusals.map(\.line) == [4002])
    #expect(log.conversations.count == 4001)
    #expect(log.turns(4000) == ["user: yes"])
  }

  /// Blanks of any script around a name are no part of it; those around a text are.
  @Test func namesAreTrimmedAndTextsAreNot() throws {
    let log = try WrittenLog.read(
      "conversation_id,role,text\n\u{3000}c1 ,user\u{A0}, hi \nc1,agent,好\u{3000}\n", named: "log.csv")
    #expect(log.ids == ["c1"])
    #expect(log.turns(0) == ["user:  hi ", "agent: 好\u{3000}"])
  }

  @Test func aColumnThatIsNotThereIsToldWithThoseThatAre() throws {
    var mapping = Mapping()
    mapping.columns = [.role: "who"]
    let error = #expect(throws: ImportError.self) {
      try SampleFiles.read(SampleFiles.root + "/csv/comma.csv", mapping: mapping)
    }
    #expect(error.map { "\($0)".contains("has no column “who”; it has “conversation_id”") } == true)
  }
}
