internal import Cases

/// One reading of a bundle's files, on a thread of its own.
struct BundleRun: Sendable {
  enum Message: Sendable {
    case batch(RecordBatch, bytesDone: Int)
    /// No batch is full yet, but the reading goes on.
    case reading(bytesDone: Int)
    case finished(Outcome)
    case failed(any Error)
  }

  struct Outcome: Sendable {
    var report: ImportReport
    var ids: StringTable
    /// Of simulated conversations.
    var simulatedIDs: StringTable
    /// The first file of which no row was taken, where the store held this audit before: that rows are missing from the
    /// bundle comes first.
    var nothingTaken: ImportError?
  }

  let files: BundleFiles
  let options: ImportOptions
  let description: AuditDescription
  /// Where credentials stood in `audit.json`.
  let credentials: [String]
  let source: (any RowSource)?
  let held: HeldRecords

  /// A batch is sent when its texts or its rows reach these.
  static let batchBytes = 1 << 20
  static let batchRows = 2048

  func start(sendingTo pipe: Pipe<Message>) {
    var reading = BundleReading(run: self, pipe: pipe)
    do throws(ImportError) {
      if let outcome = try reading.readAll() { _ = pipe.send(.finished(outcome)) }
    } catch {
      _ = pipe.send(.failed(error))
    }
  }
}

/// What the store holds from before.
struct HeldRecords: Sendable {
  private(set) var dictionaries = StoreHoldings()
  private(set) var conversations = ConversationIndex()
  private(set) var simulatedConversations = SimulatedIndex()
  private(set) var simulations = KeySet()
  /// Whether conversations that come again may have other turns than the store's.
  private(set) var mayChange = false

  init() {}

  init(_ holdings: StoreHoldings, of sink: some RecordSink, choice: ContradictionChoice) throws {
    dictionaries = holdings
    mayChange = choice != .keep
    var roles: [UInt8] = []
    func readRoles(_ turns: UnsafeRawBufferPointer) {
      roles.removeAll(keepingCapacity: true)
      PackedTurns.forEach(in: turns) { item in
        roles.append(item.role.code)
        return true
      }
    }
    try sink.forEachSimulatedConversation { id, simulator, turns in
      readRoles(turns)
      simulatedConversations.addHeld(id, simulator: simulator, roles: roles)
    }
    guard holdings.conversations > 0 else { return }
    try sink.forEachConversation { id, turns in
      readRoles(turns)
      _ = conversations.add(id: id, roles: roles, dropped: 0)
    }
    try sink.forEachSimulation { simulations.insert($0) }
  }
}
