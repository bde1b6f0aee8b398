import Foundation
import Testing

@testable import Desk

struct PathCompletionTests {
  private let fixture: DeskFixture

  init() throws {
    fixture = try DeskFixture()
    for name in ["alpha-1.csv", "alpha-2.csv", "beta", ".hidden", "价格表.csv"] {
      try Data().write(to: URL(fileURLWithPath: fixture.path(name)))
    }
    try FileManager.default.createDirectory(atPath: fixture.path("gamma"), withIntermediateDirectories: true)
  }

  @Test func pathsGoOnAsFarAsThereIsNoChoice() {
    func completed(_ typed: String) -> (text: String, names: [String]) {
      let completion = PathCompletion(of: fixture.path(typed))
      return (completion.text.replacing(fixture.path(""), with: ""), completion.names)
    }
    #expect(completed("al") == ("alpha-", ["alpha-1.csv", "alpha-2.csv"]))
    #expect(completed("alpha-1") == ("alpha-1.csv", ["alpha-1.csv"]))
    #expect(completed("价") == ("价格表.csv", ["价格表.csv"]))
    #expect(completed("ga") == ("gamma/", ["gamma/"]))
    #expect(completed("zz") == ("zz", []))
    #expect(completed(".h").text == ".hidden" && !completed("").names.contains(".hidden"))
    #expect(PathCompletion(of: "/no/such/folder/x").names.isEmpty)
  }
}
