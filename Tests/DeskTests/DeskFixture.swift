import Cases
import Desk
import Foundation

/// A small audit with two simulators, draws, customers and two instruments, in a folder that goes with the value.
final class DeskFixture {
  let folder: String
  var bundle: String { path("bundle") }

  static let stages = ["resisting", "exploring", "deciding"]

  /// - Parameter other: The id of the second simulator.
  init(other: String = "other") throws {
    folder = NSTemporaryDirectory() + "desk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder + "/bundle", withIntermediateDirectories: true)
    try write([DeskFixture.description(other)], to: "audit.json")
    var (conversations, simulations, labels): ([[String: Any]], [[String: Any]], [[String: Any]]) = ([], [], [])
    for number in 0..<12 {
      let id = "c-\(number)"
      conversations.append([
        "id": id, "outcome": number % 2 == 0 ? "left" : "bought", "customer": "k-\(number / 4)",
        "turns": (0..<5).map { ["role": $0 % 2 == 0 ? "agent" : "user", "text": "turn \(number)-\($0)"] },
      ])
      func label(_ source: String, _ instrument: String, _ stage: Int, draw: Int = 0) {
        labels.append([
          "conversation": id, "turn": 3, "source": source, "instrument": instrument, "draw": draw,
          "stage": DeskFixture.stages[stage % 3],
        ])
      }
      for instrument in ["judge", "second"] { label("real", instrument, number % 3) }
      // Two turns look deeper with the whole conversation in view, one shallower, one alike.
      if number < 4 { label("real", "judge-full", [1, 2, 1, 0][number]) }
      for (simulator, draw) in [("persona", 0), ("persona", 1), (other, 0)] {
        simulations.append([
          "conversation": id, "turn": 3, "simulator": simulator, "draw": draw, "text": "answer \(number)",
        ])
        label(simulator, "judge", number * number + draw, draw: draw)
        if draw == 0 { label(simulator, "second", number + 1) }
      }
    }
    try write(conversations, to: "conversations.jsonl")
    try write(simulations, to: "simulations.jsonl")
    try write(labels, to: "labels.jsonl")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func description(_ other: String) -> [String: Any] {
    [
      "format": "walkaway-audit/1", "name": "desk",
      "outcome": [
        "name": "purchase", "strata": [["id": "left", "committed": false], ["id": "bought", "committed": true]],
      ],
      "schema": [
        "id": "s", "stages": stages.enumerated().map { ["id": $1, "depth": $0] as [String: Any] },
        "resistance": ["resisting"], "deliberation": [String](), "commitment": ["deciding"],
      ],
      "probes": ["fractions": [0.9], "exit_probe": false],
      "simulators": [["id": "persona", "no_reply": "(silence)"], ["id": other]],
      "instruments": [["id": "judge"], ["id": "second"], ["id": "judge-full"]],
    ]
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The lines of the bundle's labels.
  func labels() throws -> [String] {
    try String(contentsOfFile: bundle + "/labels.jsonl", encoding: .utf8).split(separator: "\n").map(String.init)
  }

  func write(labels: [String]) throws {
    try Data(labels.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: bundle + "/labels.jsonl"))
  }

  /// The audit in a store of its own.
  func audit() throws -> LoadedAudit {
    try LoadedAudit(OpenAudit.open(bundle, environment: ["XDG_DATA_HOME": path("data"), "HOME": folder]).store)
  }

  /// What a person says of a case of the first draw.
  static func review(
    _ number: Int, simulator: String = "persona", flag: Bool = true, blind: (String, String)? = nil
  ) -> Review {
    Review(
      conversation: "c-\(number)", turn: 3, simulator: simulator, reviewer: "mk", flag: flag,
      blindReal: blind.map { Review.BlindLabel(stage: $0.0) },
      blindSimulated: blind.map { Review.BlindLabel(stage: $0.1) })
  }

  private func write(_ objects: [[String: Any]], to name: String) throws {
    let lines = try objects.map {
      try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys) + Data("\n".utf8)
    }
    try lines.reduce(Data(), +).write(to: URL(fileURLWithPath: "\(bundle)/\(name)"))
  }
}

extension AnalysisSettings {
  /// As the standard, but quick.
  static var quick: AnalysisSettings {
    var settings = AnalysisSettings()
    settings.method.resamples = 20
    settings.method.permutationDraws = 20
    return settings
  }
}
