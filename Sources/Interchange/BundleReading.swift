internal import Cases
internal import JSON

/// The work of a ``BundleRun``: line by line through its files.
struct BundleReading: ~Copyable {
  private let run: BundleRun
  private let pipe: Pipe<BundleRun.Message>
  private var parser = JSONParser()
  private var checker: RecordChecker
  private var report = ImportReport()
  private var encoding = EncodingCount()
  private var nothingTaken: ImportError?
  private var bytesBefore = 0
  private var waiting = WaitingRows()
  /// What was refused in the files before the one at hand.
  private var reasonsBefore: [String: Int] = [:]

  init(run: BundleRun, pipe: Pipe<BundleRun.Message>) {
    self.run = run
    self.pipe = pipe
    checker = RecordChecker(description: run.description, held: run.held)
  }

  /// Returns nil where the receiver wants no more.
  mutating func readAll() throws(ImportError) -> BundleRun.Outcome? {
    checker.needsSimulations = run.files.files.contains { $0.kind == .simulations }
    for file in run.files.files {
      guard try read(file) else { return nil }
      bytesBefore += file.size
      if run.options.isStrict, report.refused > 0 { break }
      do throws(ImportError) {
        try checkWhole(file)
      } catch {
        guard case .nothingTaken(_, let own) = error, checker.heldConversations > 0,
          own.refusedByReason[Refusal.Reason.unknownOutcome.rawValue] == nil
        else { throw error }
        if nothingTaken == nil { nothingTaken = error }
      }
    }
    report.droppedTurns = checker.cut.turns
    report.cutConversations = checker.cut.conversations
    report.silentWords = checker.notes.silentWords
    report.numericIDs = checker.notes.numericIDs
    report.unknownOutcomes = checker.notes.unknownOutcomes
    let strata = run.description.outcome.strata.map(\.id)
    for name in report.unknownOutcomes.keys { report.meantOutcomes[name] = name.misspelt(strata) }
    report.credentials = run.credentials.count + checker.notes.credentials
    report.credentialPlaces = run.credentials.prefix(20).map { "audit.json: \($0)" }
    report.bytes = bytesBefore
    return BundleRun.Outcome(
      report: report, ids: checker.conversations.ids, simulatedIDs: checker.simulatedConversations.ids,
      nothingTaken: nothingTaken)
  }

  private mutating func read(_ file: BundleFiles.File) throws(ImportError) -> Bool {
    reasonsBefore = report.refusedByReason
    encoding = EncodingCount()
    let watch = ReadingWatch(pipe, before: bytesBefore, size: file.size)
    if let source = run.source { return try read(file, madeBy: source, watch) }
    var lines = try LineReader(
      path: file.path, limit: run.options.maximumLineLength, maximum: run.options.maximumExpanded
    ) { (count: Int) throws(ImportError) in try watch.pass(count) }
    if let form = FileForm(start: try lines.beginning()) {
      throw .notJSONLines(path: file.path, explanation: form.words)
    }
    while let line = try lines.next() {
      if line.number % BundleRun.batchRows == 0 { try watch.pass(lines.bytesRead) }
      let isLong = line.bytes.count > BundleReading.longLine
      if isLong { checker.reserve(line.bytes.count) }
      read(line, of: file)
      if isLong {
        // Before the store takes what was made of it.
        parser = JSONParser()
        lines.release()
        checker.release()
      }
      if run.options.isStrict, report.refused > 0 { break }
      guard sendIfFull(lines.bytesRead, of: file) else { return false }
    }
    guard try readWaiting(of: file) else { return false }
    return checker.batch.isEmpty || send(bytesDone: bytesBefore + file.size)
  }

  /// Reads what `source` makes of files that are no bundle.
  private mutating func read(
    _ file: BundleFiles.File, madeBy source: any RowSource, _ watch: ReadingWatch
  ) throws(ImportError) -> Bool {
    let making = RowMaking(source, of: file)
    defer { making.stop() }
    while true {
      switch making.receive() {
      case .rows(var rows):
        let isWanted = rows.forEach { row in
          settle(file, name: row.file ?? file.name, line: row.line) {
            (reading: inout BundleReading) throws(RowProblem) in
            try reading.verdict(on: row, kind: file.kind)
          }
          return !(run.options.isStrict && report.refused > 0)
        }
        guard isWanted else { return true }
        guard sendIfFull(watch.bytesRead, of: file) else { return false }
      case .reading(let count): try watch.pass(count)
      case .finished(let leftOut):
        report.leftOut.merge(leftOut, uniquingKeysWith: +)
        return checker.batch.isEmpty || send(bytesDone: bytesBefore + file.size)
      case .failed(let error): throw error
      }
    }
  }

