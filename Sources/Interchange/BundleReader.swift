public import Cases
internal import Dispatch

/// Reads a bundle into a store: parses and checks on one thread, hands batches to the store on the caller's.
public struct BundleReader: Sendable {
  public let files: BundleFiles
  public let audit: AuditFile
  public var options: ImportOptions
  /// Makes the rows, where the files are no bundle.
  private let source: (any RowSource)?

  /// Finds the files of the bundle in `folder` and reads its `audit.json`.
  ///
  /// - Parameter name: What was named, where that is not the folder: an archive that was unpacked there.
  public init(folder: String, named name: String? = nil, options: ImportOptions = ImportOptions()) throws(ImportError) {
    files = try BundleFiles(folder: folder, named: name)
    audit = try AuditFile(path: files.audit ?? folder)
    self.options = options
    source = nil
  }

  /// Whether rows are made of another program's files.
  public var isLog: Bool { source != nil }

  /// Reads what `source` makes of other files.
  public init(files: BundleFiles, audit: AuditFile, source: any RowSource, options: ImportOptions = ImportOptions()) {
    self.files = files
    self.audit = audit
    self.options = options
    self.source = source
  }

  /// Reads everything into `sink`.
  ///
  /// - Parameter progress: Called on this thread after every batch, about once a megabyte, and
  ///   every few megabytes of what makes none; what it throws stops the import and is thrown on.
  /// - Returns: What became of every row.
  /// - Throws: ``ImportError``, what `sink` throws, what `progress` throws. The sink's transaction must then be undone.
  public func read(
    into sink: some RecordSink, progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let holdings = try sink.begin(audit: audit.text, description: audit.description, terms: options.terms)
    let run = BundleRun(
      files: files, options: options, description: holdings.description ?? audit.description,
      credentials: audit.credentials, source: source,
      held: try HeldRecords(holdings, of: sink, choice: options.terms.choice))

    let pipe = Pipe<BundleRun.Message>(capacity: 4)
    let thread = DispatchQueue(label: "walkaway.import")
    thread.async { run.start(sendingTo: pipe) }
    do {
      return try receive(from: pipe, into: sink, isOld: holdings.description != nil, progress: progress)
    } catch {
      pipe.stop()
      thread.sync {}
      throw error
    }
  }

  /// - Parameter isOld: Whether the store held this audit before.
  private func receive(
    from pipe: Pipe<BundleRun.Message>, into sink: some RecordSink, isOld: Bool,
    progress: (ImportProgress) throws -> Void
  ) throws -> ImportReport {
    var conflicts = ConflictLog(limit: options.detailLimit)
    var rows = 0
    while true {
      switch pipe.receive() {
      case .batch(let batch, let bytesDone):
        rows += batch.count
        conflicts.add(try sink.write(batch))
        let done = ImportProgress(phase: .reading, bytesDone: bytesDone, bytesTotal: files.totalSize, rows: rows)
        if options.isStrict, conflicts.refused > 0 { continue }
        try progress(done)
      case .reading(let bytesDone):
        try progress(
          ImportProgress(phase: .reading, bytesDone: bytesDone, bytesTotal: files.totalSize, rows: rows))
      case .failed(let error):
        throw error
      case .finished(let outcome):
        var report = outcome.report
        conflicts.apply(to: &report, outcome: outcome, files: files, limit: options.detailLimit)
        if options.isStrict, let first = report.refusals.first { throw ImportError.refused(first) }
        report.choice = options.terms.choice
        if isOld { report.changes = try sink.settle() }
        if options.terms.choice == .ask, report.isContradiction { throw ImportError.contradicts(report) }
        if let nothing = outcome.nothingTaken { throw nothing }
        try progress(
          ImportProgress(phase: .finishing, bytesDone: files.totalSize, bytesTotal: files.totalSize, rows: rows))
        return report
      }
    }
  }
}
