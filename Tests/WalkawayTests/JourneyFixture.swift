import BuiltProgram
import Foundation
import VirtualTerminal

/// A small bundle and a folder for stores, away from the user's own, removed when the test ends.
final class JourneyFixture {
  let folder: String
  let bundle: String

  /// Words that no terminal may ever receive as they stand.
  static let hostile = "\u{1B}]0;pwned\u{7}\u{1B}[2Jnot today \u{202E}drawkcab\u{0301}"

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("journey-\(UUID().uuidString)").path
    bundle = "\(folder)/bundle"
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
    let texts = ["忙，没空", "How much is it?", JourneyFixture.hostile, "再说吧", "sounds good 👨‍👩‍👧", "no"]
    var conversations: [[String: Any]] = []
    var simulations: [[String: Any]] = []
    var labels: [[String: Any]] = []
    let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]
    for (index, text) in texts.enumerated() {
      let id = "c-\(index)"
      conversations.append([
        "id": id, "outcome": index % 2 == 0 ? "non-buyer" : "buyer", "profile": ["city": index < 3 ? "成都" : "Berlin"],
        "turns": [
          ["role": "agent", "text": "您好，最近怎么样？"], ["role": "user", "text": "hello \(index)"],
          ["role": "agent", "text": "Our offer is \(index) today"], ["role": "user", "text": text],
          ["role": "agent", "text": "What do you think?"],
        ],
      ])
      simulations.append(["conversation": id, "turn": 3, "simulator": "persona", "text": "simulated answer \(index)"])
      labels.append(label(id, source: "real", stage: stages[index % 3]))
      labels.append(label(id, source: "persona", stage: stages[(index + index % 4) % 5]))
    }
    let audit: [String: Any] = [
      "format": "walkaway-audit/1", "name": "journey", "synthetic": true,
      "outcome": [
        "name": "payment",
        "strata": [["id": "non-buyer", "committed": false], ["id": "buyer", "committed": true]],
      ],
      "schema": [
        "id": "decision-state/1", "stages": stages.enumerated().map { ["id": $1, "depth": $0] as [String: Any] },
        "resistance": ["resisting"], "deliberation": ["considering"], "commitment": ["deciding"],
      ],
      "probes": ["fractions": [0.9], "exit_probe": false],
      "simulators": [["id": "persona"]], "instruments": [["id": "judge"]],
    ]
    try write([audit], to: "audit.json")
    try write(conversations, to: "conversations.jsonl")
    try write(simulations, to: "simulations.jsonl")
    try write(labels, to: "labels.jsonl")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The variables of a session of its own.
  var environment: [String: String] {
    [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_DATA_HOME": "\(folder)/data",
      "XDG_CACHE_HOME": "\(folder)/cache", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }

  /// The explorer on the bundle, in a terminal of its own.
  func explore(
    rows: Int32 = 24, columns: Int32 = 80, hasJobControl: Bool = false, adding more: [String: String] = [:],
    reviewer: String = "mk", at link: String? = nil
  ) throws -> VirtualTerminal {
    let variables = environment.merging(more) { $1 }.map { "\($0)=\($1)" }
    return try VirtualTerminal(
      running: Program.path, [link ?? bundle, "--reviewer", reviewer], environment: variables, rows: rows,
      columns: columns,
      hasJobControl: hasJobControl)
  }

  private func label(_ conversation: String, source: String, stage: String) -> [String: Any] {
    [
      "conversation": conversation, "turn": 3, "source": source, "instrument": "judge", "stage": stage,
      "rationale": "why",
    ]
  }

  private func write(_ objects: [[String: Any]], to name: String) throws {
    let lines = try objects.map {
      try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys) + Data("\n".utf8)
    }
    try lines.reduce(Data(), +).write(to: URL(fileURLWithPath: "\(bundle)/\(name)"))
  }
}
