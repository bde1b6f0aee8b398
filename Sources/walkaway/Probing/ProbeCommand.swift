import AuditStore
import Desk
import Foundation
import ModelEndpoint
import Probing
import Text

/// What `simulate` and `label` do once they know who is asked about what.
struct ProbeCommand {
  let name: String
  let setup: ProbeSetup
  let works: [ProbeWork]
  let scope: ProbeScope
  /// Whether a plan or a part of it was asked for.
  let isChosen: Bool
  let seed: UInt64
  let running: RunArguments
  let batches: BatchArguments
  let json: Bool

  /// Says which definition of the audit cannot be used.
  static func tellPassedOver(_ words: String) { StandardError.write("walkaway: \(words)\n") }

  /// What the person who runs it has set for every audit.
  static func configuration() throws -> Configuration { try .load(ProcessInfo.processInfo.environment) }

  /// Says what a run would ask.
  static func tellDryRun(
    _ name: String, _ setup: ProbeSetup, _ scope: ProbeScope, simulators: [PreparedDefinition] = [],
    instruments: [PreparedDefinition] = [], again: Bool, json: Bool
  ) throws {
    let text = EstimateText(
      try setup.session.estimates(
        simulators: simulators, instruments: instruments, within: scope, again: again,
        prices: try ProbeCommand.configuration().prices))
    try FileOrStandardOutput().write(
      json ? try text.dryRunJSON(of: scope, command: name) : text.dryRun(of: scope))
  }

  private var batch: BatchProbing {
    BatchProbing(
      command: name, session: setup.session, works: works, scope: scope, format: batches.batchFormat)
  }

  func run() async throws {
    switch batches.task {
    case nil: try await runLive()
    case .write(let folder): try write(to: folder)
    case .read(let files): try read(files)
    }
  }

  private func runLive() async throws {
    let live = LiveProbing(
      session: setup.session, settings: running.settings(try ProbeCommand.configuration()), seed: seed)
    let progress = ProbeProgress()
    defer { progress.finish() }
    let outcome = try await Interrupt().whileWatching { isInterrupted in
      try await live.run(works, at: scope, isInterrupted: isInterrupted) { progress.update($0) }
    }
    progress.finish()
    // The next start of the explorer finds the table made.
    _ = try setup.store.caseTable()
    let report = ProbeReportText(
      command: name, scope: scope, outcome: outcome, prices: try ProbeCommand.configuration().prices,
      invalid: try invalidAnswers())
    try FileOrStandardOutput().write(json ? report.json : report.text)
    if outcome.isInterrupted {
      throw CommandFailure(.interrupted, "interrupted; everything that was answered is stored, nothing is asked twice")
    }
    if !outcome.unusable.isEmpty { throw unusable(outcome.unusable.joined(separator: ", ")) }
    if outcome.hasFailed {
      throw CommandFailure(
        .endpoint, "not every request was answered",
        remedy: "see to what failed above, then run the same command again")
    }
  }

  private func write(to folder: String) throws {
    let requests = try batch.write(to: folder, seed: seed, retriesInvalid: running.retryInvalid)
    if json { return try FileOrStandardOutput().write(requests.json(of: name)) }
    StandardError.write(
      "\(NumberText.counted(requests.count, "request")) in \(NumberText.counted(requests.files.count, "file"))\n")
    for id in requests.unseeded {
      StandardError.write("the seed of \(shown(id)) is not in them: Anthropic's requests have no place for it\n")
    }
    try FileOrStandardOutput().write(requests.files.map { $0 + "\n" }.joined())
  }

  private func read(_ files: [String]) throws {
    // Asked before anything is taken in.
    _ = try FileOrStandardOutput(batches.missing, isForced: batches.force)
    let progress = ProgressLine("results", unit: .items("lines"))
    let results = try batch.read(files, isChosen: isChosen, missing: batches.missing) {
      progress.update(done: $0, total: nil)
    }
    progress.finish()
    let invalid = try invalidAnswers()
    try FileOrStandardOutput().write(
      json ? results.json(invalid) : results.text(missingIn: batches.missing, of: works, invalid))
    if results.report.isAllInvalid { throw unusable(works.map(\.definition.id).joined(separator: ", ")) }
    if results.missingCount > 0 {
      throw CommandFailure(
        .endpoint, "\(NumberText.counted(results.missingCount, "answer is", "answers are")) missing",
        remedy: batches.missing == nil
          ? "read the engine's other files too, or write what is missing with --missing FILE"
          : "give the requests of \(batches.missing ?? "") to the engine")
    }
  }

  private func invalidAnswers() throws -> InvalidAnswersText {
    try InvalidAnswersText(
      of: setup.store, name == "label" ? .instrument : .simulator, ids: Set(works.map(\.definition.id)))
  }

  private func unusable(_ ids: String) -> CommandFailure {
    CommandFailure(
      .invalidAnswers, "the answers of \(ids) cannot be used",
      remedy: "see why above; correct the definition or the endpoint, then ask again with --retry-invalid")
  }
}
