import BuiltProgram
import Foundation
import Testing

@Suite struct CommandTests {
  private let fixture: JourneyFixture

  init() throws { fixture = try JourneyFixture() }

  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    try Program.run(arguments, environment: fixture.environment)
  }

  @Test func aMissingAuditIsNoInput() throws {
    let result = try run("cases", "\(fixture.folder)/nothing")
    #expect(result.status == 66)
    #expect(result.errors.contains("no such file or folder"))
  }

  @Test func whereOneOfSeveralBundlesFailsThoseBeforeItAreNamed() throws {
    let (broken, store) = ("\(fixture.folder)/broken", "\(fixture.folder)/several.walkaway")
    try FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: true)
    try "{}".write(toFile: "\(broken)/audit.json", atomically: true, encoding: .utf8)
    let result = try run("import", fixture.bundle, broken, "--into", store)
    #expect(result.status == 66)
    #expect(result.errors.contains("imported before that, and kept: \(fixture.bundle)\n"))
    #expect(try run("cases", store).status == 0)
    #expect(try !run("import", broken, fixture.bundle, "--into", store).errors.contains("imported before"))
  }

  @Test func aWrongOptionIsAUsageError() throws {
    #expect(try run("cases", fixture.bundle, "--nonsense").status == 64)
    let result = try run("cases", fixture.bundle, "--where", "real:resistng")
    #expect(result.status == 64)
    #expect(result.errors.contains("^"))
    #expect(result.errors.contains("resisting"))
  }

  @Test func listsWhatTheFilterMeans() throws {
    let result = try run("cases", fixture.bundle, "--where", "outcome:buyer", "--csv")
    #expect(result.status == 0)
    #expect(result.output.split(whereSeparator: \.isNewline).count == 4)
  }

  @Test func importsOnceAndNothingTwice() throws {
    let store = "\(fixture.folder)/a.walkaway"
    let first = try run("import", fixture.bundle, "--into", store, "--json")
    #expect(first.status == 0)
    let again = try run("import", fixture.bundle, "--into", store, "--json")
    #expect(again.status == 0)
    #expect(first.output != again.output)
    let cases = try run("cases", store, "--json", "--text")
    #expect(cases.output.split(separator: "\n").count == 6)
  }

  @Test func aStrictImportOfBadDataChangesNothing() throws {
    let labels = "\(fixture.bundle)/labels.jsonl"
    let handle = try #require(FileHandle(forWritingAtPath: labels))
    try handle.seekToEnd()
    try handle.write(
      contentsOf: Data(
        #"{"conversation":"c-0","turn":3,"source":"real","instrument":"nobody","stage":"deciding"}"#.utf8))
    try handle.close()
    let store = "\(fixture.folder)/b.walkaway"
    let strict = try run("import", fixture.bundle, "--into", store, "--strict")
    #expect(strict.status == 65)
    #expect(strict.errors.contains("labels.jsonl"))
    #expect(strict.errors.contains("nobody"))
    #expect(!FileManager.default.fileExists(atPath: store))
    let lenient = try run("import", fixture.bundle, "--into", store)
    #expect(lenient.status == 0)
    #expect(lenient.errors.contains("1 refused"))
  }

  @Test func aBundleComesBackAsItWas() throws {
    let store = "\(fixture.folder)/c.walkaway"
    #expect(try run("import", fixture.bundle, "--into", store).status == 0)
    #expect(try run("export", store, "--format", "bundle", "--output", "\(fixture.folder)/copy").status == 0)
    #expect(try run("import", "\(fixture.folder)/copy", "--into", store).status == 0)
    for name in ["conversations.jsonl", "simulations.jsonl", "labels.jsonl"] {
      #expect(try objects(fixture.bundle, name) == objects("\(fixture.folder)/copy", name))
    }
  }

  /// Foundation's functions for paths crash for such a name.
  @Test func aNameMayBeOneLetter() throws {
    for arguments in [
      ["import", "bundle", "--into", "s"], ["cases", "s"], ["export", "s", "--output", "c"],
      ["export", "s", "--format", "bundle", "--output", "b"],
    ] {
      let result = try Program.run(arguments, environment: fixture.environment, folder: fixture.folder)
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
  }

  @Test func statisticsAreStableJSON() throws {
    let first = try run("stats", fixture.bundle, "--json", "--resamples", "200", "--permutations", "200")
    let second = try run("stats", fixture.bundle, "--json", "--resamples", "200", "--permutations", "200")
    #expect(first.status == 0)
    #expect(first.output == second.output)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    for key in ["simulator", "instrument", "seed", "resamples", "cluster", "strata", "contrast"] {
      #expect(object[key] != nil, "\(key)")
    }
  }

  @Test(arguments: [
    ["--where", "outcome:buyer"], ["--level", "0.8"], ["--by-conversation"], ["--bca"], ["--paper"], ["--seed", "7"],
    ["--margin", "0.5"],
  ])
  func anOptionChangesWhatItIsAbout(option: [String]) throws {
    let stats = ["stats", fixture.bundle, "--resamples", "50", "--permutations", "50", "--json"]
    let plain = try Program.run(stats, environment: fixture.environment)
    let changed = try Program.run(stats + option, environment: fixture.environment)
    #expect(changed.status == 0 && changed.output != plain.output, "\(changed.errors)")
  }

  @Test func theBiasIsWeightedToTheStatedPopulation() throws {
    let stats = ["stats", fixture.bundle, "--resamples", "50", "--permutations", "50", "--json"]
    func bias(_ population: String) throws -> Double {
      let result = try Program.run(stats + ["--population", population], environment: fixture.environment)
      struct Report: Decodable {
        struct Bias: Decodable {
          var estimate: Double
          var weightsDeclared: Bool
        }

        var marginalBias: Bias
      }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let report = try decoder.decode(Report.self, from: Data(result.output.utf8))
      #expect(report.marginalBias.weightsDeclared)
      return report.marginalBias.estimate
    }
    let (buyers, others) = (try bias("buyer=1,non-buyer=0"), try bias("buyer=0,non-buyer=2"))
    #expect(buyers != others)
    #expect(abs(try bias("buyer=3,non-buyer=1") - (0.75 * buyers + 0.25 * others)) < 1e-12)
    for wrong in ["buyer=1", "buyer=1,other=1", "buyer=1,buyer=1,non-buyer=1", "buyer,non-buyer"] {
      let result = try Program.run(stats + ["--population", wrong], environment: fixture.environment)
      #expect(result.status == 64)
    }
  }

  @Test func theExplorerWithoutATerminalSaysSo() throws {
    let result = try run(fixture.bundle)
    #expect(result.status == 74)
    #expect(result.errors.contains("terminal"))
  }

  private func objects(_ folder: String, _ name: String) throws -> Set<NSDictionary> {
    let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    return Set(
      try text.split(separator: "\n").compactMap {
        guard var object = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] else { return nil }
        // Absent and null mean the same in the format.
        for (key, value) in object where value is NSNull { object[key] = nil }
        return object as NSDictionary
      })
  }
}
