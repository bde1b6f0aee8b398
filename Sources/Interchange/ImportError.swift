public import Cases
internal import Text

/// Why nothing could be imported at all.
public enum ImportError: Error, Sendable, Hashable {
  case noSuchFolder(path: String)
  /// A file stands where a bundle's folder should be.
  case notAFolder(path: String)
  /// A needed file of the bundle is missing.
  case missingFile(path: String)
  /// Both `x.jsonl` and `x.jsonl.gz` are there.
  case ambiguousFile(path: String)
  /// What lies there is no regular file: a folder, a pipe, a device, a link to nothing.
  case notAFile(path: String, what: String)
  case unreadable(path: String, explanation: String)
  /// A gzip file that ends too early or does not match its check sum.
  case brokenGzip(path: String, explanation: String)
  /// A packed file that grows beyond what was allowed.
  case tooLarge(path: String, limit: Int)
  /// A file in another format or encoding than JSON lines in UTF-8.
  case notJSONLines(path: String, explanation: String)
  /// A file of another program that does not say enough, or not what was asked for.
  case unmapped(path: String, explanation: String)
  /// `audit.json` is not what it must be: all that is wrong.
  case description(path: String, problems: [DescriptionProblem])
  /// Every row of a file was refused; the report tells which and why.
  case nothingTaken(path: String, report: ImportReport)
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
    case .notAFolder(let path): "\(path): is a file; name a bundle, the folder that holds audit.json"
    case .missingFile(let path): "\(path): missing; a bundle needs audit.json and conversations.jsonl"
    case .ambiguousFile(let path): "\(path) and \(path).gz are both there; remove one of them"
    case .notAFile(let path, let what): "\(path): is \(what); put the file itself there, or leave it out"
    case .unreadable(let path, let explanation): "\(path): cannot be read: \(explanation)"
    case .brokenGzip(let path, let explanation): "\(path): broken gzip file: \(explanation); copy or compress it again"
    case .tooLarge(let path, let limit):
      "\(path): grows beyond \(ByteCount.text(limit)) where it is unpacked; unpack and look at it, or allow more with "
        + "--max-expanded"
    case .notJSONLines(let path, let explanation), .unmapped(let path, let explanation): "\(path): \(explanation)"
    case .description(let path, let problems):
      "\(path): " + (problems.count == 1 ? "" : "\(problems.count) problems\n") + "\(DescriptionProblems(problems))"
    case .nothingTaken(let path, let report):
      "\(path): none of its rows can be taken; nothing was imported\n" + report.refusalText(lines: 5).dropLast()
    case .refused(let refusal): "\(refusal)"
    case .contradicts(let report):
      NumberText.counted(report.differing, "record differs", "records differ") + " from the store's, "
        + NumberText.counted(report.changes?.gone ?? 0, "is", "are") + " no longer there"
    case .cancelled: "cancelled; nothing was imported"
    }
  }
}
