internal import Cases

/// The rows that the store had already, counted as they come in, explained at the end.
struct ConflictLog {
  private let limit: Int
  private var first: [RecordConflict] = []
  private var firstDiffering: [RecordConflict] = []
  private var counts: [RecordConflict.Kind: [RecordConflict.Verdict: Int]] = [:]
  private(set) var refused = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ conflicts: [RecordConflict]) {
    for conflict in conflicts {
      counts[conflict.kind, default: [:]][conflict.verdict, default: 0] += 1
      if conflict.verdict.isContradiction, firstDiffering.count < limit { firstDiffering.append(conflict) }
      guard conflict.isRefusal else { continue }
      refused += 1
      if first.count < limit { first.append(conflict) }
    }
  }

  /// Moves the rows from those stored to those refused or unchanged.
  func apply(to report: inout ImportReport, outcome: BundleRun.Outcome, files: BundleFiles, limit: Int) {
    for (kind, verdicts) in counts {
      for (verdict, count) in verdicts {
        report[kind].stored -= count
        if let reason = verdict.reason(for: kind) {
          report[kind].refused += count
          report.refusedByReason[reason.rawValue, default: 0] += count
        } else if verdict.isContradiction {
          report[kind].differing += count
        } else if verdict == .completes {
          report[kind].completed += count
        } else {
          report[kind].unchanged += count
        }
      }
    }
    func refusal(_ conflict: RecordConflict, _ reason: Refusal.Reason) -> Refusal {
      Refusal(
        file: files.name(of: conflict.kind.file), line: conflict.line,
        key: conflict.kind.isOfConversations ? "id" : "", reason: reason, explanation: outcome.explanation(of: conflict)
      )
    }
    for conflict in first {
      guard let reason = conflict.verdict.reason(for: conflict.kind) else { continue }
      report.refusals.append(refusal(conflict, reason))
    }
    report.contradictions = firstDiffering.map { refusal($0, .differsFromStore) }
    let order = Dictionary(files.files.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func isBefore(_ left: Refusal, _ right: Refusal) -> Bool {
      (order[left.file] ?? 0, left.line) < (order[right.file] ?? 0, right.line)
    }
    report.refusals.sort(by: isBefore)
    report.contradictions.sort(by: isBefore)
    report.refusals = Array(report.refusals.prefix(limit))
  }
}

extension RecordConflict {
  fileprivate var isRefusal: Bool { verdict.reason(for: kind) != nil }
}

extension RecordConflict.Kind {
  /// Whether its key is that of a conversation.
  fileprivate var isOfConversations: Bool { self == .conversation || self == .simulatedConversation }

  /// The file that holds such rows.
  fileprivate var file: BundleFiles.Kind {
    switch self {
    case .conversation, .simulatedConversation: .conversations
    case .simulation: .simulations
    case .label, .simulatedLabel: .labels
    case .review: .reviews
    }
  }
}

extension RecordConflict.Verdict {
  fileprivate func reason(for kind: RecordConflict.Kind) -> Refusal.Reason? {
    switch self {
    case .unchanged, .older, .differs, .answered, .completes: nil
    case .duplicate:
      switch kind {
      case .conversation, .simulatedConversation: .duplicateConversation
      case .simulation: .duplicateSimulation
      case .label, .simulatedLabel: .duplicateLabel
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
    let end =
      switch conflict.verdict {
      case .duplicate: "is there twice"
      case .answered: "is in the store as another answer that was asked for there"
      default: "is in the store with other content"
      }
    if conflict.kind == .conversation { return "“\(ids[UInt32(conflict.key)])” \(end)" }
    if conflict.kind == .simulatedConversation { return "“\(simulatedIDs[UInt32(conflict.key)])” \(end)" }
    let number = RecordKey.conversation(of: conflict.key)
    let conversation = conflict.kind == .simulatedLabel ? simulatedIDs[number] : ids[number]
    let what = conflict.kind == .simulation ? "simulated turn" : "label"
    return "“\(conversation)”, turn \(RecordKey.turn(of: conflict.key)): this \(what) \(end)"
  }
}
