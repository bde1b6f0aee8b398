import BuiltProgram
import Foundation
import Testing

/// Reports, masked exports and flagged cases through the real program.
@Suite struct ReportExportTests {
  private let fixture: JourneyFixture

  init() throws { fixture = try JourneyFixture() }

  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    try Program.run(arguments, environment: fixture.environment)
  }

  private func append(_ objects: [[String: Any]], to name: String) throws {
    let path = "\(fixture.bundle)/\(name)"
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    for object in objects {
      try handle.write(
        contentsOf: JSONSerialization.data(withJSONObject: object, options: .sortedKeys) + Data("\n".utf8))
    }
    try handle.close()
  }

  /// Gives the bundle a second instrument and two flagged cases.
  private func review() throws {
    let path = "\(fixture.bundle)/audit.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var audit = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    audit["instruments"] = [["id": "judge"], ["id": "second"]]
    try JSONSerialization.data(withJSONObject: audit).write(to: URL(fileURLWithPath: path))
    let labels = (0..<6).flatMap { number in
      ["real", "persona"].map { source in
        ["conversation": "c-\(number)", "turn": 3, "source": source, "instrument": "second", "stage": "engaging"]
          as [String: Any]
      }
    }
    try append(labels, to: "labels.jsonl")
    let reviews = [0, 2].map { number in
      [
        "conversation": "c-\(number)", "turn": 3, "simulator": "persona", "draw": 0, "reviewer": "mk", "flag": true,
        "tags": ["missed-exit"], "note": "call 13800138000",
      ] as [String: Any]
    }
    try append(reviews, to: "reviews.jsonl")
  }

  @Test func aFlaggedCaseIsExportedOnceThoughSeveralLabelledIt() throws {
    try review()
    let all = try run("export", fixture.bundle, "--where", "conversation:c-0")
    #expect(lines(all.output).count == 3)
    let flagged = try run("export", fixture.bundle, "--flagged")
    #expect(lines(flagged.output).count == 3)
    #expect(flagged.output.contains(",judge,") && !flagged.output.contains(",second,"))
    let second = try run("export", fixture.bundle, "--flagged", "--instrument", "second")
    #expect(lines(second.output).count == 3)
    #expect(second.output.contains(",second,") && !second.output.contains(",judge,"))
  }

  private func lines(_ csv: String) -> [String] { csv.components(separatedBy: "\r\n").filter { !$0.isEmpty } }

  @Test func aReportSaysWhichFlaggedCasesItLeavesOut() throws {
    try review()
    let path = "\(fixture.bundle)/audit.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var audit = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    audit["simulators"] = [["id": "persona"], ["id": "other"]]
    try JSONSerialization.data(withJSONObject: audit).write(to: URL(fileURLWithPath: path))
    let turn: [String: Any] = ["conversation": "c-1", "turn": 3]
    try append([turn.merging(["simulator": "other", "text": "ok"]) { $1 }], to: "simulations.jsonl")
    try append(
      [turn.merging(["source": "other", "instrument": "judge", "stage": "deciding"]) { $1 }], to: "labels.jsonl")
    try append([turn.merging(["simulator": "other", "reviewer": "mk", "flag": true]) { $1 }], to: "reviews.jsonl")
    let report = try run(
      "export", fixture.bundle, "--flagged", "--format", "markdown", "--report", "--resamples", "50", "--permutations",
      "50")
    #expect(report.output.contains("2 flagged cases, the worst first"), "\(report.errors)")
    #expect(report.output.contains("1 flagged case of other simulators or draws"))
  }

  @Test func aReportStandsOnItsOwn() throws {
    try review()
    let path = "\(fixture.folder)/report.html"
    let result = try run(
      "export", fixture.bundle, "--flagged", "--format", "html", "--resamples", "50", "--permutations", "50",
      "--output", path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("exported 2 cases"))
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.components(separatedBy: "<article ").count == 3)
    // Control characters of a turn are seen, not sent.
    #expect(!page.contains("\u{1B}") && !page.contains("\u{202E}"))
    #expect(page.contains("␛]0;pwned␇") && page.contains("‹U+202E›"))
    let none = try run(
      "export", fixture.bundle, "--format", "html", "--cases", "0", "--resamples", "50", "--permutations", "50")
    #expect(none.output.contains("<!DOCTYPE html>") && !none.output.contains("<article "))
  }

  @Test(arguments: ["matchmaking-zh", "subscription-en"])
  func theSamplesGiveWholeReports(sample: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let result = try run(
      "export", "\(root)/sample-data/\(sample)", "--format", "html", "--cases", "20", "--resamples", "20",
      "--permutations", "20")
    #expect(result.status == 0, "\(result.errors)")
    let page = result.output
    #expect(page.components(separatedBy: "<article ").count == 21)
    for section in [
      "summary", "stages", "contrast", "positions", "matrix", "exits", "survival", "actions", "comparison",
      "instruments", "power", "receipt", "cases",
    ] {
      #expect(page.contains("<section id=\"\(section)\">"), "\(section)")
    }
    // No number that is none, no markup shown as text, as many elements closed as opened.
    let wrong = [">nan", "\"nan", " nan", "\"inf", "&lt;/", "Markup(", "Optional("]
    for word in wrong { #expect(!page.contains(word), "\(word)") }
    for name in ["div", "section", "svg", "g", "table", "tr", "td", "span", "p", "article"] {
      let opened = page.components(separatedBy: "<\(name)>").count + page.components(separatedBy: "<\(name) ").count - 2
      #expect(opened == page.components(separatedBy: "</\(name)>").count - 1, "\(name)")
    }
    #expect(page.utf8.count < 1_000_000)
  }

  @Test func markdownCarriesTheReportWhereItIsAskedFor() throws {
    try review()
    let plain = try run("export", fixture.bundle, "--flagged", "--format", "markdown")
    #expect(!plain.output.contains("## Stages"))
    let report = try run(
      "export", fixture.bundle, "--flagged", "--format", "markdown", "--report", "--resamples", "50", "--permutations",
      "50")
    #expect(report.output.contains("## Stages") && report.output.contains("# Cases"))
    #expect(report.output.components(separatedBy: "\n# journey").count <= 2)
    #expect(report.output.components(separatedBy: "**Real turn**").count == 3)
  }

  @Test func optionsThatDoNotGoTogetherAreRefused() throws {
    #expect(try run("export", fixture.bundle, "--report").status == 64)
    #expect(try run("export", fixture.bundle, "--cases", "3").status == 64)
    #expect(try run("export", fixture.bundle, "--format", "html", "--cases", "-1").status == 64)
  }

  @Test(arguments: ["csv", "jsonl", "markdown", "html", "bundle"])
  func redactingSaysWhatItMasked(format: String) throws {
    try review()
    let path = "\(fixture.folder)/out-\(format)"
    let result = try run(
      "export", fixture.bundle, "--flagged", "--redact", "--format", format, "--output", path, "--instrument", "judge",
      "--resamples", "50", "--permutations", "50")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("masked 2 profile values, 2 phone numbers"), "\(result.errors)")
    var text = ""
    if format == "bundle" {
      for name in ["conversations", "simulations", "labels", "reviews"] {
        text += try String(contentsOfFile: "\(path)/\(name).jsonl", encoding: .utf8)
      }
      #expect(try run("import", path, "--into", "\(fixture.folder)/again.walkaway").status == 0)
    } else {
      text = try String(contentsOfFile: path, encoding: .utf8)
    }
    #expect(!text.contains("13800138000") && !text.contains("成都"))
    #expect(text.contains("phone"))
  }

  @Test(arguments: ["csv", "jsonl", "markdown", "html", "bundle"])
  func withoutTextNobodysWordsAreThere(format: String) throws {
    try review()
    let path = "\(fixture.folder)/out-\(format)"
    let result = try run(
      "export", fixture.bundle, "--without-text", "--format", format, "--output", path, "--resamples", "50",
      "--permutations", "50")
    #expect(result.status == 0, "\(result.errors)")
    var text = ""
    if format == "bundle" {
      for name in ["conversations", "simulations", "labels", "reviews"] {
        text += try String(contentsOfFile: "\(path)/\(name).jsonl", encoding: .utf8)
      }
      let store = "\(fixture.folder)/again.walkaway"
      #expect(try run("import", path, "--into", store).status == 0)
      let cases = try run("cases", store, "--csv")
      #expect(cases.output.split(whereSeparator: \.isNewline).count == 7)
    } else {
      text = try String(contentsOfFile: path, encoding: .utf8)
    }
    for words in ["忙", "How much is it", "simulated answer", "您好", "成都"] + (format == "html" ? [] : ["why"]) {
      #expect(!text.contains(words), "\(words)")
    }
    #expect(text.contains("missed-exit"))
  }
}
