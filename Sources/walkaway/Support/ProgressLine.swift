import Foundation
import Synchronization

/// Progress of long work on standard error: done, rate and time left. Silent where standard error is no terminal.
final class ProgressLine: Sendable {
  private struct State {
    var shown = false
    var last: ContinuousClock.Instant
  }

  private let title: String
  private let unit: Unit
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// What is counted.
  enum Unit {
    case bytes
    case items(String)
  }

  init(_ title: String, unit: Unit) {
    self.title = title
    self.unit = unit
    state = Mutex(State(last: start - .seconds(1)))
  }

  /// Shows where the work stands, at most ten times a second.
  ///
  /// - Parameter note: What is to be said besides.
  func update(done: Int, total: Int?, note: String = "") {
    guard StandardError.isTerminal else { return }
    let now = ContinuousClock.now
    let due = state.withLock { state in
      guard now - state.last >= .milliseconds(100) else { return false }
      state.last = now
      state.shown = true
      return true
    }
    guard due else { return }
    StandardError.show(line(done: done, total: total, elapsed: now - start) + note)
  }

  /// Takes the line away again.
  func finish() {
    guard state.withLock({ $0.shown }) else { return }
    StandardError.show("")
  }

  private func line(done: Int, total: Int?, elapsed: Duration) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    let rate = seconds > 0 ? Double(done) / seconds : 0
    var text = "\(title): "
    if let total, total > 0 {
      let sofar = if case .items = unit { String(done) } else { quantity(Double(done)) }
      text += "\(sofar) of \(quantity(Double(total))) (\(min(100, done * 100 / total)) %)"
    } else {
      text += quantity(Double(done))
    }
    text += ", \(quantity(rate))/s"
    if let total, rate > 0, total > done {
      text += ", \(duration(Double(total - done) / rate)) left"
    }
    return text
  }

  private func quantity(_ value: Double) -> String {
    switch unit {
    case .bytes: value >= 1e9 ? String(format: "%.2f GB", value / 1e9) : String(format: "%.1f MB", value / 1e6)
    case .items(let name): "\(Int(value.rounded())) \(name)"
    }
  }

  private func duration(_ seconds: Double) -> String {
    seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
  }
}
