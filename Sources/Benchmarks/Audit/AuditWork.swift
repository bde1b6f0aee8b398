import AuditStore
import Cases
import CellGrid
import Desk
import Explorer
import Foundation
import Interchange
import SyntheticAudit

/// One generated audit from its bundle to the explorer's frames, timed step by step.
struct AuditWork {
  let conversations: Int
  let folder: String

  func run() throws {
    let place = "\(folder)/walkaway-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let bundle = "\(place)/bundle"
    let bytes = try generate(into: bundle)
    let store = try importBundle(bundle, into: "\(place)/audit.walkaway", bytes: bytes)
    let pairs = try open(store)
    try SearchWork(store: store, bundle: bundle).run(row)
    try lint(store)
    start(store, pairs)
    try export(store, pairs)
    try AuditPeers.run(bundle: bundle, folder: place, row)
  }

  private func generate(into bundle: String) throws -> Int {
    var options = GenerationOptions.benchmark(conversations: conversations)
    options.truthConversations = 1000
    let generator = try AuditGenerator(options)
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
    var files: [GeneratedFile: FileHandle] = [:]
    for file in generator.files {
      _ = FileManager.default.createFile(atPath: "\(bundle)/\(file.rawValue)", contents: nil)
      files[file] = FileHandle(forWritingAtPath: "\(bundle)/\(file.rawValue)")
    }
    var bytes = 0
    let time = try measured {
      try generator.write { file, part in
        bytes += part.count
        try files[file]?.write(contentsOf: Data(part))
      }
    }
    row("generate \(conversations) conversations", "\(megabytes(bytes)), \(rate(bytes, time))")
    return bytes
  }

  private func importBundle(_ bundle: String, into path: String, bytes: Int) throws -> String {
    var report = ImportReport()
    let time = try measured {
      let reader = try BundleReader(folder: bundle)
      report = try AuditStore.create(
        at: path, source: nil, digest: nil, describe: { (_: ImportReport) in nil },
        { writer in try reader.read(into: writer) })
    }
    row(
      "import, everything searchable", "\(seconds(time)), \(rate(bytes, time)), \(report.refused) refused (≥ 200 MB/s)")
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    row("the store's bytes", String(format: "%.2f of the bundle's (≤ 0.60)", Double(size) / Double(bytes)))
    row("largest memory so far", memory("VmHWM"))
    return path
  }

  /// - Returns: The number of pairs.
  private func open(_ path: String) throws -> Int {
    let before = resident()
    var table: CaseTable?
    var counts: StageCounts?
    let time = try measured {
      let opened = try AuditStore.open(at: path).caseTable()
      counts = opened.stageCounts(in: RowSet(capacity: opened.count, full: true))
      table = opened
    }
    guard let table, counts != nil else { return 0 }
    row("open until the stage table stands", "\(milliseconds(time)), \(table.count) pairs (≤ 250 ms at L)")
    let bytes = Double(resident() - before) / Double(max(table.count, 1))
    row("resident", "\(Int(bytes.rounded())) bytes a pair (≤ 60)")
    keystrokes(on: table)
    return table.count
  }

  /// Every simulated turn by every rule, with the turns before it.
  private func lint(_ path: String) throws {
    let store = try AuditStore.open(at: path)
    let choice = try LintChoice()
    var (bytes, found) = (0, 0)
    let time = try measured {
      let counts = try LintInput.store(store).findings(choice) { _ in }
      (bytes, found) = (counts.bytes, counts.found)
    }
    row("lint of all simulated turns", "\(seconds(time)), \(rate(bytes, time)), \(found) findings (≥ 50 MB/s)")
  }

  /// The program itself, from its start.
  private func start(_ store: String, _ pairs: Int) {
    guard let explorer = ExplorerProcess(store: store, rows: 40, columns: 120) else {
      row("start to first frame", "not measured: build the whole package (swift build -c release)")
      return
    }
    let frame = explorer.milliseconds(until: "audit")
    let cases = explorer.milliseconds(until: "1 of ")
    explorer.send("s")
    let stages = explorer.milliseconds(until: " %")
    func time(_ value: Double?) -> String { value.map { String(format: "%.0f ms", $0) } ?? "not seen" }
    row("start to first frame", "\(time(frame)) (≤ 100 ms)")
    row("start to the cases, sorted", time(cases))
    row("start to the stage table, one key on the way", time(stages))
    if let memory = explorer.memory, pairs > 0 {
      row(
        "the explorer's memory", "\(megabytes(memory.resident)), \(memory.own / pairs) bytes a pair of its own (≤ 60)")
    }
  }

  /// All cases, with texts, prefix and profile, by the program itself.
  private func export(_ store: String, _ pairs: Int) throws {
    guard let program = ExplorerProcess.program, FileManager.default.isExecutableFile(atPath: program.path) else {
      return
    }
    for format in ["csv", "jsonl"] {
      let process = Process()
      process.executableURL = program
      process.arguments = ["export", store, "--format", format]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      let time = try measured {
        try process.run()
        process.waitUntilExit()
      }
      let rows = String(format: "%.0f k rows/s", Double(pairs) / time / 1000)
      row(
        "export of all cases as \(format)",
        "\(seconds(time)), \(rows), status \(process.terminationStatus) (≥ 500 k rows/s)")
    }
  }

  /// The time from a key to its frame: update and render, as the main loop does them.
  private func keystrokes(on table: CaseTable) {
    var explorer = Explorer(Explorer.Options(title: "benchmark", reviewer: "benchmark"))
    perform(explorer.update(.event(.resize(columns: 200, rows: 60))), on: &explorer, table)
    perform(explorer.update(.tableLoaded(table)), on: &explorer, table)
    let keys: [Key] =
      ["j", "j", " ", "k", "]", "G", "g", "}", "b"].map { .character($0) } + [.control("d"), .control("u")]
    var times: [Double] = []
    for round in 0..<200 {
      let time = measured {
        let effects = explorer.update(.event(.key(keys[round % keys.count])))
        var frame = Frame(columns: 200, rows: 60)
        explorer.render(into: &frame)
        perform(effects, on: &explorer, table)
      }
      times.append(time)
    }
    times.sort()
    row(
      "keystroke to frame, 200×60", "median \(milliseconds(times[100])), p99 \(milliseconds(times[197])) (p99 ≤ 16 ms)")
  }

  private func perform(_ effects: [Effect], on explorer: inout Explorer, _ table: CaseTable) {
    for effect in effects {
      guard case .select(let query, let generation) = effect,
        let selection = try? query.selection(in: table, context: FilterContext(), generation: generation)
      else { continue }
      _ = explorer.update(.selected(selection))
    }
  }
}

/// Seconds that `body` takes.
func measured(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  return (ContinuousClock.now - start) / .seconds(1)
}

private func row(_ name: String, _ value: String) {
  print(name.padding(toLength: max(46, name.count + 2), withPad: " ", startingAt: 0) + value)
}

private func megabytes(_ bytes: Int) -> String { String(format: "%.0f MB", Double(bytes) / 1e6) }
private func rate(_ bytes: Int, _ time: Double) -> String { String(format: "%.0f MB/s", Double(bytes) / 1e6 / time) }
private func seconds(_ time: Double) -> String { String(format: "%.1f s", time) }
private func milliseconds(_ time: Double) -> String { String(format: "%.2f ms", time * 1000) }

/// A line of /proc/self/status, such as the resident set.
private func memory(_ name: String) -> String {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
  let kilobytes = line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  return megabytes(kilobytes * 1024)
}

private func resident() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let pages = status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * 4096
}
