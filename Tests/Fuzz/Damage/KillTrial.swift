import Foundation
import JSON
import Statistics

/// A command killed at any moment: what was there is whole, what it began is gone after the next run, and that run gives
/// what it always gives.
struct KillTrial {
  struct Base {
    let folder: String
    let jobs: [Job]

    init(of sample: String, trials: Trials) throws {
      folder = try trials.folder("base")
      let seed = try SeedBundle(of: sample, conversations: 120)
      var half = seed
      half.rows["labels"] = Array((seed.rows["labels"] ?? []).prefix(900))
      writeFiles(seed.files, into: "\(folder)/whole")
      writeFiles(half.files, into: "\(folder)/half")
      var log = seed
      log.rows["conversations"] = seed.rows["conversations"]?.filter { $0["simulator"] == nil }
      writeFiles(["log.jsonl": log.lines(of: "conversations")], into: folder)
      for (bundle, store) in [("whole", "s.walkaway"), ("half", "h.walkaway")]
      where trials.program.run(["import", bundle, "--into", store], in: folder).status != 0 {
        fatalError("the sample cannot be imported")
      }
      var jobs = Job.all
      for number in jobs.indices {
        let place = try trials.folder("timing")
        KillTrial.prepare(place, from: folder)
        let start = ContinuousClock.now
        let outcome = trials.program.run(jobs[number].command, in: place)
        guard outcome.status == 0 else { fatalError("\(jobs[number].command): \(outcome.errorText)") }
        jobs[number].seconds = start.duration(to: .now) / .seconds(1)
        jobs[number].result = jobs[number].read(in: place, trials.program)
      }
      self.jobs = jobs
    }
  }

  struct Job {
    let command: [String]
    /// The file or folder that it makes or changes.
    let target: String
    /// Whether that was there before.
    var isThere = false
    var seconds = 0.0
    var result = Data()

    static let few = ["--resamples", "200", "--permutations", "200"]
    static let all: [Job] = [
      Job(command: ["import", "whole", "--into", "n.walkaway"], target: "n.walkaway"),
      Job(command: ["import", "whole", "--into", "h.walkaway"], target: "h.walkaway", isThere: true),
      Job(command: ["import", "log.jsonl", "--into", "n.walkaway"], target: "n.walkaway"),
      Job(command: ["merge", "s.walkaway", "h.walkaway", "--into", "n.walkaway"], target: "n.walkaway"),
      Job(command: ["export", "s.walkaway", "--format", "csv", "--output", "x.csv"], target: "x.csv"),
      Job(command: ["export", "s.walkaway", "--format", "jsonl", "--output", "x.jsonl"], target: "x.jsonl"),
      Job(command: ["export", "s.walkaway", "--format", "bundle", "--output", "x"], target: "x"),
      Job(command: ["export", "s.walkaway", "--format", "markdown", "--output", "x.md"], target: "x.md"),
      Job(command: ["export", "s.walkaway", "--format", "html", "--output", "x.html"] + few, target: "x.html"),
      Job(command: ["receipt", "s.walkaway", "--json", "--output", "x.json"] + few, target: "x.json"),
      Job(command: ["cases", "whole", "--limit", "1"], target: ".data/walkaway"),
      Job(command: ["generate", "--into", "g", "--conversations", "400"], target: "g"),
    ]

    /// What the target says, without what differs from run to run.
    func read(in folder: String, _ program: Program) -> Data {
      let path = "\(folder)/\(target)"
      if target.hasSuffix(".walkaway") {
        return program.run(["export", target, "--format", "jsonl"], in: folder).output
      }
      if target == ".data/walkaway" { return program.run(["cases", "whole", "--csv"], in: folder).output }
      if target == "x.json" || target == "x.html" {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        // Its time, and what is sealed with it.
        let lines = text.split(separator: "\n").filter { !$0.contains("\"issued_at\"") && !$0.contains("\"sha256\"") }
        return Data(lines.joined().replacing(#/\d{4}-\d\d-\d\d(T| )\d\d:\d\d(:\d\d)?/#, with: "then").utf8)
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
      if names.isEmpty { return FileManager.default.contents(atPath: path) ?? Data() }
      return names.reduce(into: Data()) { data, name in
        data.append(Data(name.utf8) + (FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()))
      }
    }
  }

  let base: Base

  private static let given = ["whole", "half", "log.jsonl", "s.walkaway", "h.walkaway"]

  static func prepare(_ folder: String, from base: String) {
    for name in given {
      try? FileManager.default.copyItem(atPath: "\(base)/\(name)", toPath: "\(folder)/\(name)")
    }
  }

  func run(_ trial: inout Trial) {
    let job = base.jobs[trial.number % base.jobs.count]
    let name = job.command.prefix(4).joined(separator: " ")
    KillTrial.prepare(trial.folder, from: base.folder)
    let before = job.isThere ? job.read(in: trial.folder, trial.program) : Data()
    let signal = ["KILL", "KILL", "TERM", "INT"][trial.random.next(below: 4)]
    let killed = trial.program.run(
      job.command, in: trial.folder, kill: (signal, max(0.001, trial.random.nextUnit() * job.seconds * 1.1)))
    // `timeout` says 124 where a signal that can be caught ended the command, and dies with the command by SIGKILL.
    trial.count(killed.status == 0 ? "ended before the kill" : "killed by \(signal)")
    if signal != "KILL" { noLeftovers(after: "\(name), \(signal)", job, &trial) }
    if job.target.hasSuffix(".walkaway"), FileManager.default.fileExists(atPath: "\(trial.folder)/\(job.target)") {
      let now = job.read(in: trial.folder, trial.program)
      if now != job.result, now != before { trial.find("\(name): the store is neither as before nor whole") }
    } else if !job.isThere, !job.target.hasPrefix("."),
      FileManager.default.fileExists(atPath: "\(trial.folder)/\(job.target)"),
      job.read(in: trial.folder, trial.program) != job.result
    {
      trial.find("\(name): a torn \(job.target)")
    }
    // A folder that came to stand whole is not made again, nor is a store by a merge.
    if !job.isThere, job.target == "x" || job.target == "g" || job.command[0] == "merge" {
      try? FileManager.default.removeItem(atPath: "\(trial.folder)/\(job.target)")
    }
    let again = trial.run(job.command, allowed: [0])
    if again.status == 0, job.read(in: trial.folder, trial.program) != job.result {
      trial.find("\(name): another result after a kill")
    }
    noLeftovers(after: "the run after \(name)", job, &trial)
  }

  private func noLeftovers(after what: String, _ job: Job, _ trial: inout Trial) {
    let files = FileManager.default
    let expected = Set(KillTrial.given + [job.target, ".data", ".cache", ".state"])
    let stores = expected.filter { $0.hasSuffix(".walkaway") }.flatMap { ["\($0)-wal", "\($0)-shm"] }
    var left = Set((try? files.contentsOfDirectory(atPath: trial.folder)) ?? []).subtracting(expected).subtracting(
      stores)
    let kept = (try? files.contentsOfDirectory(atPath: "\(trial.folder)/.data/walkaway")) ?? []
    left.formUnion(kept.filter { $0.hasPrefix(".") || $0.contains("partial") || $0.contains("importing") })
    if !left.isEmpty { trial.find("after \(what) there is left: \(left.sorted().joined(separator: ", "))") }
  }
}
