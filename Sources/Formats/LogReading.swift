internal import Cases
internal import Digest
public import Interchange
internal import JSON

/// What is to be read, and everything that a person said of it.
public struct LogRequest: Sendable {
  public var input: LogInput
  /// The file or folder that was named.
  public var source: String
  /// The name of the audit.
  public var name: String
  public var kind = LogKind.conversations
  /// Told by the content where it is `nil`.
  public var format: (any LogFormat)?
  public var mapping = Mapping()
  /// What of it a person said of this log, in so many words.
  public var named = Mapping()
  public var outcomes: OutcomeTable?
  /// The text of an `audit.json` to take instead of the usual one.
  public var audit: String?
  /// Whether the store holds the conversations that rows are of.
  public var joins = false
  /// The simulator and the instrument of all rows.
  public var simulator: String?
  public var instrument: String?
  public var prefixes: PrefixIndex?
  /// What was asked of a database.
  public var query: String?
  /// Whether control words stay in the texts, also those that the format knows.
  public var keepsControlWords = false

  /// Whether an audit's conversations were made of pairs: rows then bring them again.
  public static func isMadeOfPairs(_ audit: String) -> Bool { UsualAudit.isMadeOfPairs(audit) }

  public init(_ input: LogInput, from source: String, name: String) {
    self.input = input
    self.source = source
    self.name = name
  }
}

/// A log that is ready to be read: what it was taken for, what its fields mean, and the audit that comes of it.
public struct LogReading: Sendable {
  public let request: LogRequest
  /// What conversations were taken for; `nil` where somebody said that rows are no conversations.
  public let recognition: Recognition?
  public let mapping: Mapping
  /// The audit that comes of it.
  public let audit: AuditFile
  /// The values of the outcome, where one was named.
  public let outcomeCounts: OutcomeCounts?
  /// The simulators that spoke as the user in whole conversations, by how many.
  public let simulatorCounts: [String: Int]
  private let rows: any RowSource

  /// Tells the format, unless it was named, and looks at the values of the outcome and at who takes part.
  ///
  /// - Throws: ``ImportError``, ``UnknownFormat``, ``MappingProblem``, `DescriptionProblems`.
  public init(
    _ request: LogRequest, watch: @escaping (Int) throws(ImportError) -> Void = { (_: Int) throws(ImportError) in }
  ) throws {
    var request = request
    var base = request.audit.flatMap { try? JSONValue(parsing: $0) }
    var near: Set<String> = []
    switch request.kind {
    case .conversations:
      let recognition = try LogReading.recognition(of: &request)
      var mapping = LogReading.mapping(of: recognition.format, request)
      mapping.simulatorName = request.simulator ?? mapping.simulatorName
      self.mapping = mapping
      var rows = LogRows(
        input: request.input, format: recognition.format, mapping: mapping, outcomes: request.outcomes,
        named: request.named)
      self.recognition = recognition
      let asksOutcome = request.outcomes != nil || mapping.outcome != nil
      // Whoever simulates is in audit.json before the first row is read. Logs of people do not name simulators: a look
      // at their beginning is enough.
      rows.knowsSimulators =
        try asksOutcome || recognition.format.hasSimulators || mapping.simulator != nil
        || !rows.census(of: 100, watch: watch).simulators.isEmpty
      let census = try rows.knowsSimulators ? rows.census(watch: watch) : LogCensus()
      self.rows = rows
      outcomeCounts = asksOutcome ? census.outcomes : nil
      near = census.near
      simulatorCounts = census.simulators
      if let field = request.mapping.simulator, census.simulators.isEmpty, mapping.simulatorName == nil {
        throw MappingProblem("no conversation has the field “\(field.text)”, which --simulated-by names")
      }
      if !census.simulators.isEmpty {
        var audit = base ?? UsualAudit.skeleton(name: request.name)
        audit["format"] = .string(AuditDescription.format2)
        base = audit.naming(census.simulators.keys.sorted(), in: "simulators")
      }
    case .pairs:
      request.input.keepFirstKind()
      recognition = nil
      simulatorCounts = [:]
      mapping = request.mapping
      let rows = PairRows(
        records: FlatRecords(input: request.input, mapping: mapping), constants: request.constants,
        joins: request.joins,
        prefixes: request.joins ? request.prefixes : nil)
      let census = try rows.census()
      self.rows = rows
      outcomeCounts = mapping.outcome == nil ? nil : census.outcomes
      base = (base ?? UsualAudit.skeletonOfPairs(name: request.name))
        .naming(census.simulators, in: "simulators").naming(census.instruments, in: "instruments")
    case .labels, .reviews, .simulations:
      request.input.keepFirstKind()
      recognition = nil
      simulatorCounts = [:]
      mapping = request.mapping
      let rows = RecordRows(
        records: FlatRecords(input: request.input, mapping: mapping), kind: request.kind, constants: request.constants,
        prefixes: request.prefixes)
      let census = try rows.census()
      self.rows = rows
      outcomeCounts = nil
      base = base?.naming(census.simulators, in: "simulators").naming(census.instruments, in: "instruments")
    }
    let isNamed = request.outcomes != nil || request.mapping.outcome != nil
    let declared = Set((base?["outcome"]?["strata"]?.elements ?? []).compactMap { $0["id"]?.string })
    let strata = try LogReading.strata(
      of: outcomeCounts, mapping, isNamed: isNamed, asks: request.outcomes?.asks ?? (mapping.outcome?.test != nil),
      declared: declared, near: near)
    let usual = UsualAudit(
      mapping: mapping,
      map: request.kind.bringsConversations
        ? MappingText.yaml(of: mapping, format: recognition?.format, kind: request.kind) : nil,
      hasOutcomeTable: request.outcomes != nil, strata: strata)
    self.request = request
    audit = try AuditFile(
      bytes: Array(usual.text(over: base, name: request.name).utf8))
  }

