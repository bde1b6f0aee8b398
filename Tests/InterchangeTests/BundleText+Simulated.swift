import Foundation
import JSON

extension BundleText {
  /// Version 2: two real conversations and four simulated ones, as this program writes them.
  static let whole = BundleText(
    audit: BundleText.plainAudit.replacingOccurrences(of: "walkaway-audit/1", with: "walkaway-audit/2"),
    conversations: [
      BundleText().conversations[0].replacingOccurrences(of: #","outcome_at":null"#, with: ""),
      #"{"id":"c-2","outcome":"bought","turns":[{"role":"agent","text":"Hi"},{"role":"user","text":"yes"}]}"#,
      """
      {"id":"s-1","simulator":"persona","replays":"c-2","ended_by":"user","end_word":"###STOP###","customer":"u-7",\
      "profile":{"city":"Ghent","age":31},"turns":[{"role":"agent","text":"SIMULATED hello","at":null,"x":1},\
      {"role":"user","text":"I take it\\n###STOP###"}],"unknown":{"kept":[1.50]}}
      """,
      #"{"id":"s-2","simulator":"other","outcome":"left","ended_by":"limit","turns":[]}"#,
      """
      {"id":"s-3","simulator":"persona","turns":[{"role":"user","text":""}],"outcome":null,"replays":null,\
      "ended_by":null,"end_word":null,"customer":null,"profile":null}
      """,
      #"{"id":"7","simulator":"other","replays":"c-1","end_word":"","profile":{},"turns":[],"outcome_at":"never"}"#,
    ])

  /// The same with labels of simulated conversations, in the order in which this program writes them.
  static var labelled: BundleText {
    var bundle = BundleText.whole
    bundle.conversations.append(
      """
      {"id":"s-5","simulator":"other","replays":"c-1","ended_by":"agent","turns":[{"role":"agent","text":"Hello"},\
      {"role":"user","text":"no"},{"role":"system","text":""},{"role":"user","text":"call 13812345678"}]}
      """)
    bundle.labels =
      (BundleText().labels ?? []) + [
        #"{"conversation":"s-1","turn":0,"source":"agent","instrument":"judge","action":"pitch"}"#,
        """
        {"conversation":"s-1","turn":1,"source":"persona","draw":0,"instrument":"judge","stage":"deciding",\
        "emotion":"calm","blocker":"price","exit":"none","signal":"I take it","convergence":0.5,"rationale":"says so",\
        "zzz":[1.50]}
        """,
        #"{"conversation":"s-1","turn":1,"source":"persona","instrument":"judge-b","stage":"exploring"}"#,
        #"{"conversation":"s-5","turn":1,"source":"other","instrument":"judge","stage":"exploring"}"#,
        """
        {"conversation":"s-5","turn":3,"source":"other","instrument":"judge","stage":"resisting","exit":"refusal",\
        "signal":"13812345678"}
        """,
      ]
    return bundle
  }

  /// Makes it a bundle of version 2, with simulated conversations of all sorts.
  mutating func addSimulatedConversations(_ random: inout SeededGenerator) {
    audit = audit.replacingOccurrences(of: "walkaway-audit/1", with: "walkaway-audit/2")
    // Foundation's reader takes some characters away.
    let ids = conversations.compactMap { (try? JSONValue(parsing: $0))?["id"]?.string }
    let words = ["a", "###STOP###", "", "\"\\\n", "价格", "\u{202E}"]
    func word() -> String { words.randomElement(using: &random) ?? "" }
    for number in 0..<Int.random(in: 1...8, using: &random) {
      let id = "s\(word())\(number)"
      var row: [String: Any] = ["id": id, "simulator": number % 2 == 0 ? "persona" : "other"]
      let turns = (0..<Int.random(in: 0...4, using: &random)).map { turn -> [String: Any] in
        ["role": turn % 2 == 0 ? "agent" : "user", "text": word(), "k\(word())": NSNull()]
      }
      row["turns"] = turns
      let optional: [String: [Any]] = [
        "replays": ids + [NSNull()], "outcome": ["left", "bought", NSNull()],
        "ended_by": ["user", "agent", "limit", "error", "unknown", NSNull()], "end_word": [word(), NSNull()],
        "customer": [word(), NSNull()], "profile": [["city": word(), "n": 1.5], NSNull(), [String: Any]()],
        "other \(word())": [1, [2], ["replays": "x"]],
      ]
      for (key, values) in optional.sorted(by: { $0.key < $1.key }) where Bool.random(using: &random) {
        row[key] = values.randomElement(using: &random)
      }
      for (place, turn) in turns.enumerated() where Bool.random(using: &random) {
        var label: [String: Any] = ["conversation": id, "turn": place, "rationale": word(), "k\(word())": [1]]
        let isOfUser = turn["role"] as? String == "user"
        label["source"] = isOfUser ? row["simulator"] : "agent"
        label[isOfUser ? "stage" : "action"] = isOfUser ? "resisting" : "pitch"
        label["instrument"] = ["judge", "judge-b"].randomElement(using: &random)
        if Bool.random(using: &random) { label["draw"] = 0 }
        labels = (labels ?? []) + [Self.line(label)]
      }
      conversations.append(Self.line(row))
    }
  }

  private static func line(_ row: [String: Any]) -> String {
    let data = (try? JSONSerialization.data(withJSONObject: row, options: [.withoutEscapingSlashes])) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
