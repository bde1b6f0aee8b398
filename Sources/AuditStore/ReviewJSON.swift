internal import Cases
internal import Foundation

/// Reviews as the JSON of a bundle, with the keys that the program does not know kept.
enum ReviewJSON {
  static func tags(_ text: String) -> [String] { (object(text) as? [String]) ?? [] }

  static func text(_ value: Any) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
    let data = try? JSONSerialization.data(withJSONObject: value, options: options)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  static func blindText(_ review: Review) -> String? {
    if review.blindReal == nil, review.blindSimulated == nil { return nil }
    return text(blind(of: review, over: [:]))
  }

  static func blind(_ text: String) -> (Review.BlindLabel?, Review.BlindLabel?) {
    let value = object(text) as? [String: Any]
    func label(_ key: String) -> Review.BlindLabel? {
      guard let fields = value?[key] as? [String: Any] else { return nil }
      return Review.BlindLabel(
        stage: fields["stage"] as? String, emotion: fields["emotion"] as? String,
        blocker: fields["blocker"] as? String, exit: fields["exit"] as? String)
    }
    return (label("real"), label("simulated"))
  }

  /// The review as a JSON object; keys of `base` that the program does not know stay.
  static func text(of review: Review, over base: String?) -> String {
    var object = (base.flatMap { self.object($0) } as? [String: Any]) ?? [:]
    object["conversation"] = review.conversation
    object["turn"] = review.turn
    object["simulator"] = review.simulator
    object["draw"] = review.draw
    object["reviewer"] = review.reviewer
    object["flag"] = review.flag
    object["tags"] = review.tags
    object["note"] = review.note
    object["severity"] = review.severity
    object["at"] = review.at
    let before = (object["blind"] as? [String: Any]) ?? [:]
    let blind = blind(of: review, over: before)
    object["blind"] = blind.isEmpty ? nil : blind
    return text(object)
  }

  private static func blind(of review: Review, over base: [String: Any]) -> [String: Any] {
    var blind = base
    blind["real"] = fields(of: review.blindReal, over: base["real"])
    blind["simulated"] = fields(of: review.blindSimulated, over: base["simulated"])
    return blind
  }

  private static func fields(of label: Review.BlindLabel?, over base: Any?) -> [String: Any]? {
    guard let label else { return nil }
    var fields = (base as? [String: Any]) ?? [:]
    fields["stage"] = label.stage
    fields["emotion"] = label.emotion
    fields["blocker"] = label.blocker
    fields["exit"] = label.exit
    return fields
  }

  private static func object(_ text: String) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }
}
