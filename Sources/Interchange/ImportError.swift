public import Cases

/// Why nothing could be imported at all.
public enum ImportError: Error, Sendable, Hashable {
  case noSuchFolder(path: String)
  /// A needed file of the bundle is missing.
  case missingFile(path: String)
  /// Both `x.jsonl` and `x.jsonl.gz` are there.
  case ambiguousFile(path: String)
  case unreadable(path: String, explanation: String)
  /// A gzip file that ends too early or does not match its check sum.
  case brokenGzip(path: String, explanation: String)
  /// `audit.json` is not what it must be.
  case description(path: String, problem: DescriptionProblem)
  /// With `strict`: the first refused row.
  case refused(Refusal)
  /// The bundle contradicts what the store holds from before, and nobody chose.
  case contradicts(ImportReport)
  case cancelled
}

extension ImportError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchFolder(let path): "\(path): no such folder; name a bundle, a folder with audit.json"
    case .missingFile(let path): "\(path): missing; a bundle needs audit.json and conversations.jsonl"
    case .ambiguousFile(let path): "\(path): is there with and without .gz; remove one of them"
    case .unreadable(let path, let explanation): "\(path): cannot be read: \(explanation)"
    case .brokenGzip(let path, let explanation): "\(path): broken gzip file: \(explanation); copy or compress it again"
    case .description(let path, let problem): "\(path): \(problem)"
    case .refused(let refusal): "\(refusal)"
    case .contradicts(let report):
      "\(report.differing) records differ from the store's, \(report.changes?.gone ?? 0) are no longer there"
    case .cancelled: "cancelled; nothing was imported"
    }
  }
}
