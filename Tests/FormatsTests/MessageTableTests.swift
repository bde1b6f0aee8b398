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

  @Test func aColumnThatIsNotThereIsToldWithThoseThatAre() throws {
    var mapping = Mapping()
    mapping.columns = [.role: "who"]
    let error = #expect(throws: ImportError.self) {
      try SampleFiles.read(SampleFiles.root + "/csv/comma.csv", mapping: mapping)
    }
    #expect(error.map { "\($0)".contains("has no column “who”; it has “conversation_id”") } == true)
  }
}
