internal import Cases
internal import Foundation
public import Interchange
internal import Text

extension ImportReport {
  /// The report for people: what came in, what was dropped, what was refused and where.
  ///
  /// - Parameter lines: How many refused rows are told one by one.
  public func text(from folder: String, into path: String, lines: Int = 20) -> String {
    var text = "imported \(folder)\n    into \(path)\n"
    let kinds = BundleFiles.Kind.allCases.map {
      ($0.rawValue.padding(toLength: 14, withPad: " ", startingAt: 0), self[$0])
    }
    let simulated = simulatedConversations.map { [("simulated conversations ", $0)] } ?? []
    for (name, counts) in kinds[..<1] + simulated + kinds[1...] {
      guard counts.read > 0 else { continue }
      var parts = ["\(counts.stored) in"]
      if counts.unchanged > 0 { parts.append("\(counts.unchanged) there already") }
      if counts.completed > 0 {
        parts.append("\(counts.completed) \(choice == .keep ? "left without an outcome" : "given their outcome")")
      }
      if counts.differing > 0 {
        parts.append("\(counts.differing) \(choice == .keep ? "kept as the store has them" : "replaced")")
      }
      if counts.dropped > 0 { parts.append("\(counts.dropped) of dropped turns") }
      if counts.refused > 0 { parts.append("\(counts.refused) refused") }
      text += "  \(name)\(counts.read) read: \(parts.joined(separator: ", "))\n"
    }
    if droppedTurns > 0 {
      text += "  \(NumberText.counted(droppedTurns, "turn")) after the outcome dropped, "
      text += "in \(NumberText.counted(cutConversations, "conversation"))\n"
    }
    for (what, count) in leftOut.sorted(by: { $0.key < $1.key }) {
      text += shown("  \(ImportReport.line(what, count))") + "\n"
    }
    text += notes.map { "  \($0)\n" }.joined()
    if let changes { text += changes.text(choice: choice) }
    if changedNothing { text += "  nothing new: the store is as it was\n" }
    return text + refusalText(lines: lines)
  }

  /// What was taken otherwise than it was written.
  private var notes: [String] {
    var notes: [String] = []
    let unknown = unknownOutcomes.values.reduce(0, +)
    if unknown > 0 {
      let names = unknownOutcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { name, count in
          let meant = meantOutcomes[name].map { "; did you mean “\($0)”?" } ?? ""
          return name.isEmpty ? "none given: \(count)" : "“\(name)”: \(count)\(meant)"
        }.joined(separator: ", ")
      notes.append(
        "\(NumberText.counted(unknown, "conversation")) of unknown outcome, in no stratum and no contrast (\(names))")
    }
    if silentWords > 0 {
      notes.append(
        "\(NumberText.counted(silentWords, "simulated turn")) taken as silence: words that the simulator has for it")
    }
    if numericIDs > 0 {
      notes.append("\(NumberText.counted(numericIDs, "conversation")) with a number for an id, taken as its text")
    }
    if replacedNuls > 0 {
      notes.append("\(NumberText.counted(replacedNuls, "character")) U+0000 replaced by U+FFFD")
    }
    if credentials > 0 {
      let places = credentialPlaces.isEmpty ? "" : " (\(credentialPlaces.joined(separator: ", ")))"
      notes.append("\(NumberText.counted(credentials, "credential")) left out\(places)")
    }
    return notes
  }

  /// The report in one line, for the explorer.
  public func line(into path: String) -> String {
    var kinds = BundleFiles.Kind.allCases.map { "\(self[$0].stored) \($0.rawValue)" }
    if let simulatedConversations { kinds.insert("\(simulatedConversations.stored) simulated conversations", at: 1) }
    let rows = kinds.joined(separator: ", ")
    var line = "imported \(rows)"
    if choice != .keep, isContradiction { line += ", \(differing) replaced, \(changes?.gone ?? 0) taken out" }
    return line + (refused > 0 ? ", \(NumberText.counted(refused, "row")) refused" : "") + " into \(path)"
  }

  /// The whole report as JSON, which the store keeps.
  public var json: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension StoreChanges {
  /// What became of what the store held before, a line each.
  fileprivate func text(choice: ContradictionChoice) -> String {
    var lines: [String] = []
    if gone > 0 {
      lines.append("no longer in the bundle, \(choice == .keep ? "kept" : "taken out"): \(counts)")
    }
    lines += consequences
    if reviewsPutBack > 0 { lines.append("back with their cases: \(NumberText.counted(reviewsPutBack, "review"))") }
    if !auditKeys.isEmpty { lines.append("audit.json: \(auditKeys.joined(separator: ", ")) changed") }
    return (lines + notes).map { "  \(shown($0))\n" }.joined()
  }

  var counts: String {
    [
      (conversations, "conversation"), (simulatedConversations ?? 0, "simulated conversation"),
      (simulations, "simulation"), (labels, "label"),
    ].filter { $0.0 > 0 }.map { NumberText.counted($0, $1) }.joined(separator: ", ")
  }

  /// What rows that go or change mean for people's reviews and for answers that were paid for.
  var consequences: [String] {
    var lines: [String] = []
    if reviewsPutAside > 0 {
      lines.append(
        "without a case: \(NumberText.counted(reviewsPutAside, "review")); kept aside in the store, back with the case")
    }
    if answersGone > 0 {
      lines.append("without a case: \(NumberText.counted(answersGone, "answer")) asked for here; taken out")
    }
    if answersReplaced > 0 {
      lines.append("replaced by other rows: \(NumberText.counted(answersReplaced, "answer")) asked for here")
    }
    if answersToOtherTexts > 0 {
      lines.append(
        "kept, though the text before has changed: \(NumberText.counted(answersToOtherTexts, "answer")) asked for here")
    }
    return lines
  }
}
