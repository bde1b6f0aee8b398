internal import Foundation
public import Interchange

extension ImportReport {
  /// The report for people: what came in, what was dropped, what was refused and where.
  ///
  /// - Parameter lines: How many refused rows are told one by one.
  public func text(from folder: String, into path: String, lines: Int = 20) -> String {
    var text = "imported \(folder)\n    into \(path)\n"
    for kind in BundleFiles.Kind.allCases {
      let counts = self[kind]
      guard counts.read > 0 else { continue }
      let name = kind.rawValue.padding(toLength: 14, withPad: " ", startingAt: 0)
      var parts = ["\(counts.stored) in"]
      if counts.unchanged > 0 { parts.append("\(counts.unchanged) there already") }
      if counts.dropped > 0 { parts.append("\(counts.dropped) of dropped turns") }
      if counts.refused > 0 { parts.append("\(counts.refused) refused") }
      text += "  \(name)\(counts.read) read: \(parts.joined(separator: ", "))\n"
    }
    if droppedTurns > 0 {
      text += "  \(droppedTurns) turns after the outcome dropped, in \(cutConversations) conversations\n"
    }
    if changedNothing { text += "  nothing new: the store is as it was\n" }
    guard refused > 0 else { return text }
    text += "refused, by reason:\n"
    for (reason, count) in refusedByReason.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      text += "  \(count)  \(reason)\n"
    }
    for refusal in refusals.prefix(lines) { text += "  \(refusal)\n" }
    if refused > min(lines, refusals.count) { text += "  … and \(refused - min(lines, refusals.count)) more\n" }
    return text
  }

  /// The report in one line, for the explorer.
  public func line(into path: String) -> String {
    let rows = BundleFiles.Kind.allCases.map { "\(self[$0].stored) \($0.rawValue)" }.joined(separator: ", ")
    return "imported \(rows)" + (refused > 0 ? ", \(refused) rows refused" : "") + " into \(path)"
  }

  /// The whole report as JSON, which the store keeps.
  public var json: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }
}
