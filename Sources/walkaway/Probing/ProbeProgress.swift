import Desk
import Probing

/// The progress of definitions that are asked one after the other.
final class ProbeProgress {
  private var line: (definition: String, progress: ProgressLine)?
  private var logged = ContinuousClock.now

  func update(_ step: LiveProbing.Progress) {
    let name = shown(step.definition.id)
    if line?.definition != name {
      finish()
      line = (name, ProgressLine(name, unit: .items("answers")))
    }
    var note = ", \(step.summary.tokens) tokens"
    if step.summary.tally.failed > 0 { note += ", \(step.summary.tally.failed) failed" }
    if step.summary.invalid > 0 { note += ", \(step.summary.invalid) invalid" }
    let seconds = Int((step.summary.waiting / .seconds(1)).rounded(.up))
    if seconds > 1 { note += ", waiting \(seconds) s" }
    line?.progress.update(done: step.done, total: step.total, note: note)
    // A log of a long run says now and then that it goes on.
    if !StandardError.isTerminal, ContinuousClock.now - logged > .seconds(60) {
      logged = .now
      StandardError.write("\(name): \(step.done) of \(step.total) answers\(note)\n")
    }
  }

  func finish() {
    line?.progress.finish()
    line = nil
  }
}