  private static func recognition(of request: inout LogRequest) throws -> Recognition {
    if let format = request.format {
      request.input.keepFirstKind()
      return Recognition(named: format)
    }
    return try request.input.recognise(columnsNamed: !request.mapping.columns.isEmpty)
  }

  /// What the fields mean: to the format, and over it to the person who asks.
  private static func mapping(of format: any LogFormat, _ request: LogRequest) -> Mapping {
    var mapping = format.mapping.overlaid(with: request.mapping)
    if request.keepsControlWords { mapping.controlWords = [] }
    if let outcome = request.mapping.outcome {
      mapping.isModelsVerdict = format.isModelsVerdict(outcome)
    } else if request.outcomes != nil {
      // A second file takes the place of the format's own outcome.
      mapping.outcome = nil
      mapping.outcomeName = request.mapping.outcomeName
      mapping.committed = request.mapping.committed
    }
    return mapping
  }

  /// Reads it as a bundle is read.
  public var reader: BundleReader {
    let input = request.input
    let size = input.files.reduce(0) { $0 + $1.size }
    // Several files are read as one.
    let path = input.files.count == 1 ? input.files[0].path : request.source
    // Rows of one file may be taken several times, for one simulator after the other: each has a source of its own.
    let parts = [request.kind.rawValue, request.simulator, request.instrument].compactMap { $0 }
    let source =
      request.kind == .conversations ? request.source : "\(request.source) (\(parts.joined(separator: ", ")))"
    var options = input.options
    options.terms.saysNoOutcomes = outcomeCounts == nil
    options.terms.outcomeFields = Set([mapping.outcome, mapping.outcomeAt].compactMap { $0?.profileName })
    let files = RecordKey.files(of: request.kind).map { BundleFiles.File(kind: $0, path: path, size: size) }
    return BundleReader(
      files: BundleFiles(
        rowsOf: files, from: source, contents: input.originals.map { .init(name: $0.name, path: $0.path) },
        making: making),
      audit: audit, source: rows, options: options)
  }

  /// What rows are made with, beside the content of the files.
  private var making: String {
    var lines = [
      "1", request.query ?? "", request.kind.rawValue, mapText, audit.text, request.simulator ?? "",
      request.instrument ?? "",
    ]
    if let table = request.outcomes {
      let outcomes = table.outcomes.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }
      lines.append(SHA256.hexadecimal(of: outcomes.joined().utf8))
    }
    return lines.joined(separator: "\n")
  }

  /// The mapping in use, as a file for `--map`.
  public var mapText: String { MappingText.yaml(of: mapping, format: recognition?.format, kind: request.kind) }

  /// The text of the usual `audit.json` of an audit without conversations.
  public static func usualAudit(name: String) -> String { UsualAudit.skeleton(name: name).json() }

  /// Every conversation as it would come in, one at a time.
  ///
  /// - Parameter body: Takes a row; where it says false no more are wanted.
  /// - Returns: What was left out on the way, by what it is.
  public func forEachRow(
    watch: @escaping (Int) throws(ImportError) -> Void = { (_: Int) throws(ImportError) in },
    _ body: (PreviewedRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> [String: Int] {
    let file = BundleFiles.File(kind: RecordKey.files(of: request.kind)[0], path: request.source, size: 0)
    return try rows.forEachRow(of: file, watch: watch) { (row: SourceRow) throws(ImportError) -> Bool in
      switch row.content {
      case .json(let bytes):
        let value = try? JSONValue(parsing: Array(bytes))
        return try body(PreviewedRow(file: row.file, line: row.line, record: value ?? .null, refusal: nil))
      case .refused(let reason, let key, let explanation):
        let refusal = Refusal(
          file: row.file ?? "", line: row.line, key: key, reason: reason, explanation: explanation)
        return try body(PreviewedRow(file: row.file, line: row.line, record: .null, refusal: refusal))
      }
    }
  }
}

extension LogRequest {
  fileprivate var constants: RecordConstants { RecordConstants(simulator: simulator, instrument: instrument) }
}

extension JSONValue {
  /// The audit, with entries in one of its lists for those that it does not name yet.
  fileprivate func naming(_ ids: [String], in list: String) -> JSONValue {
    var audit = self
    var entries = audit[list]?.elements ?? []
    let known = Set(entries.compactMap { $0["id"]?.string })
    for id in ids where !known.contains(id) && !id.isEmpty { entries.append(["id": .string(id)]) }
    audit[list] = .array(entries)
    return audit
  }
}
