import Cases
import CellGrid
import Desk
import Explorer
import Foundation
import Testing

@Suite struct ReadingSettingsTests {
  /// What the explorer is set to by a configuration, or the words of why it is not.
  private func options(_ text: String) throws -> (options: Explorer.Options?, words: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID())").path
    try FileManager.default.createDirectory(atPath: "\(folder)/walkaway", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/walkaway/config.yaml"))
    var options = Explorer.Options(title: "", reviewer: "")
    do {
      try ReadingSettings(["XDG_CONFIG_HOME": folder]).apply(to: &options)
      return (options, "")
    } catch let failure as CommandFailure {
      return (nil, failure.message + "; " + (failure.remedy ?? ""))
    }
  }

  @Test func theExplorerFollowsTheConfiguration() throws {
    let options = try #require(
      try options(
        "tags: {2: odd}\nviews: {mine: {filter: 'seen:no'}}\nprofile: city\ncolumns: [stages]\nkeys: {flag: [X, F5]}"
      ).options)
    #expect(options.keys.tags == [2: "odd"] && options.keys.keys == [.flag: [.character("X"), .function(5)]])
    #expect(options.views.last?.name == "mine" && options.views.count == 4)
    #expect(options.profile == ["city"] && options.columns == ["stages"])
  }

  @Test(arguments: [
    ("keys: {flagg: X}", "config.yaml:1: “flagg” is no action; did you mean “flag”?"),
    ("keys: {accept: X}", "“accept” is no action; walkaway config --actions lists them"),
    ("keys: {flag: Ctrl}", "“Ctrl” is no key"), ("keys:\n  flag: '5'", "config.yaml:2: the digit 5 counts"),
    ("keys:\n  flag: X\n  tag: X", "config.yaml:3: “X” is the key of “flag” too"),
    ("keys: {next-case: x}", "config.yaml:1: “flag” has no key left where this is that of “next-case”"),
    ("views: {a: {order: nope}}", "the view “a”: “nope” is no order"),
  ])
  func whatNamesNoActionOrKeyIsRefused(_ text: String, _ words: String) throws {
    #expect(try options(text).words.contains(words))
  }

  @Test func aKeyMayBePassedOn() throws {
    #expect(try options("keys: {next-case: x, flag: X}").options?.keys.keyless.isEmpty == true)
  }

  @Test(arguments: ["", " ", "a\tb", "a\nb", "\u{1B}[31mred"])
  func aNameThatNobodyCanReadIsNoReviewer(name: String) throws {
    let settings = try ReadingSettings([:])
    #expect(throws: CommandFailure.self) { try settings.reviewer(named: name) }
    #expect(try settings.reviewer(named: "李 mk") == "李 mk")
  }
}
