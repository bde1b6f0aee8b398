import Foundation

/// A small generator whose numbers follow from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// Bundles that follow the rules and use all the freedom that these leave.
enum RandomBundle {
  private static let stages = ["resisting", "exploring", "deciding"]
  private static let emotions = ["calm", "angry"]

  static func make(_ random: inout SeededGenerator) -> BundleText {
    var bundle = BundleText()
    bundle.conversations = []
    var simulations: [String] = []
    var labels: [String] = []
    var reviews: [String] = []
    for number in 0..<Int.random(in: 1...8, using: &random) {
      let id = "\(text(&random))-\(number)"
      var turns: [[String: Any]] = []
      for _ in 0..<Int.random(in: 0...7, using: &random) { turns.append(turn(&random)) }
      var conversation: [String: Any] = [
        "id": id, "outcome": Bool.random(using: &random) ? "left" : "bought", "turns": turns,
      ]
      add(["outcome_at": NSNull()], to: &conversation, &random)
      add(["customer": Bool.random(using: &random) ? text(&random) : NSNull()], to: &conversation, &random)
      add(["profile": object(&random, depth: 1)], to: &conversation, &random)
      add(["x-\(text(&random))": value(&random, depth: 3)], to: &conversation, &random)
      bundle.conversations.append(line(conversation))
      for place in turns.indices.map({ $0 }) + [turns.count] {
        let isUser = place < turns.count ? turns[place]["role"] as? String == "user" : isExitProbe(turns)
        guard isUser else { continue }
        for simulator in ["persona", "other"] where Bool.random(using: &random) {
          simulations.append(line(simulation(id, place, simulator, &random)))
          if Bool.random(using: &random) {
            labels.append(line(label(id, place, simulator, &random)))
          }
          if Int.random(in: 0..<4, using: &random) == 0 {
            var review: [String: Any] = [
              "conversation": id, "turn": place, "simulator": simulator, "draw": 3, "reviewer": "r\(text(&random))",
            ]
            add(["tags": ["a", text(&random) + "!"], "note": text(&random)], to: &review, &random)
            add(
              ["severity": Double.random(in: -5...5, using: &random), "y": value(&random, depth: 2)], to: &review,
              &random)
            reviews.append(line(review))
          }
        }
        if place < turns.count, Bool.random(using: &random) { labels.append(line(label(id, place, "real", &random))) }
      }
    }
    bundle.simulations = simulations.shuffled(using: &random)
    bundle.labels = labels.shuffled(using: &random)
    bundle.reviews = reviews.shuffled(using: &random)
    return bundle
  }

  private static func isExitProbe(_ turns: [[String: Any]]) -> Bool {
    turns.compactMap { $0["role"] as? String }.last { $0 == "user" || $0 == "agent" } == "agent"
  }

  private static func turn(_ random: inout SeededGenerator) -> [String: Any] {
    var turn: [String: Any] = [
      "role": ["agent", "user", "system", "tool"].randomElement(using: &random) ?? "user", "text": text(&random),
    ]
    add(["at": Bool.random(using: &random) ? "2026-03-01T09:12:00.5+08:00" : NSNull()], to: &turn, &random)
    add([text(&random) + "_": value(&random, depth: 2)], to: &turn, &random)
    return turn
  }

  private static func simulation(
    _ id: String, _ turn: Int, _ simulator: String, _ random: inout SeededGenerator
  ) -> [String: Any] {
    var simulation: [String: Any] = [
      "conversation": id, "turn": turn, "simulator": simulator, "draw": 3,
      "text": Bool.random(using: &random) ? text(&random) : NSNull(),
    ]
    add(["usage": value(&random, depth: 2)], to: &simulation, &random)
    return simulation
  }

  private static func label(
    _ id: String, _ turn: Int, _ source: String, _ random: inout SeededGenerator
  ) -> [String: Any] {
    var label: [String: Any] = [
      "conversation": id, "turn": turn, "source": source, "instrument": "judge",
      "stage": stages.randomElement(using: &random) ?? "",
    ]
    if source != "real" { label["draw"] = 3 }
    add(["emotion": emotions.randomElement(using: &random) ?? NSNull()], to: &label, &random)
    add(["blocker": NSNull(), "signal": text(&random)], to: &label, &random)
    add(["convergence": Double.random(in: -1...1, using: &random)], to: &label, &random)
    add(["rationale": text(&random), "z z": value(&random, depth: 2)], to: &label, &random)
    return label
  }

  /// Adds the members half of the time.
  private static func add(
    _ members: [String: Any], to object: inout [String: Any], _ random: inout SeededGenerator
  ) {
    if Bool.random(using: &random) { object.merge(members) { old, _ in old } }
  }

  private static func object(_ random: inout SeededGenerator, depth: Int) -> [String: Any] {
    var object: [String: Any] = [:]
    for _ in 0..<Int.random(in: 0...3, using: &random) { object[text(&random)] = value(&random, depth: depth) }
    return object
  }

  private static func value(_ random: inout SeededGenerator, depth: Int) -> Any {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return NSNull()
    case 1: return Bool.random(using: &random)
    case 2: return Int.random(in: Int.min...Int.max, using: &random)
    case 3: return Double.random(in: -1e10...1e10, using: &random)
    case 6: return (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random, depth: depth - 1) }
    case 7: return object(&random, depth: depth - 1)
    default: return text(&random)
    }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", "Z", " ", "\n", "\t", "\"", "\\", "/", "é", "ß", "价格", "👩‍👩‍👧", "\u{202E}", "\u{1B}[31m", "\u{7F}", "ı", "𝔘",
      "\u{FFFF}",
      "{", "}", "[", "]", ":", ",", "=1", "\r\n", "e\u{301}", "\u{FEFF}",
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private static func line(_ object: [String: Any]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: object, options: [.withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
