import Foundation

/// The thread of a ``ProgramPool``: hands out requests, reads answers, and keeps the time.
final class ProgramLoop: @unchecked Sendable {
  // Everything here belongs to the one thread that runs it.
  private typealias Request = ProgramRequests.Request

  private let command: [String]
  private let most: Int
  private let timeout: Duration
  private let shared: ProgramRequests
  private var waiting: [Request] = []
  private var processes: [ProgramProcess] = []
  /// Processes that ended, or had to be ended, since the last answer.
  private var ended = 0
  /// Why no process is started any more.
  private var broken: ChatFailure?

  /// A program that ends so often without an answer in between is not started again.
  private static let mostEnds = 6
  private static let longestLine = 1 << 20
  private static let unasked = "it wrote a line that nothing had asked for"

  init(_ command: [String], processes: Int, timeout: Duration, _ shared: ProgramRequests) {
    self.command = command
    most = processes
    self.timeout = timeout
    self.shared = shared
  }

  func run() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    while true {
      let known = Set(waiting.map(\.id) + processes.compactMap { $0.request?.id })
      let news = shared.take(known: known)
      waiting += news.submitted
      for id in news.cancelled { cancel(id) }
      if news.isStopping { break }
      handOut()
      waitForNews()
      for process in processes { attend(to: process) }
    }
    for request in waiting + processes.compactMap(\.request) {
      request.continuation.resume(throwing: CancellationError())
    }
    ProgramProcess.end(processes)
    shared.end()
  }

  private func cancel(_ id: UInt64) {
    if let index = waiting.firstIndex(where: { $0.id == id }) {
      waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    } else if let process = processes.first(where: { $0.request?.id == id }) {
      process.request?.continuation.resume(throwing: CancellationError())
      remove(process)
    }
  }

  private func handOut() {
    if let broken {
      for request in waiting { request.continuation.resume(throwing: broken) }
      waiting = []
    }
    while !waiting.isEmpty {
      if let idle = processes.first(where: { $0.request == nil }) {
        // What it wrote beside its last answer would answer this request.
        idle.move()
        if idle.hasOutput {
          fail(idle, ProgramLoop.unasked)
          if broken != nil { return handOut() }
        } else {
          idle.begin(waiting.removeFirst(), until: .now + timeout)
        }
      } else if processes.count < most {
        do throws(ChatFailure) {
          processes.append(try ProgramProcess(command))
        } catch {
          broken = error
          return handOut()
        }
      } else {
        return
      }
    }
  }

  private func waitForNews() {
    var polled = [pollfd(fd: shared.wake.read, events: Int16(POLLIN), revents: 0)]
    for process in processes { polled += process.polled }
    let deadline = processes.compactMap { $0.request == nil ? nil : $0.deadline }.min()
    let left = deadline.map { max(0, ($0 - ContinuousClock.now) / .milliseconds(1)) + 1 }
    _ = poll(&polled, nfds_t(polled.count), left.map { Int32(min($0, 60_000)) } ?? -1)
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(shared.wake.read, &bytes, bytes.count) > 0 {}
  }

  private func attend(to process: ProgramProcess) {
    process.move()
    if process.request == nil, process.hasOutput { return fail(process, ProgramLoop.unasked) }
    if let line = process.takeLine() { return finish(process, line) }
    if process.output.count > ProgramLoop.longestLine {
      return fail(process, "it wrote a line of more than \(ProgramLoop.longestLine) bytes")
    }
    if process.isAtEnd { return fail(process, process.howItEnded(), mayAgain: true) }
    if process.request != nil, process.deadline <= .now { fail(process, "it gave no answer within \(timeout.words)") }
  }

  private func finish(_ process: ProgramProcess, _ line: [UInt8]) {
    guard let request = process.request else { return }
    do throws(ProgramAnswer.Problem) {
      let answer = try ProgramAnswer.read(line, to: request.line)
      process.request = nil
      ended = 0
      request.continuation.resume(returning: answer)
    } catch {
      guard error.isInStep else { return fail(process, error.words) }
      process.request = nil
      request.continuation.resume(throwing: ChatFailure.program("the program: \(error.words)", isFinal: false))
    }
  }

  /// Ends a process, and its request with it.
  ///
  /// - Parameter mayAgain: Whether another process may try the request once more.
  private func fail(_ process: ProgramProcess, _ words: String, mayAgain: Bool = false) {
    remove(process)
    ended += 1
    let told = process.toldText
    let failure = "the program was given up: \(words)" + (told.isEmpty ? "" : "; it said: \(told)")
    if broken == nil, ended >= ProgramLoop.mostEnds {
      broken = .program("\(failure); it ended \(ended) times without an answer in between", isFinal: true)
    }
    guard var request = process.request else { return }
    process.request = nil
    request.ended += 1
    if mayAgain, request.ended < 2, broken == nil {
      waiting.insert(request, at: 0)
    } else {
      request.continuation.resume(throwing: broken ?? .program(failure, isFinal: false))
    }
  }

  private func remove(_ process: ProgramProcess) {
    processes.removeAll { $0 === process }
    process.kill()
  }
}

extension Duration {
  /// In seconds.
  fileprivate var words: String {
    let seconds = self / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