  private mutating func verdict(
    on row: SourceRow, kind: BundleFiles.Kind
  ) throws(RowProblem) -> RecordChecker.Verdict {
    switch row.content {
    case .json(let bytes):
      return try check(
        LineReader.Line(bytes: bytes, number: row.line, isTooLong: false, isComplete: true), kind: kind)
    case .refused(let reason, let key, let explanation): throw RowProblem(reason, key: key, explanation)
    }
  }

  /// Returns false where nobody wants more.
  private mutating func sendIfFull(_ bytesRead: Int, of file: BundleFiles.File) -> Bool {
    guard checker.batch.bytes.count >= BundleRun.batchBytes || checker.batch.count >= BundleRun.batchRows else {
      return true
    }
    return send(bytesDone: bytesBefore + min(bytesRead, file.size))
  }

  /// In bytes: what is kept from line to line for others of its length.
  private static let longLine = 4 << 20

  /// Sends what was read. A batch of one long line goes alone, so that no more of them wait than memory allows.
  private mutating func send(bytesDone: Int) -> Bool {
    let batch = checker.takeBatch()
    let isLong = batch.bytes.count > 4 * BundleRun.batchBytes
    return pipe.send(.batch(batch, bytesDone: bytesDone), alone: isLong)
  }

  /// What only the whole file tells: that it is in another encoding, that no row is good, that no outcome is known.
  ///
  /// - Throws: ``ImportError/notJSONLines(path:explanation:)``, ``ImportError/nothingTaken(path:report:)``
  private func checkWhole(_ file: BundleFiles.File) throws(ImportError) {
    let counts = report[file.kind]
    let all = report.counts(ofFile: file.kind)
    if encoding.isAnother(rows: all.read) {
      throw .notJSONLines(path: file.path, explanation: encoding.words(rows: all.read))
    }
    guard all.read > 0 else { return }
    if all.refused == all.read {
      let own = report(of: file)
      // Rows that only miss what was refused before them are no fault of this file.
      let areDependent = own.refusedByReason.keys.allSatisfy { Refusal.Reason(rawValue: $0)?.isOfAnother == true }
      if !areDependent || reasonsBefore.isEmpty { throw .nothingTaken(path: file.path, report: own) }
    }
    // Where audit.json names no outcome group on purpose, none can be known.
    if file.kind == .conversations, !run.description.outcome.strata.isEmpty,
      checker.notes.areAllOutcomesUnknown(of: counts.stored)
    {
      // Renamed outcome groups, not a few conversations that are still open.
      var own = report(of: file)
      own.conversations.stored = 0
      own.conversations.refused = counts.read
      own.refusedByReason[Refusal.Reason.unknownOutcome.rawValue] = counts.stored
      own.refusals = (own.refusals + checker.notes.firstUnknown.map { $0.refusal(in: file.name) })
        .sorted { $0.line < $1.line }
      throw .nothingTaken(path: file.path, report: own)
    }
  }

  /// What was refused of one file.
  private func report(of file: BundleFiles.File) -> ImportReport {
    var own = ImportReport()
    own[file.kind] = report[file.kind]
    if file.kind == .conversations { own.simulatedConversations = report.simulatedConversations }
    own.refusedByReason = report.refusedByReason.reduce(into: [:]) { reasons, entry in
      let count = entry.value - reasonsBefore[entry.key, default: 0]
      if count > 0 { reasons[entry.key] = count }
    }
    own.refusals = report.refusals.filter { $0.file == file.name }
    return own
  }

