internal import AuditStore
internal import Cases
internal import Fidelity
internal import Probing
public import Receipt
internal import Text

/// Makes receipts of an audit, for the command, the check and the explorer alike.
public struct ReceiptMaking: Sendable {
  private let audit: LoadedAudit

  public init(audit: LoadedAudit) { self.audit = audit }

  /// The receipt that the settings mean.
  ///
  /// - Parameters:
  ///   - hasDigests: Whether the records are digested, which reads all of them; without, the subjects say nothing.
  ///   - isShown: Whether anyone looks at the verdict, which the store then notes.
  ///   - progress: Called with the number of digested conversations; what it throws ends the work.
  /// - Throws: ``CommandFailure`` where the audit has no such series or the filter cannot be read; ``StoreError``.
  public func receipt(
    _ method: ReceiptMethod, issuedAt: String, version: String = ProgramVersion.text, hasDigests: Bool = true,
    isShown: Bool = true,
    progress: @escaping @Sendable (Int) throws -> Void = { _ in }
  ) async throws -> Receipt {
    let (options, rows) = try prepared(method)
    // The records are read by one thread, while the others compute.
    async let digests = digests(hasDigests, progress)
    let report = try await FidelityAnalysis(table: audit.table, rows: rows, options: options).report()
    var input = ReceiptInput(
      description: audit.table.description, auditJSON: audit.store.auditJSON, options: options, report: report,
      digests: try await digests, account: ReceiptAccount(audit.table, rows, options: options),
      program: ReceiptProgram(version: version, issuedAt: issuedAt))
    try addProbing(to: &input)
    input.looks = try audit.store.lookCount(besides: Look(report))
    if isShown { audit.note(report) }
    return try Receipt(input)
  }

  private func digests(
    _ areWanted: Bool, _ progress: @escaping @Sendable (Int) throws -> Void
  ) async throws -> RecordDigests {
    let digester = RecordDigester(description: audit.store.description, progress: progress)
    if areWanted { try audit.store.forEachRecordInOrderOfIDs(digester) }
    return digester.finish()
  }

  /// The options and the rows that settings mean.
  private func prepared(_ method: ReceiptMethod) throws -> (options: AnalysisOptions, rows: RowSet) {
    if let problem = method.problem {
      throw CommandFailure(.badData, "the settings cannot be used: \(problem)")
    }
    let series = CaseTable.Series(simulator: method.simulator, instrument: method.instrument, draw: method.draw ?? 0)
    var options = audit.analysisOptions(series: series)
    method.apply(to: &options)
    return (options, try audit.rows(reading: method.filter))
  }

  /// What the program knows of probes that it ran itself.
  private func addProbing(to input: inout ReceiptInput) throws {
    let store = audit.store
    if let plan = try store.plans().last { input.plan = (plan.words, plan.counts.map(ReceiptConversations.Count.init)) }
    let definitions = try store.definitions()
    let simulator = input.options.simulator
    let instrument = input.options.instrument
    if let run = definitions.first(where: { $0.kind == .simulator && $0.id == simulator }) {
      input.simulator = ReceiptInput.Definition(run)
      input.simulator?.answers = try ReceiptAnswers(of: run, in: store)
    }
    guard let run = definitions.first(where: { $0.kind == .instrument && $0.id == instrument }) else { return }
    input.instrument = ReceiptInput.Definition(run)
    input.instrument?.answers = try ReceiptAnswers(of: run, in: store)
    input.invalid = ReceiptInput.Invalid.sides(try store.invalidCounts(), instrument: instrument, simulator: simulator)
  }
}

extension ReceiptConversations.Count {
  fileprivate init(_ count: PlanRecord.Count) {
    self.init(step: "plan: \(count.step)", count: count.count, why: count.why ?? "")
  }
}

extension ReceiptInput.Invalid {
  /// What an instrument could not be read on: of real turns, then of a simulator's.
  static func sides(_ counts: [InvalidCount], instrument: String, simulator: String) -> [ReceiptInput.Invalid] {
    var real = ReceiptInput.Invalid(source: "real", invalid: 0, of: 0)
    var simulated = ReceiptInput.Invalid(source: "simulated", invalid: 0, of: 0)
    for count in counts where count.instrument == instrument {
      switch count.source {
      case .real: real.add(count)
      case .simulator(let id, _) where id == simulator: simulated.add(count)
      case .simulator, .agent: break
      }
    }
    return [real, simulated]
  }

  private mutating func add(_ count: InvalidCount) {
    invalid += count.invalid
    of += count.labelled + count.invalid
  }
}

extension ReceiptAnswers {
  /// Reasons beyond these are counted together.
  private static let mostReasons = 8

  init(of run: DefinitionRecord, in store: AuditStore) throws {
    let all = try store.invalidAnswers().reasons(run.kind).filter { $0.id == run.id }
    var reasons = all.prefix(ReceiptAnswers.mostReasons).map { reason in
      Reason(cause: reason.cause?.rawValue, why: reason.why, count: reason.count, example: reason.example)
    }
    let rest = all.dropFirst(ReceiptAnswers.mostReasons)
    for (cause, others) in Dictionary(grouping: rest, by: \.cause).sorted(by: {
      ($1.value.count, $0.key?.rawValue ?? "") < ($0.value.count, $1.key?.rawValue ?? "")
    }) {
      let count = others.reduce(0) { $0 + $1.count }
      let why = NumberText.counted(others.count, "other reason")
      reasons.append(Reason(cause: cause?.rawValue, why: why, count: count, example: nil))
    }
    let format = run.kind == .instrument ? try store.format(run.kind, id: run.id) : nil
    self.init(
      served: try store.servedModels(run.kind, id: run.id).map { Served(model: $0.model, answers: $0.answers) },
      format: format?.format.rawValue, formatRefusal: format?.refusal,
      valid: try store.answerCount(run.kind, id: run.id), invalid: all.reduce(0) { $0 + $1.count },
      cutOff: run.kind == .simulator ? try store.turnsCutOff(ofSimulator: run.id) : nil, reasons: reasons)
  }
}

extension PlanRecord {
  fileprivate var words: String {
    var words = "\(panel) panel, seed \(seed)"
    if let filter { words += ", filter \(filter)" }
    if let limit { words += ", at most \(NumberText.counted(limit, "conversation"))" }
    return words + ", planned \(at)"
  }
}

extension ReceiptInput.Definition {
  fileprivate init(_ record: DefinitionRecord) {
    let settings: [(String, String?)] = [
      ("temperature", record.temperature.map { "\($0)" }), ("top_p", record.topP.map { "\($0)" }),
      ("max_tokens", record.maxTokens.map(String.init)), ("seed", record.seed.map(String.init)),
    ]
    let further = (record.deployment ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, Optional($0.value)) }
    self.init(
      model: record.model.isEmpty ? nil : record.model, prompt: record.prompt.isEmpty ? nil : record.prompt,
      sampling: (settings + further).compactMap { name, value in
        value.map { ReceiptSimulator.Setting(name: name, value: $0) }
      },
      profileFields: record.profileFields, maySilent: record.permitsNoReply)
  }
}
