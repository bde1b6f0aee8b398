/// Commands whose outcome is kept in one file.
struct GoldenCase: Sendable {
  /// The file under `Tests/Golden`, without its ending.
  let name: String
  /// Lines of shell as a person would type them, run one after the other in a folder of the case's own.
  ///
  /// Beside `walkaway` there are the stores `zh.walkaway`, `en.walkaway`, `small.walkaway` and `alone.walkaway`, which are
  /// shared and only read, `sample-data`, the folder `inputs`, and a model at `$ENDPOINT`.
  let commands: [String]
  /// What the commands leave behind and belongs to the outcome: files, and folders with everything in them.
  var files: [String] = []
  /// Files of which the digest is kept, because they are large and nobody reads them.
  var digests: [String] = []
  var needsOpenSSH = false

  init(_ name: String, _ commands: String...) {
    self.name = name
    self.commands = commands
  }

  /// Several commands, made from data.
  init(_ name: String, each commands: [String]) {
    self.name = name
    self.commands = commands
  }

  func leaving(_ files: String...) -> GoldenCase {
    var copy = self
    copy.files = files
    return copy
  }

  func leavingDigests(of files: String...) -> GoldenCase {
    var copy = self
    copy.digests = files
    return copy
  }

  var withOpenSSH: GoldenCase {
    var copy = self
    copy.needsOpenSSH = true
    return copy
  }

  static let all: [GoldenCase] =
    statistics + receipts + exports + lists + conversations + simulatedConversations + wholeConversations + logs + lint
    + probing + reviews
    + help
    + refusals + refusedInputs

  /// Few random draws: the numbers are the same every time, and soon there.
  static let quick = "--resamples 100 --permutations 100"
}
