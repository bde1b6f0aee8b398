internal import Cases
internal import Interchange
internal import Text

extension BundleContradiction {
  /// What the bundle and the store disagree on, and where first.
  public var text: String {
    var lines = [
      isLog
        ? "\(folder): \(store) holds something else under the same names:"
        : "\(folder): has changed since \(store) took it in, and the two disagree:"
    ]
    let kinds: [(RecordConflict.Kind, String, String)] = [
      (.conversation, "texts, outcomes or profiles", "conversation"),
      (.simulatedConversation, "texts, endings or profiles", "simulated conversation"),
      (.simulation, "texts", "simulation"), (.label, "values", "label"),
    ]
    for (kind, what, name) in kinds where report[kind].differing > 0 {
      lines.append("  other \(what): \(NumberText.counted(report[kind].differing, name))")
    }
    if let changes = report.changes, changes.gone > 0 {
      lines.append("  no longer in the \(isLog ? "log" : "bundle"): \(changes.counts)")
    }
    for refusal in report.contradictions.prefix(BundleContradiction.exampleLimit) {
      let key = refusal.key.isEmpty ? "" : "\(refusal.key): "
      lines.append("  \(refusal.file):\(refusal.line): \(key)\(refusal.explanation)")
    }
    for gone in (report.changes?.examples ?? []).prefix(BundleContradiction.exampleLimit) {
      lines.append("  \(gone.file).jsonl: \(gone.record) is no longer there")
    }
    let consequences = report.changes?.consequences ?? []
    if !consequences.isEmpty { lines += ["with the \(isLog ? "log" : "bundle")'s:"] + consequences.map { "  \($0)" } }
    lines.append("nothing was changed")
    return shownLines(lines.joined(separator: "\n"))
  }

  private static let exampleLimit = 5

  var failure: CommandFailure {
    CommandFailure(
      .badData, text,
      remedy: shown(
        isLog
          ? "give the same command with --replace (the log is right) or --keep (the store is right)"
          : "walkaway import \(folder) --into \(store) --replace (the bundle is right) or --keep (the store is right)"))
  }
}

extension NothingTaken {
  var failure: CommandFailure {
    let what = report.isAllRefused ? "every row was refused" : "no conversation came in"
    let end = isNew ? "no store was made" : "the store is as it was"
    let refusals = report.refusalText(lines: 20)
    return CommandFailure(
      .badData, shownLines("\(folder): \(what); \(end)" + (refusals.isEmpty ? "" : "\n\(refusals.dropLast())")))
  }
}
