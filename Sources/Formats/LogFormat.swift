public import Interchange
internal import JSON
internal import Text

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

  /// Whether files of a folder are parts of one log, which only together tell what they are.
  var readsFilesTogether: Bool { get }

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
  public var readsFilesTogether: Bool { false }

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
  public var leftOut: [String: Int] {
    counts.reduce(into: [:]) { all, entry in
      all[examples[entry.key].map { "\(entry.key), such as \($0)" } ?? entry.key] = entry.value
    }
  }
  private var counts: [String: Int] = [:]
  /// Where the first of some of them stands.
  private var examples: [String: String] = [:]

  /// After so many rows a format that puts rows together may give what it has: a first look wants no more.
  private let mostRows: Int

  init(
    mostRows: Int = .max, watch: @escaping (Int) throws(ImportError) -> Void,
    conversations body: @escaping (inout LogConversation) throws(ImportError) -> Bool,
    refusals: @escaping (SourceRow) throws(ImportError) -> Bool
  ) {
    self.mostRows = mostRows
    self.watch = watch
    self.body = body
    refusal = refusals
  }

  /// Calls `body` with what ends the reading of rows once there are enough.
  func untilEnough(
    _ body: (_ count: () throws(ImportError) -> Void) throws(ImportError) -> Void
  ) throws(ImportError) {
    var rows = 0
    do throws(ImportError) {
      try body { () throws(ImportError) in
        rows += 1
        if rows >= mostRows { throw .cancelled }
      }
    } catch {
      guard case .cancelled = error, rows >= mostRows, !isStopped else { throw error }
    }
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

  /// Refuses a row of a table that is not as wide as its header.
  func refuse(_ row: TableRows.Row, in file: LogFile, headerCount: Int) throws(ImportError) {
    try refuse(
      .otherWidth, file: file, line: row.number,
      "has \(NumberText.counted(row.count, "field")) where the header has \(headerCount)")
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
    if count > 0 { counts[what, default: 0] += count }
  }

  /// The same, with where the first of them stands.
  func leaveOut(_ what: String, of file: LogFile, line: Int) {
    if examples[what] == nil { examples[what] = "\(file.name):\(line)" }
    leaveOut(what)
  }

  /// Counts what came in in a way that has to be told.
  func note(_ what: String, _ count: Int = 1) { leaveOut("\(ImportReport.noted)\(what)", count) }

  func note(_ what: String, of file: LogFile, line: Int) {
    leaveOut("\(ImportReport.noted)\(what)", of: file, line: line)
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