  private mutating func read(_ line: LineReader.Line, of file: BundleFiles.File) {
    if line.bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }), !line.isTooLong { return }
    let mayWait = file.kind == .conversations && waiting.takes(line)
    let isSettled = settle(file, name: file.name, line: line.number, mayWait: mayWait) {
      (reading: inout BundleReading) throws(RowProblem) in
      let verdict = try reading.check(line, kind: file.kind)
      reading.encoding.count(line.bytes)
      return verdict
    }
    if !isSettled { waiting.keep(line) }
  }

  /// Reads the rows that waited for what they replay. Returns false where nobody wants more.
  private mutating func readWaiting(of file: BundleFiles.File) throws(ImportError) -> Bool {
    let rows = waiting.rows
    waiting = WaitingRows()
    for row in rows {
      if run.options.isStrict, report.refused > 0 { break }
      row.withLine { line in
        settle(file, name: file.name, line: line.number) { (reading: inout BundleReading) throws(RowProblem) in
          let verdict = try reading.check(line, kind: file.kind)
          reading.encoding.count(line.bytes)
          return verdict
        }
      }
      guard sendIfFull(file.size, of: file) else { return false }
    }
    return true
  }

  /// Counts what became of a row.
  ///
  /// - Parameter mayWait: Whether it may be looked at once more, when all others of its file are known.
  /// - Returns: Whether it is settled; else it is to wait.
  @discardableResult
  private mutating func settle(
    _ file: BundleFiles.File, name: String, line: Int, mayWait: Bool = false,
    _ verdict: (inout BundleReading) throws(RowProblem) -> RecordChecker.Verdict
  ) -> Bool {
    checker.isSimulatedConversation = false
    do throws(RowProblem) {
      switch try verdict(&self) {
      case .taken: report[kind(ofRowIn: file)].stored += 1
      case .dropped: report[kind(ofRowIn: file)].dropped += 1
      }
    } catch {
      if mayWait, error.reason == .unknownReplayed { return false }
      report[kind(ofRowIn: file)].refused += 1
      report.refusedByReason[error.reason.rawValue, default: 0] += 1
      if report.refusals.count < run.options.detailLimit, !error.reason.isToldBefore {
        report.refusals.append(
          Refusal(
            file: name, line: line, key: error.key, reason: error.reason, explanation: error.explanation))
      }
    }
    report[kind(ofRowIn: file)].read += 1
    return true
  }

  /// What the row that was checked last is counted as.
  private func kind(ofRowIn file: BundleFiles.File) -> RecordConflict.Kind {
    checker.isSimulatedConversation ? .simulatedConversation : file.kind.rows
  }

  private mutating func check(
    _ line: LineReader.Line, kind: BundleFiles.Kind
  ) throws(RowProblem) -> RecordChecker.Verdict {
    if line.isTooLong {
      throw RowProblem(.lineTooLong, "is longer than \(ByteCount.text(run.options.maximumLineLength))")
    }
    let value: JSONView
    do throws(JSONSyntaxError) {
      value = try parser.parse(line.bytes)
    } catch {
      if error.isOtherEncoding { encoding.countBroken(line.number) }
      if error.isNul { return try checkNul(line, error, kind: kind) }
      let reason = line.isComplete || error.reason != .brokenJSON ? error.reason : .incompleteLine
      throw RowProblem(reason, "\(error.explanation(in: line.bytes)) at byte \(error.offset + 1)")
    }
    return try checker.check(value, kind: kind, line: line.number)
  }

  /// A line with U+0000 in it: with the option it is taken with U+FFFD in its place, else the refusal says where it is.
  private mutating func checkNul(
    _ line: LineReader.Line, _ error: JSONSyntaxError, kind: BundleFiles.Kind
  ) throws(RowProblem) -> RecordChecker.Verdict {
    let text = NulText(line.bytes)
    let replaces = run.options.replacesNul
    let result = text.padded.withUnsafeBufferPointer { all -> Result<RecordChecker.Verdict, RowProblem> in
      let bytes = UnsafeBufferPointer(rebasing: all[..<text.count])
      do throws(JSONSyntaxError) {
        let value = try parser.parse(bytes)
        guard replaces else {
          checker.dependents.note(kind, value, of: checker.conversations)
          return .failure(RowProblem(.nul, key: value.path(ofByte: text.first), "holds the character U+0000"))
        }
        do throws(RowProblem) {
          return .success(try checker.check(value, kind: kind, line: line.number))
        } catch {
          return .failure(error)
        }
      } catch {
        return .failure(RowProblem(.nul, "holds the character U+0000 outside of a text, at byte \(text.first + 1)"))
      }
    }
    let verdict = try result.get()
    report.replacedNuls += text.replaced
    return verdict
  }
}

/// Says how far a reading is where no batch does, and ends it where nobody listens any more.
private final class ReadingWatch {
  private let pipe: Pipe<BundleRun.Message>
  private let before: Int
  private let size: Int

  init(_ pipe: Pipe<BundleRun.Message>, before: Int, size: Int) {
    self.pipe = pipe
    self.before = before
    self.size = size
  }

  private(set) var bytesRead = 0

  /// Called before every piece and after some thousand lines, whatever comes of them.
  func pass(_ bytesRead: Int) throws(ImportError) {
    self.bytesRead = bytesRead
    guard pipe.send(.reading(bytesDone: before + min(bytesRead, size))) else { throw .cancelled }
  }
}
