import BuiltProgram
import Foundation
import Testing

/// Logs as people have them, from the file to what is known of it, by commands alone.
@Suite struct LogCommandTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("logs-\(UUID())").path

  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    try Program.run(
      arguments,
      environment: ["LC_ALL": "C.UTF-8", "HOME": folder, "XDG_DATA_HOME": "\(folder)/data", "PATH": "/usr/bin:/bin"])
  }

  /// Writes a file and gives its path.
  private func file(_ name: String, _ lines: String...) throws -> String {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func talk(_ id: String, _ outcome: String) -> String {
    #"{"id":"\#(id)","outcome":"\#(outcome)","city":"Bonn","messages":[{"role":"assistant","content":"Hi"},"#
      + #"{"role":"user","content":"no \#(id)"}]}"#
  }

  private var onlyStore: String {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/data/walkaway")
      return "\(folder)/data/walkaway/" + (names.first { $0.hasSuffix(".walkaway") } ?? "")
    }
  }

  @Test func anOutcomeThatIsNamedLaterCompletesWhatWasTakenIn() throws {
    let log = try file("talks.jsonl", talk("c1", "lost"), talk("c2", "paid"))
    #expect(try run("cases", log).status == 0)
    let store = try onlyStore
    let named = try run("import", log, "--outcome", "outcome", "--committed", "paid", "--into", store)
    #expect(named.status == 0, "\(named.errors)")
    // The log still opens by its name, and knows what was said of it.
    let again = try run("cases", log, "--where", "outcome:paid", "--json")
    #expect(again.status == 0 && again.output.split(separator: "\n").count == 1, "\(again.errors)")
    #expect(!again.output.contains(#""outcome":"lost""#))
    #expect(try run("cases", log, "--where", "profile.city:Bonn", "--json").output.split(separator: "\n").count == 2)
    #expect(try onlyStore == store)
    // Nobody who simulates them may be told how it ended.
    #expect(try run("cases", log, "--where", "profile.outcome:paid").errors.contains("outcome"))
  }

  @Test func outcomesOfASecondFileStayWhereTheLogIsOpenedAgain() throws {
    let log = try file("talks.jsonl", talk("c1", "x"), talk("c2", "y"))
    #expect(try run("cases", log).status == 0)
    let orders = try file("orders.csv", "conversation_id,status", "c1,paid", "c2,lost")
    let store = try onlyStore
    let named = try run(
      "import", log, "--outcomes", orders, "--outcome", "status", "--committed", "paid", "--into", store)
    #expect(named.status == 0, "\(named.errors)")
    let again = try run("cases", log, "--where", "outcome:paid", "--json")
    #expect(again.status == 0 && again.output.split(separator: "\n").count == 1, "\(again.errors)")
  }

  @Test(arguments: [
    ("--id", "metadata.nosuch", "--id names"), ("--customer", "nosuch", "--customer names"),
    ("--profile", "city,nosuch", "“nosuch”, which --profile names"), ("--outcome-at", "nosuch", "--outcome-at names"),
    ("--agent", "nobody", "“nobody”, whom --agent names; speakers are “assistant”, “user”"),
  ])
  func aNameThatNobodyHasIsAnError(option: String, value: String, words: String) throws {
    let log = try file("talks.jsonl", talk("c1", "lost"))
    let result = try run("import", log, option, value, "--into", "\(folder)/x.walkaway")
    #expect(result.status == 65 && result.errors.contains(words), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/x.walkaway"))
  }

  @Test func severalFilesOpenAsOneLog() throws {
    let (first, second) = (try file("a.jsonl", talk("c1", "lost")), try file("b.jsonl", talk("c2", "paid")))
    let opened = try run(first, second)
    // It is the screen that is missing, and not the log.
    #expect(
      !opened.errors.contains("Unexpected argument") && opened.errors.contains("conversations 2 read: 2 in"),
      "\(opened.errors)")
    #expect(try run("cases", onlyStore, "--json").output.split(separator: "\n").count == 2)
    let mixed = try run(first, onlyStore)
    #expect(mixed.status == 64 && mixed.errors.contains("an audit is named alone"))
  }

  @Test func whatOptionsWouldSayIsSaidToImport() throws {
    let chat = try file(
      "_chat.txt", "[25/03/2025, 10:14:33] Anna: hi there", "[25/03/2025, 10:15:33] Bob: hello",
      "[26/03/2025, 10:15:33] Bob: hello again")
    for arguments in [[chat], ["cases", chat]] {
      let result = try Program.run(arguments, environment: ["HOME": folder, "XDG_DATA_HOME": "\(folder)/data"])
      #expect(
        result.status == 65 && result.errors.contains("walkaway import \(chat) … --into STORE"), "\(result.errors)")
    }
  }

  @Test func aMapIsWrittenOverOneThatWasWrittenBefore() throws {
    let log = try file("talks.jsonl", talk("c1", "lost"))
    for _ in 0..<2 {
      let result = try run("import", log, "--write-map", "\(folder)/map.yaml")
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try run("import", log, "--map", "\(folder)/map.yaml", "--preview", "1").status == 0)
    _ = try file("map.yaml", "mine: true")
    #expect(try run("import", log, "--write-map", "\(folder)/map.yaml").status == 64)
  }

  @Test func outcomesOfSimulatedConversationsAloneAreTold() throws {
    let log = try file("talks.jsonl", talk("c1", "lost"), talk("c2", "paid"), talk("c3", "paid"))
    let store = "\(folder)/s.walkaway"
    #expect(
      try run("import", log, "--simulator", "bot", "--outcome", "outcome", "--committed", "paid", "--into", store)
        .status == 0)
    let stats = try run("stats", store).output
    #expect(stats.contains("Simulated conversations alone") && stats.contains("66.7 %"), "\(stats)")
    #expect(!stats.contains("100.0 % n 0") && !stats.contains("up to 0") && !stats.contains("got 0"), "\(stats)")
    let html = try run("export", store, "--conversations", "--format", "html", "--output", "\(folder)/e.html")
    #expect(html.errors.contains("exported the figures of whole conversations"), "\(html.errors)")
  }

  @Test func anAuditIsBegunAroundAnotherProgramsRowsOfAnyName() throws {
    _ = try file("d/conversations.jsonl", talk("c1", "lost"), talk("c2", "paid"))
    let begun = try run("init", "\(folder)/d")
    #expect(begun.status == 0 && begun.output.contains("outcome (lost, paid)"), "\(begun.output)\(begun.errors)")
    #expect(try run("cases", "\(folder)/d", "--json").output.split(separator: "\n").count == 2)
    let forced = try run("init", "\(folder)/d", "--outcome", "outcome", "--committed", "paid", "--force")
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(
      try run("cases", "\(folder)/d", "--where", "outcome:paid", "--json").output.split(separator: "\n").count == 1)
  }

  @Test func aBundleThatIsBegunAnewKeepsItsRows() throws {
    let row = #"{"id":"c1","outcome":"paid","turns":[{"role":"agent","text":"Hi"},{"role":"user","text":"yes"}]}"#
    _ = try file("d/conversations.jsonl", row, row.replacingOccurrences(of: "c1", with: "c2"))
    #expect(try run("init", "\(folder)/d").status == 0)
    let forced = try run("init", "\(folder)/d", "--outcome", "outcome", "--committed", "paid", "--force")
    #expect(forced.status == 0, "\(forced.errors)")
  }

  @Test func aTableOfBothSidesIsToldHowToBeRead() throws {
    let pairs = try file("pairs.csv", "conversation_id,turn,real,simulated", "c1,1,I am busy.,How much is it?")
    let refused = try run("import", pairs, "--into", "\(folder)/s.walkaway")
    #expect(refused.status == 65 && refused.errors.contains("--as pairs reads"), "\(refused.errors)")
    #expect(try run("import", pairs, "--as", "pairs", "--into", "\(folder)/s.walkaway").status == 0)
  }

  @Test func aFileOfABundleNamesItsFolder() throws {
    let bundle = "\(folder)/b"
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    try FileManager.default.copyItem(atPath: "\(root)/sample-data/subscription-en", toPath: bundle)
    for name in ["audit.json", "conversations.jsonl", "labels.jsonl"] {
      let refused = try run("import", "\(bundle)/\(name)", "--into", "\(folder)/s.walkaway")
      #expect(
        refused.status == 65 && refused.errors.contains("name the folder that holds it, \(bundle);"), "\(refused)")
      #expect(try run("cases", "\(bundle)/\(name)").status == 65)
    }
    let alone = try run(
      "import", "\(bundle)/conversations.jsonl", "--format", "bundle-conversations", "--into", "\(folder)/s.walkaway")
    #expect(alone.status == 0, "\(alone.errors)")
  }
}
