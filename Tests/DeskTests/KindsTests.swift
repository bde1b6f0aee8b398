import Cases
import Desk
import Digest
import Foundation
import Interchange
import Statistics
import SyntheticAudit
import Testing

/// Shards that are taken together tell what one store of all of it tells.
@Suite struct KindsTests {
  private let folder = NSTemporaryDirectory() + "kinds-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func audit(_ path: String) throws -> LoadedAudit {
    try LoadedAudit(OpenAudit.open(path, environment: ["XDG_DATA_HOME": "\(folder)/data", "HOME": folder]).store)
  }

  /// A bundle with customers on both sides and in several shards, exits, two instruments, draws and blind labels.
  private func generated() throws -> String {
    var options = GenerationOptions(domain: .matchmaking, conversations: 150, seed: 11)
    options.text = .short
    (options.conversationsPerCustomer, options.bothSides, options.outcome) = (4, 0.5, .share(0.5))
    options.simulators = [SimulatorPlan(id: "persona", draws: 2), SimulatorPlan(id: "other", coverage: 90)]
    options.blindConversations = 60
    options.truthConversations = 0
    let bundle = "\(folder)/generated"
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
    var files: [GeneratedFile: [UInt8]] = [:]
    try AuditGenerator(options).write(to: { files[$0, default: []] += $1 })
    // Every fifth label is missing: some turns are labelled without their counterpart, and some probes not at all.
    files[.labels] = files[.labels].map { bytes in
      bytes.split(separator: 10).enumerated().filter { $0.offset % 5 != 3 }.flatMap { $0.element + [10] }
    }
    // The first simulator was not run on the first conversations: the series of their shard are others.
    let first = Set((1...50).map { "c-" + String(repeating: "0", count: 4 - "\($0)".count) + "\($0)" })
    for file in [GeneratedFile.simulations, .labels] {
      files[file] = files[file].map { bytes in
        bytes.split(separator: 10).filter { line in
          let text = String(decoding: line, as: UTF8.self)
          return !text.contains(":\"persona\"") || !first.contains { text.contains("\"\($0)\"") }
        }.flatMap { $0 + [10] }
      }
    }
    for (file, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(bundle)/\(file.rawValue)")) }
    return bundle
  }

  /// A bundle cut into shards of as many real conversations; what replays one is in its shard.
  private func cut(_ bundle: String, into count: Int) throws -> [String] {
    func lines(_ name: String) throws -> [(line: Substring, row: [String: Any])] {
      let path = "\(bundle)/\(name).jsonl"
      guard FileManager.default.fileExists(atPath: path) else { return [] }
      return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
        (line, try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]))
      }
    }
    let all = try lines("conversations")
    let size = (all.count { $0.row["simulator"] == nil } + count - 1) / count
    var (shard, real) = ([String: Int](), 0)
    for (place, (_, row)) in all.enumerated() {
      let id = try #require(row["id"] as? String)
      if row["simulator"] == nil {
        shard[id] = real / size
        real += 1
      } else {
        shard[id] = (row["replays"] as? String).flatMap { shard[$0] } ?? place % count
      }
    }
    let folders = (0..<count).map { "\(folder)/shard-\($0)" }
    for folder in folders {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: "\(bundle)/audit.json", toPath: "\(folder)/audit.json")
    }
    for name in ["conversations", "simulations", "labels", "reviews"] {
      var texts = Array(repeating: "", count: count)
      for (line, row) in try lines(name) {
        let id = try #require(row[name == "conversations" ? "id" : "conversation"] as? String)
        let place = shard[id] ?? 0
        // The last shard has its answers and labels the other way round, and so names its simulators in another order.
        if place == count - 1, name == "simulations" || name == "labels" {
          texts[place] = line + "\n" + texts[place]
        } else {
          texts[place] += line + "\n"
        }
      }
      for (folder, text) in zip(folders, texts) where !text.isEmpty {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).jsonl"))
      }
    }
    return folders
  }

  private func kinds(of audit: LoadedAudit, as name: String) throws -> String {
    var bytes: [UInt8] = []
    try KindsExport.write(audit) { bytes += $0 }
    let path = "\(folder)/\(name).kinds"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func json(_ audit: some AnalysableAudit, conversations: Bool = false) async throws -> String {
    var settings = AnalysisSettings()
    settings.method.resamples = 60
    settings.method.permutationDraws = 60
    return try await StatisticsReports(
      CaseChoice(), settings: settings, ofEverySeries: true, in: try audit.listing(conversations: conversations)
    ).json
  }

  private static let inputs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/inputs").path

  @Test(arguments: ["generated", "small", "whole"]) func figuresAreThoseOfOneStore(_ name: String) async throws {
    let bundle = name == "generated" ? try generated() : "\(KindsTests.inputs)/\(name)"
    let one = try audit(bundle)
    let files = try cut(bundle, into: 3).enumerated().map { try kinds(of: audit($1), as: "\($0)") }
    let joined = try JoinedAudit(files)
    #expect(try await json(joined) == json(one))
    #expect(try await json(joined, conversations: true) == json(one, conversations: true))
    // One file alone says the same of its shard.
    #expect(try await json(try JoinedAudit([files[1]])) == json(audit("\(folder)/shard-1")))
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func whatIsNoShardOfTheSameAuditIsRefused() throws {
    let small = try audit("\(KindsTests.inputs)/small")
    let path = try kinds(of: small, as: "small")
    func problem(_ paths: [String]) -> String? {
      do {
        _ = try JoinedAudit(paths)
        return nil
      } catch let problem as KindsProblem {
        return problem.description
      } catch {
        return "\(error)"
      }
    }
    #expect(problem([path]) == nil)
    #expect(problem([path, path])?.contains("the conversation in line 2 is also in \(path)") == true)
    let whole = try kinds(of: audit("\(KindsTests.inputs)/whole"), as: "whole")
    #expect(problem([path, whole])?.hasPrefix("\(whole): has another audit.json than \(path)") == true)
    #expect(problem(["\(KindsTests.inputs)/small/labels.jsonl"])?.contains(":1: is no file of kinds") == true)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let half = String(text.prefix(text.count / 2))
    let changed = text.replacing("Exeter", with: "Leeds")
    #expect(changed != text)
    for cut in [changed, half, String(text.prefix { $0 != "\n" }), "", String(text.dropFirst(1)), text + text] {
      try Data(cut.utf8).write(to: URL(fileURLWithPath: path))
      #expect(problem([path]) != nil)
    }
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Numbers are changed and the sum of the file is made right again: it is refused, or the table is sound.
  @Test(arguments: ["small", "whole"]) func mutatedFilesAreRefusedOrSound(_ name: String) async throws {
    let path = try kinds(of: audit("\(KindsTests.inputs)/\(name)"), as: name)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    var random = SeededGenerator(seed: 7)
    let others = [
      "0", "1", "7", "200", "254", "255", "65535", "65536", "4294967296", "-1", "0.5", "null", "\"x\"", "[]",
    ]
    var taken = 0
    for _ in 0..<400 {
      var mutated = lines
      let line = random.next(below: lines.count - 1)
      let numbers = mutated[line].ranges(of: /\d+/)
      guard !numbers.isEmpty else { continue }
      mutated[line].replaceSubrange(
        numbers[random.next(below: numbers.count)], with: others[random.next(below: others.count)])
      let body = mutated.dropLast().map { $0 + "\n" }.joined()
      let sum = SHA256.hexadecimal(of: body.utf8)
      let end = mutated[mutated.count - 1].replacing(/[0-9a-f]{64}/, with: sum)
      try Data((body + end + "\n").utf8).write(to: URL(fileURLWithPath: path))
      guard let joined = try? JoinedAudit([path]) else { continue }
      taken += 1
      let isSound = joined.table.isSound
      #expect(isSound, "line \(line + 1): \(mutated[line].prefix(200))")
      if taken % 20 == 0 { _ = try await json(joined) }
    }
    #expect(taken > 20)
    try FileManager.default.removeItem(atPath: folder)
  }
}
