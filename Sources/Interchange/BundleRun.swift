internal import Cases
internal import JSON

/// One reading of a bundle's files, on a thread of its own.
struct BundleRun: Sendable {
  enum Message: Sendable {
    case batch(RecordBatch, bytesDone: Int)
    case finished(Outcome)
    case failed(any Error)
  }

  struct Outcome: Sendable {
    var report: ImportReport
    var ids: StringTable
  }

  let files: BundleFiles
  let options: ImportOptions
  let description: AuditDescription
  let held: HeldRecords

  /// A batch is sent when its texts or its rows reach these.
  static let batchBytes = 1 << 20
  static let batchRows = 8192

  func start(sendingTo pipe: Pipe<Message>) {
    var state = State(run: self)
    do throws(ImportError) {
      if let outcome = try state.readAll(sendingTo: pipe) { _ = pipe.send(.finished(outcome)) }
    } catch {
      _ = pipe.send(.failed(error))
    }
  }

  private struct State: ~Copyable {
    let run: BundleRun
    var checker: RecordChecker
    var report = ImportReport()
    var bytesBefore = 0

    init(run: BundleRun) {
      self.run = run
      checker = RecordChecker(description: run.description, held: run.held)
    }

    /// Returns nil where the receiver wants no more.
    mutating func readAll(sendingTo pipe: Pipe<Message>) throws(ImportError) -> Outcome? {
      checker.needsSimulations = run.files.files.contains { $0.kind == .simulations }
      let parser = JSONParser()
      for file in run.files.files {
        guard try read(file, with: parser, sendingTo: pipe) else { return nil }
        bytesBefore += file.size
        if run.options.isStrict, report.refused > 0 { break }
      }
      report.droppedTurns = checker.cut.turns
      report.cutConversations = checker.cut.conversations
      report.bytes = bytesBefore
      return Outcome(report: report, ids: checker.conversations.ids)
    }

    private mutating func read(
      _ file: BundleFiles.File, with parser: borrowing JSONParser, sendingTo pipe: Pipe<Message>
    ) throws(ImportError) -> Bool {
      var lines = try LineReader(path: file.path, limit: run.options.maximumLineLength)
      while let line = try lines.next() {
        read(line, of: file, with: parser)
        if run.options.isStrict, report.refused > 0 { break }
        if checker.batch.bytes.count >= BundleRun.batchBytes || checker.batchRows >= BundleRun.batchRows {
          let done = min(lines.bytesRead, file.size)
          guard pipe.send(.batch(checker.takeBatch(), bytesDone: bytesBefore + done)) else { return false }
        }
      }
      return checker.batch.isEmpty || pipe.send(.batch(checker.takeBatch(), bytesDone: bytesBefore + file.size))
    }

    private mutating func read(_ line: LineReader.Line, of file: BundleFiles.File, with parser: borrowing JSONParser) {
      if line.bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }), !line.isTooLong { return }
      report[file.kind].read += 1
      do throws(RowProblem) {
        switch try check(line, kind: file.kind, with: parser) {
        case .taken: report[file.kind].stored += 1
        case .dropped: report[file.kind].dropped += 1
        }
      } catch {
        report[file.kind].refused += 1
        report.refusedByReason[error.reason.rawValue, default: 0] += 1
        if report.refusals.count < run.options.detailLimit {
          report.refusals.append(
            Refusal(
              file: file.name, line: line.number, key: error.key, reason: error.reason, explanation: error.explanation))
        }
      }
    }

    private mutating func check(
      _ line: LineReader.Line, kind: BundleFiles.Kind, with parser: borrowing JSONParser
    ) throws(RowProblem) -> RecordChecker.Verdict {
      if line.isTooLong {
        throw RowProblem(.lineTooLong, "is longer than \(run.options.maximumLineLength) bytes")
      }
      let value: JSONView
      do throws(JSONSyntaxError) {
        value = try parser.parse(line.bytes)
      } catch {
        let reason = line.isComplete || error.reason != .brokenJSON ? error.reason : .incompleteLine
        throw RowProblem(reason, "\(error.explanation) at byte \(error.offset + 1)")
      }
      return try checker.check(value, kind: kind, line: line.number)
    }
  }
}

extension RecordChecker {
  var batchRows: Int {
    batch.conversations.count + batch.simulations.count + batch.labels.count + batch.reviews.count
  }
}

/// What the store holds from before.
struct HeldRecords: Sendable {
  private(set) var dictionaries = StoreHoldings()
  private(set) var conversations = ConversationIndex()
  private(set) var simulations = KeySet()
  /// Whether conversations that come again may have other turns than the store's.
  private(set) var mayChange = false

  init() {}

  init(_ holdings: StoreHoldings, of sink: some RecordSink, choice: ContradictionChoice) throws {
    dictionaries = holdings
    mayChange = choice != .keep
    guard holdings.conversations > 0 else { return }
    var roles: [UInt8] = []
    try sink.forEachConversation { id, turns in
      roles.removeAll(keepingCapacity: true)
      PackedTurns.forEach(in: turns) { item in
        roles.append(item.role.code)
        return true
      }
      _ = conversations.add(id: id, roles: roles, dropped: 0)
    }
    try sink.forEachSimulation { simulations.insert($0) }
  }
}
