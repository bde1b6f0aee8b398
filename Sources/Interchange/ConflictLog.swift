internal import Cases

/// The rows that the store had already, counted as they come in, explained at the end.
struct ConflictLog {
  private let limit: Int
  private var first: [RecordConflict] = []
  private var counts: [RecordConflict.Kind: [RecordConflict.Verdict: Int]] = [:]
  private(set) var refused = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ conflicts: [RecordConflict]) {
    for conflict in conflicts {
      counts[conflict.kind, default: [:]][conflict.verdict, default: 0] += 1
      guard conflict.isRefusal else { continue }
      refused += 1
      if first.count < limit { first.append(conflict) }
    }
  }

  /// Moves the rows from those stored to those refused or unchanged.
  func apply(to report: inout ImportReport, outcome: BundleRun.Outcome, files: BundleFiles, limit: Int) {
    for (kind, verdicts) in counts {
      for (verdict, count) in verdicts {
        report[kind.file].stored -= count
        if let reason = verdict.reason(for: kind) {
          report[kind.file].refused += count
          report.refusedByReason[reason.rawValue, default: 0] += count
        } else {
          report[kind.file].unchanged += count
        }
      }
    }
    for conflict in first {
      guard let reason = conflict.verdict.reason(for: conflict.kind) else { continue }
      report.refusals.append(
        Refusal(
          file: files.name(of: conflict.kind.file), line: conflict.line,
          key: conflict.kind == .conversation ? "id" : "",
          reason: reason, explanation: outcome.explanation(of: conflict)))
    }
    let order = Dictionary(files.files.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    report.refusals.sort { (order[$0.file] ?? 0, $0.line) < (order[$1.file] ?? 0, $1.line) }
    report.refusals = Array(report.refusals.prefix(limit))
  }
}

extension RecordConflict {
  fileprivate var isRefusal: Bool { verdict.reason(for: kind) != nil }
}

extension RecordConflict.Kind {
  fileprivate var file: BundleFiles.Kind {
    switch self {
    case .conversation: .conversations
    case .simulation: .simulations
    case .label: .labels
    case .review: .reviews
    }
  }
}

extension RecordConflict.Verdict {
  fileprivate func reason(for kind: RecordConflict.Kind) -> Refusal.Reason? {
    switch self {
    case .unchanged, .older: nil
    case .differs: .differsFromStore
    case .duplicate:
      switch kind {
      case .conversation: .duplicateConversation
      case .simulation: .duplicateSimulation
      case .label: .duplicateLabel
      case .review: nil
      }
    }
  }
}

extension BundleFiles {
  func name(of kind: Kind) -> String { files.first { $0.kind == kind }?.name ?? "\(kind.rawValue).jsonl" }
}

extension BundleRun.Outcome {
  /// Which row it is, in the words of the bundle.
  fileprivate func explanation(of conflict: RecordConflict) -> String {
    let isDuplicate = conflict.verdict == .duplicate
    let end = isDuplicate ? "is there twice" : "is in the store with other content"
    if conflict.kind == .conversation { return "“\(ids[UInt32(conflict.key)])” \(end)" }
    let conversation = ids[RecordKey.conversation(of: conflict.key)]
    let turn = RecordKey.turn(of: conflict.key)
    return "“\(conversation)”, turn \(turn): this \(conflict.kind == .label ? "label" : "simulated turn") \(end)"
  }
}
