internal import Figures
internal import JSON
public import Receipt

extension ReceiptVerification {
  /// The points as lines for people; differences beyond eight of one point are counted.
  public var text: String {
    let limit = 8
    var lines: [String] = []
    for point in points {
      lines.append("\(point.agrees ? "✓" : "✗") \(point.name): \(point.detail)")
      for difference in point.differences.prefix(limit) {
        lines.append("    \(difference.path)")
        lines.append("      receipt \(cut(difference.receipt))")
        lines.append("      audit   \(cut(difference.audit))")
      }
      if point.differences.count > limit { lines.append("    … and \(point.differences.count - limit) more") }
    }
    let wrong = points.filter { !$0.agrees }.map(\.name)
    lines.append("")
    lines.append(
      wrong.isEmpty
        ? "The receipt and the audit agree in every point."
        : "The receipt and the audit do not agree: \(wrong.joined(separator: ", ")).")
    if isOfProbedStore, !agrees {
      lines.append(
        "The records agree. The receipt was made of a store that asked models: its plan and what came back are facts of that "
          + "store, which no bundle holds. Verify it against the store.")
    }
    return lines.map(shown).joined(separator: "\n") + "\n"
  }

  /// The points as JSON.
  public var json: String { tree.json() + "\n" }

  private var tree: JSONValue {
    [
      "agrees": .bool(agrees),
      "points": .array(
        points.map { point in
          [
            "name": .string(point.name), "agrees": .bool(point.agrees), "detail": .string(point.detail),
            "differences": .array(
              point.differences.map {
                [
                  "path": .string($0.path), "receipt": $0.receipt.map(JSONValue.string) ?? .null,
                  "audit": $0.audit.map(JSONValue.string) ?? .null,
                ]
              }),
          ]
        }),
    ]
  }

  private func cut(_ text: String?) -> String {
    guard let text else { return "nothing" }
    return text.count > 100 ? text.prefix(99) + "…" : text
  }
}
