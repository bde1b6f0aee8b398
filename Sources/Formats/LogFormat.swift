public import Interchange
internal import JSON

/// A format in which other programs keep conversations: how it is told, how it is read, what its fields mean.
///
/// A new one is a type of its own in `Kinds`, its row in ``LogFormats/all``, and a folder of small files in
/// `Tests/FormatsTests/Samples`, against which every other format's signature is tried as well.
public protocol LogFormat: Sendable {
  /// The word after `--format`.
  var id: String { get }
  /// What people call it.
  var title: String { get }
  /// What its files hold that no other's do, for people who look for a format: the end of "told by …".
  var signature: String { get }
  /// Whether it was tried on files that the program itself wrote, not only on what its documentation says.
  var isTried: Bool { get }
  /// What its fields mean where nothing else is said.
  var mapping: Mapping { get }
  /// Paths of fields, and of all that lies in them, which a model wrote: verdicts and wishes, no observations.
  var modelVerdicts: [String] { get }

  /// Whether simulators may speak as the user in it: then it is read once more, to know all of them.
  var hasSimulators: Bool { get }

  /// Why the sample is of this format, as the end of a sentence ("every line …"); `nil` where it is not.
  func evidence(in sample: LogSample) -> String?

  /// Reads every conversation and gives it to `sink`.
  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError)
}

extension LogFormat {
  public var isTried: Bool { true }
  public var mapping: Mapping { Mapping() }
  public var modelVerdicts: [String] { [] }
  public var hasSimulators: Bool { false }

  /// Whether a field is one of those that a model wrote, or lies in one.
  func isModelsVerdict(_ field: FieldPath) -> Bool {
    modelVerdicts.contains { verdict in
      guard field.path.hasPrefix(verdict) else { return false }
      let rest = field.path.dropFirst(verdict.count).first
      return rest == nil || rest == "." || rest == "[" || verdict.hasSuffix("_")
    }
  }
}

/// Takes what a format reads.
public final class LogSink {
  /// Told the bytes read so far; what it throws ends the reading.
  let watch: (Int) throws(ImportError) -> Void
  private let body: (inout LogConversation) throws(ImportError) -> Bool
  private let refusal: (SourceRow) throws(ImportError) -> Bool
  /// Whether no more is wanted, and nothing failed.
  private(set) var isStopped = false
  /// What was left out on purpose, by what it is.
  public private(set) var leftOut: [String: Int] = [:]

  init(
    watch: @escaping (Int) throws(ImportError) -> Void,
    conversations body: @escaping (inout LogConversation) throws(ImportError) -> Bool,
    refusals: @escaping (SourceRow) throws(ImportError) -> Bool
  ) {
    self.watch = watch
    self.body = body
    refusal = refusals
  }

  /// Takes a conversation, which is empty afterwards.
  ///
  /// - Throws: ``ImportError/cancelled`` where no more is wanted; the format lets it pass.
  func take(_ conversation: inout LogConversation) throws(ImportError) {
    let isWanted = try body(&conversation)
    conversation.removeAll()
    try goOn(isWanted)
  }

  /// Refuses a record.
  func refuse(
    _ reason: Refusal.Reason, file: LogFile, line: Int, key: String = "", _ explanation: String
  ) throws(ImportError) {
    let content = SourceRow.Content.refused(reason, key: key, explanation: explanation)
    try goOn(try refusal(SourceRow(file: file.name, line: line, content: content)))
  }

  /// The object that a record is; one that is none, or cannot be read, is refused.
  func object(_ record: JSONRecords.Record, of file: LogFile) throws(ImportError) -> JSONView? {
    switch record.value {
    case .success(let view):
      if view.kind == .object { return view }
      try refuse(.notAnObject, file: file, line: record.line, "the record is \(view.kindName)")
    case .failure(let problem): try refuse(problem.reason, file: file, line: record.line, problem.explanation)
    }
    return nil
  }

  /// Counts what was left out.
  func leaveOut(_ what: String, _ count: Int = 1) {
    if count > 0 { leftOut[what, default: 0] += count }
  }

  /// Counts the fields that no conversation has as a fact of its own.
  func leaveOut(changing spool: TurnSpool) {
    for name in spool.changing.sorted() { leaveOut("field “\(name)”, which changes from turn to turn") }
  }

  /// - Throws: ``ImportError/cancelled`` where no more is wanted.
  func goOn(_ isWanted: Bool) throws(ImportError) {
    if isWanted { return }
    isStopped = true
    throw .cancelled
  }
}
