import Foundation
import JSON
import Statistics

/// A damaged bundle, through every command that reads one.
struct BundleTrial {
  let seed: SeedBundle

  func run(_ trial: inout Trial) {
    let bundle = "\(trial.folder)/b"
    let damage = BundleMutator.write(seed, into: bundle, &trial.random)
    let imported = trial.run(["import", "b", "--into", "s.walkaway", "--json"], allowed: [0, 65, 66])
    defer { if !trial.findings.isEmpty { trial.find("the damage: \(damage)") } }
    let strict = trial.run(["import", "b", "--into", "t.walkaway", "--strict"], allowed: [0, 65, 66])
    if strict.status != 0 { noLeftovers(after: "a strict import", beside: imported.status == 0, &trial) }
    guard imported.status == 0 else {
      if strict.status == 0 { trial.find("strict takes what lenient refuses") }
      return noLeftovers(after: "a refused import", beside: false, &trial)
    }
    checkCounts(imported, bundle, &trial)
    let again = trial.run(["import", "b", "--into", "s.walkaway", "--json"], allowed: [0])
    if let report = try? JSONValue(parsing: again.output), total("stored", report) > 0 {
      trial.find("a second import of the same bundle stores something")
    }
    read(&trial)
    if trial.random.next(below: 2) == 0 { roundTrip(&trial) }
  }

  /// Every line that was read is stored, there already, of a dropped turn, or refused.
  private func checkCounts(_ imported: Program.Outcome, _ bundle: String, _ trial: inout Trial) {
    guard let report = try? JSONValue(parsing: imported.output) else {
      return trial.find("the import's report is no JSON")
    }
    let simulated = report[SeedBundle.simulated]
    for counts in SeedBundle.kinds.map({ report[$0] }) + [simulated] {
      guard let counts else { continue }
      let parts = ["stored", "unchanged", "dropped", "refused"].map { counts[$0]?.integer ?? 0 }
      if counts["read"]?.integer != parts.reduce(0, +) { trial.find("counts: \(counts.json(indented: false))") }
    }
    if total("refused", report) > 0 { trial.count("bundles with refused rows") }
    // Without audit.json it is a log, whose lines are those of all its files that are not named as left out.
    guard FileManager.default.fileExists(atPath: "\(bundle)/audit.json") else { return trial.count("taken for logs") }
    for kind in SeedBundle.kinds {
      guard let data = FileManager.default.contents(atPath: "\(bundle)/\(kind).jsonl"), data.first != 0x1F else {
        continue
      }
      let isMarked = data.starts(with: [0xEF, 0xBB, 0xBF])
      let lines = data.dropFirst(isMarked ? 3 : 0).split(separator: 0x0A).filter { line in
        line.contains { !" \t\r".utf8.contains($0) }
      }
      guard var read = report[kind]?["read"]?.integer else { continue }
      // They stand in one file with the real ones.
      if kind == "conversations" { read += simulated?["read"]?.integer ?? 0 }
      if read != lines.count { trial.find("\(kind): \(read) read of \(lines.count)") }
    }
  }

  private func total(_ what: String, _ report: JSONValue) -> Int {
    (SeedBundle.kinds + [SeedBundle.simulated]).reduce(0) { $0 + (report[$1]?[what]?.integer ?? 0) }
  }

  /// Half of the commands each time: many kinds of damage find more than many commands.
  private func read(_ trial: inout Trial) {
    let few = ["--resamples", "60", "--permutations", "60"]
    let commands =
      [
        ["cases", "--json"], ["stats", "--json"] + few, ["cases", "--where", "text~a or real:resisting"], ["plan"],
        ["receipt", "--json", "--output", "r.json"] + few,
      ] + ["csv", "jsonl", "markdown"].map { ["export", "--format", $0, "--output", "x.\($0)"] }
    for command in commands where trial.random.next(below: 2) == 0 {
      let mayAskForMore = command.contains("--where") || command[0] == "plan"
      let outcome = trial.run(
        [command[0], "s.walkaway"] + command.dropFirst(), allowed: mayAskForMore ? [0, 64, 65] : [0, 65])
      if outcome.status == 0, command[0] == "stats", (try? JSONValue(parsing: outcome.output)) == nil {
        trial.find("stats --json is no JSON")
      }
    }
  }

  /// What was taken in comes out as it was, and in again as it came out.
  private func roundTrip(_ trial: inout Trial) {
    guard trial.run(["export", "s.walkaway", "--format", "bundle", "--output", "o"], allowed: [0]).status == 0,
      trial.run(["import", "o", "--into", "o.walkaway", "--strict"], allowed: [0]).status == 0,
      trial.run(["export", "o.walkaway", "--format", "bundle", "--output", "p"], allowed: [0]).status == 0
    else { return }
    for kind in ["audit.json"] + SeedBundle.kinds.map({ "\($0).jsonl" }) {
      // Labels stand in the order in which their instruments first came in.
      let lines = ["o", "p"].map { folder in
        (FileManager.default.contents(atPath: "\(trial.folder)/\(folder)/\(kind)") ?? Data()).split(separator: 0x0A)
          .sorted { $0.lexicographicallyPrecedes($1) }
      }
      if lines[0] != lines[1] { trial.find("\(kind) changes from export to export") }
    }
  }

  private func noLeftovers(after what: String, beside hasStore: Bool, _ trial: inout Trial) {
    let names = Set((try? FileManager.default.contentsOfDirectory(atPath: trial.folder)) ?? [])
    let expected = Set(["b", ".cache", ".data", ".state"] + (hasStore ? ["s.walkaway"] : []))
    let left = names.subtracting(expected).filter { !$0.hasPrefix("s.walkaway-") || !hasStore }
    if !left.isEmpty { trial.find("after \(what) there is left: \(left.sorted().joined(separator: ", "))") }
  }
}
