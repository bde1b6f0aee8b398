import Foundation
import JSON
import Statistics

/// A damaged store, through every command that reads one.
struct StoreTrial {
  /// The store before the damage, and what it says.
  struct Base {
    let path: String
    let policy: String
    let receipt: String
    let statistics: Data

    init(of sample: String, trials: Trials) throws {
      let folder = try trials.folder("base")
      let seed = try SeedBundle(of: sample, conversations: 12)
      writeFiles(seed.files, into: "\(folder)/b")
      path = "\(folder)/s.walkaway"
      policy = "\(folder)/policy.yaml"
      receipt = "\(folder)/r.json"
      let setup = [
        ["import", "b", "--into", "s.walkaway"],
        ["receipt", "s.walkaway", "--json", "--output", "r.json"] + StoreTrial.few,
      ]
      for command in setup where trials.program.run(command, in: folder).status != 0 {
        fatalError("\(command) fails on the sample")
      }
      statistics = trials.program.run(StoreTrial.statistics, in: folder).output
      try Data("version: 1\nrules:\n  false_leaving: { at_most: 0.5 }\n".utf8).write(to: URL(fileURLWithPath: policy))
    }
  }

  let base: Base
  static let few = ["--resamples", "60", "--permutations", "60"]
  static let statistics = ["stats", "s.walkaway", "--json"] + few

  func run(_ trial: inout Trial) {
    let store = "\(trial.folder)/s.walkaway"
    for (from, name) in [(base.path, "s.walkaway"), (base.policy, "policy.yaml"), (base.receipt, "r.json")] {
      try? FileManager.default.copyItem(atPath: from, toPath: "\(trial.folder)/\(name)")
    }
    let damage = StoreMutator.damage(store, &trial.random)
    defer { if !trial.findings.isEmpty { trial.find("the damage: \(damage.words)") } }
    trial.count("damage to \(damage.kind)")
    let stats = trial.run(StoreTrial.statistics, allowed: [0, 65, 74])
    compare(stats, after: damage.kind, &trial)
    for command in commands(&trial) { _ = trial.run(command, allowed: [0, 65, 66, 74]) }
    let verdict = trial.run(["verify", "r.json", "s.walkaway"], allowed: [0, 1, 65, 74])
    if verdict.status == 0 { trial.count("receipts that still agree") }
    if trial.random.next(below: 3) == 0 {
      _ = trial.run(["check", "s.walkaway", "--policy", "policy.yaml"], allowed: [0, 1, 2, 65, 74])
    }
    // Reading may have made the case table anew, never other numbers.
    if stats.status == 0 || trial.random.next(below: 3) == 0 {
      compare(trial.run(StoreTrial.statistics, allowed: [0, 65, 74]), after: damage.kind, &trial)
    }
  }

  private func compare(_ stats: Program.Outcome, after kind: StoreMutator.Kind, _ trial: inout Trial) {
    guard stats.status == 0 else { return trial.count("refused after damage to \(kind)") }
    guard stats.output != base.statistics else { return trial.count("same numbers after damage to \(kind)") }
    trial.count("other numbers after damage to \(kind)")
    if kind != .rows { trial.find("other numbers, and nothing said") }
  }

  private func commands(_ trial: inout Trial) -> [[String]] {
    let all = [
      ["cases", "s.walkaway", "--json"], ["cases", "s.walkaway", "--where", "text~a or real:resisting"],
      ["cases", "s.walkaway", "--where", "note~line", "--csv"],
      ["export", "s.walkaway", "--format", "csv", "--output", "x.csv"],
      ["export", "s.walkaway", "--format", "jsonl", "--output", "x.jsonl"],
      ["export", "s.walkaway", "--format", "markdown", "--output", "x.md"],
      ["export", "s.walkaway", "--format", "html", "--output", "x.html"] + StoreTrial.few,
      ["export", "s.walkaway", "--format", "bundle", "--output", "x"],
      ["receipt", "s.walkaway", "--json", "--output", "x.json"] + StoreTrial.few, ["plan", "s.walkaway"],
      ["stats", "s.walkaway", "--csv"] + StoreTrial.few,
    ]
    // A third of them each time: many kinds of damage find more than many commands, and the order of what makes the table
    // anew differs too.
    return all.filter { _ in trial.random.next(below: 3) == 0 }
  }
}
