internal import Cases
internal import Digest
public import Interchange
internal import JSON

/// A log that is ready to be read: what it was taken for, what its fields mean, and the audit that comes of it.
public struct LogReading: Sendable {
  public let input: LogInput
  public let recognition: Recognition
  public let mapping: Mapping
  /// The audit that comes of it.
  public let audit: AuditFile
  /// The values of the outcome, where one was named.
  public let outcomeCounts: OutcomeCounts?
  private let outcomes: OutcomeTable?
  private let source: String

  /// Tells the format, unless it was named, and looks at the values of the outcome, unless all are known.
  ///
  /// - Parameters:
  ///   - source: The file or folder that was named.
  ///   - name: The name of the audit.
  ///   - given: What a person said of the fields.
  ///   - audit: An `audit.json` to take instead of the usual one, as its text.
  /// - Throws: ``ImportError``, ``UnknownFormat``, ``MappingProblem``, `DescriptionProblems`.
  public init(
    _ input: LogInput, from source: String, name: String, format: (any LogFormat)?, given: Mapping,
    outcomes: OutcomeTable?, audit text: String?, watch: @escaping (Int) throws(ImportError) -> Void
  ) throws {
    self.input = input
    self.source = source
    self.outcomes = outcomes
    // Whoever names columns says that it is a table.
    let named = format ?? (given.columns.isEmpty ? nil : MessageTable())
    recognition = try named.map { Recognition(named: $0) } ?? Recognition(of: try LogSample(of: input))
    var mapping = recognition.format.mapping.overlaid(with: given)
    if let outcome = mapping.outcome, recognition.format.isModelsVerdict(outcome) { mapping.isModelsVerdict = true }
    self.mapping = mapping
    let rows = LogRows(input: input, format: recognition.format, mapping: mapping, outcomes: outcomes)
    outcomeCounts = outcomes != nil || mapping.outcome != nil ? try rows.outcomeCounts(watch: watch) : nil
    let strata = try LogReading.strata(of: outcomeCounts, mapping)
    self.audit = try AuditFile(
      bytes: Array(
        UsualAudit.text(
          name: name, format: recognition.format, mapping: mapping, outcomes: outcomes, strata: strata, base: text
        ).utf8))
  }

  private static func strata(of counts: OutcomeCounts?, _ mapping: Mapping) throws(MappingProblem) -> [Stratum] {
    guard let counts else { return [] }
    if counts.isTooMany {
      throw MappingProblem(
        "the outcome has more than \(OutcomeCounts.most) values; name another field, or ask a question such as "
          + "--outcome 'amount>0'")
    }
    guard !counts.counts.isEmpty else {
      throw MappingProblem(
        "no conversation has the outcome that was named (\(counts.conversations) were read); see what is there with "
          + "--preview 1")
    }
    let asks = mapping.outcome?.test != nil
    let committed = mapping.committed.isEmpty && asks ? [FieldPath.answers.yes] : mapping.committed
    guard !committed.isEmpty else {
      throw MappingProblem("say which values are commitments, such as --committed VALUE; there are: \(counts.words)")
    }
    if let unknown = committed.first(where: { counts.counts[$0] == nil }), !asks {
      throw MappingProblem("no conversation has the outcome “\(unknown)”; there are: \(counts.words)")
    }
    let names = asks ? [FieldPath.answers.no, FieldPath.answers.yes] : counts.counts.keys.sorted()
    return names.map { Stratum(id: $0, committed: committed.contains($0)) }
      .sorted { (($0.committed ? 1 : 0), $0.id) < (($1.committed ? 1 : 0), $1.id) }
  }

  private var rows: LogRows {
    LogRows(input: input, format: recognition.format, mapping: mapping, outcomes: outcomes)
  }

  /// Reads it as a bundle is read.
  public var reader: BundleReader {
    var files = input.files.map { BundleFiles.File(kind: .conversations, path: $0.path, size: $0.size) }
    // They are read as one.
    if files.count > 1 {
      files = [.init(kind: .conversations, path: source, size: input.files.reduce(0) { $0 + $1.size })]
    }
    return BundleReader(
      files: BundleFiles(rowsOf: files, from: source, contents: input.files.map(\.path), making: making), audit: audit,
      source: rows, options: input.options)
  }

  /// What rows are made with, beside the content of the files.
  private var making: String {
    "1\n\(recognition.format.id)\n\(MappingText.yaml(of: mapping, format: recognition.format))\n\(audit.text)\n"
      + (outcomes.map { table in
        SHA256.hexadecimal(
          of: table.outcomes.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }.joined().utf8)
      } ?? "")
  }

  /// The mapping in use, as a file for `--map`.
  public var mapText: String { MappingText.yaml(of: mapping, format: recognition.format) }

  /// The first conversations as they will come in, and what is refused among them.
  ///
  /// - Parameter leftOut: What was left out on the way, by what it is.
  public func preview(_ count: Int, leftOut: inout [String: Int]) throws(ImportError) -> [PreviewedRow] {
    var rows: [PreviewedRow] = []
    guard count > 0 else { return rows }
    leftOut = try self.rows.read(watch: { (_: Int) throws(ImportError) in }) {
      (row: SourceRow) throws(ImportError) -> Bool in
      switch row.content {
      case .json(let bytes):
        let value = try? JSONValue(parsing: Array(bytes))
        rows.append(PreviewedRow(file: row.file, line: row.line, record: value ?? .null, refusal: nil))
      case .refused(let reason, let key, let explanation):
        let refusal = Refusal(
          file: row.file ?? "", line: row.line, key: key, reason: reason, explanation: explanation)
        rows.append(PreviewedRow(file: row.file, line: row.line, record: .null, refusal: refusal))
      }
      return rows.count < count
    }
    return rows
  }
}
