import Desk
import Probing

/// The progress of definitions that are asked one after the other.
final class ProbeProgress {
  private var line: (definition: String, progress: ProgressLine)?
  private var logged = ContinuousClock.now
  private var hasToldOfWaiting = false

  func update(_ step: LiveProbing.Progress) {
    let name = shown(step.definition.id)
    if line?.definition != name {
      finish()
      line = (name, ProgressLine(name, unit: .items("answers")))
    }
    var note = ", \(step.summary.tokens) tokens"
    if step.summary.tally.failed > 0 { note += ", \(step.summary.tally.failed) failed" }
    if step.summary.invalid > 0 { note += ", \(step.summary.invalid) invalid" }
    let tally = step.summary.tally
    if let left = step.summary.waiting {
      let seconds = Int((left / .seconds(1)).rounded(.up))
      note +=
        step.summary.waitingFor.map { ", waiting for the endpoint (\($0), \(seconds) s)" }
        ?? (seconds > 1 ? ", waiting \(seconds) s" : "")
    } else if step.done == 0, tally.underWay > 0 {
      note += ", \(tally.underWay) under way"
    }
    if tally.deferred > 0 { note += ", \(tally.deferred) asked by another process" }
    line?.progress.update(done: step.done, total: step.total, note: note)
    log("\(name): \(step.done) of \(step.total) answers\(note)", isWaiting: step.summary.waitingFor != nil)
  }

  /// A log of a long run says now and then that it goes on, and at once that it waits.
  private func log(_ words: String, isWaiting: Bool) {
    guard !StandardError.isTerminal else { return }
    let isNews = isWaiting && !hasToldOfWaiting
    hasToldOfWaiting = isWaiting
    guard isNews || ContinuousClock.now - logged > .seconds(60) else { return }
    logged = .now
    StandardError.write(words + "\n")
  }

  func finish() {
    line?.progress.finish()
    line = nil
  }
}
