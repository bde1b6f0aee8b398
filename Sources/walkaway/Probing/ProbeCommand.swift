import ArgumentParser
import AuditStore
import ModelEndpoint
import Probing

/// What `simulate` and `label` do once they know who is asked about what.
struct ProbeCommand {
  let name: String
  let setup: ProbeSetup
  let works: [ProbeWork]
  let probes: [PlannedProbe]
  let seed: UInt64
  let running: RunArguments
  let batches: BatchArguments
  let json: Bool

  func run() async throws {
    switch batches.task {
    case nil: try await runLive()
    case .write(let folder):
      try BatchProbing(command: self).write(to: folder)
    case .read(let files):
      try BatchProbing(command: self).read(files)
    }
  }

  private func runLive() async throws {
    let live = LiveProbing(session: setup.session, arguments: running, seed: seed)
    let outcome = try await Interrupt().whileWatching { isInterrupted in
      try await live.run(works, at: probes, isInterrupted: isInterrupted)
    }
    // The next start of the explorer finds the table made.
    _ = try setup.store.caseTable()
    let report = ProbeReportText(command: name, outcome: outcome)
    var output = StandardOutput()
    if json {
      try output.write(report.json)
    } else {
      try output.write(report.text)
      if name == "label" { try output.write(invalidText(try setup.store.invalidCounts())) }
    }
    try output.flush()
    if outcome.isInterrupted {
      throw CommandFailure(ExitCode(130), "interrupted; everything that was answered is stored, nothing is asked twice")
    }
    if outcome.hasFailed {
      throw CommandFailure(
        ExitStatus.endpoint, "not every request was answered",
        remedy: "see to what failed above, then run the same command again")
    }
  }
}
