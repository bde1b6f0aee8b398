import AuditStore
import Foundation
import Interchange
import JSON
import ModelEndpoint
import Probing

/// Batch files on disk: requests out, results in.
struct BatchProbing {
  let command: ProbeCommand

  private var files: BatchFiles { BatchFiles(works: command.works, now: { ClockText.now() }) }

  /// Writes the requests that have no stored answer yet into `folder`, which must not hold request files already.
  func write(to folder: String) throws {
    let jobs = try command.works.map {
      try command.setup.session.jobs(
        of: $0, at: command.probes, seed: command.seed, again: command.running.retryInvalid
      ).pending
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let there = try FileManager.default.contentsOfDirectory(atPath: folder).contains { $0.hasPrefix(prefix) }
    if there {
      throw CommandFailure(
        ExitStatus.usage, "\(folder): holds request files of \(command.name) already",
        remedy: "name another folder, or remove them once their results are read")
    }
    var names: [String] = []
    var output: PartFile?
    let count: Int
    do {
      count = try files.write(jobs, format: command.batches.batchFormat) { line, file in
        if file == names.count {
          try output?.finish()
          names.append("\(folder)/\(prefix)\(file + 1).jsonl")
          output = try PartFile(names[file])
        }
        try output?.write(line)
      }
      try output?.finish()
    } catch {
      output?.abandon()
      throw error
    }
    try tell(names, count)
  }

  private var prefix: String { "\(command.name)-requests-" }

  private func tell(_ names: [String], _ count: Int) throws {
    var output = StandardOutput()
    if command.json {
      let report: JSONValue = [
        "command": .string(command.name), "requests": .integer(count), "files": .array(names.map { .string($0) }),
      ]
      try output.write(report.json(indented: false, isSorted: true) + "\n")
    } else {
      for name in names { try output.write(name + "\n") }
      StandardError.write("\(count) requests in \(names.count) files\n")
    }
    try output.flush()
  }

  /// Takes result files, and writes what is still missing where that is asked for.
  func read(_ paths: [String]) throws {
    for path in paths where !FileManager.default.isReadableFile(atPath: path) {
      throw CommandFailure(ExitStatus.noInput, "\(path): cannot be read", remedy: "name the engine's result files")
    }
    let jobs = try command.works.map {
      try command.setup.session.everything(of: $0, at: command.probes)
    }
    let progress = ProgressLine("results", unit: .items("lines"))
    var lines = 0
    let report = try files.read(jobs) { take in
      for path in paths {
        try ResultLines.forEach(in: path) { line, number in
          lines += 1
          progress.update(done: lines, total: nil)
          try take(line, "\(path):\(number)")
        }
      }
    }
    progress.finish()
    _ = try command.setup.store.caseTable()
    if let path = command.batches.missing {
      try OutputFile.write(to: path) { write in
        _ = try files.write(
          report.missing, format: command.batches.batchFormat,
          splitter: BatchSplitter(largestCount: .max, largestSize: .max)
        ) { line, _ in try write(line) }
      }
    }
    try tell(report)
  }

  private func tell(_ report: BatchFiles.Report) throws {
    let missing = report.missing.reduce(0) { $0 + $1.count }
    var output = StandardOutput()
    if command.json {
      let value: JSONValue = [
        "lines": .integer(report.lines), "stored": .integer(report.stored), "duplicates": .integer(report.duplicates),
        "invalid": .integer(report.invalid), "failed": .integer(report.failed),
        "unreadable": .integer(report.unreadable), "foreign": .integer(report.foreign), "missing": .integer(missing),
        "problems": .array(report.problems.map { .string($0) }),
      ]
      try output.write(value.json(indented: false, isSorted: true) + "\n")
    } else {
      var text = "\(report.lines) result lines: \(report.stored) stored"
      for (count, words) in [
        (report.duplicates, "stored before"), (report.invalid, "invalid"), (report.failed, "failed at the engine"),
        (report.unreadable, "unreadable"), (report.foreign, "of other requests"),
      ] where count > 0 { text += ", \(count) \(words)" }
      text += "\n"
      for problem in report.problems { text += "  \(shown(problem))\n" }
      text += missing == 0 ? "nothing is missing\n" : "\(missing) answers are missing"
      if missing > 0 {
        text +=
          command.batches.missing.map { ", their requests are in \($0)\n" }
          ?? "; --missing FILE writes their requests\n"
      }
      try output.write(text)
      if command.name == "label" { try output.write(invalidText(try command.setup.store.invalidCounts())) }
    }
    try output.flush()
  }
}
