import Foundation
internal import JSON
internal import Text

/// One process of a program, with pipes to its three streams, in a process group of its own.
///
/// It belongs to one thread.
final class ProgramProcess {
  private let id: pid_t
  private var input: Int32
  private let answers: Int32
  private var complaints: Int32
  private var unsent: ArraySlice<UInt8> = []
  private(set) var output: [UInt8] = []
  private var told: [UInt8] = []
  private(set) var isAtEnd = false
  var request: ProgramRequests.Request?
  private(set) var deadline = ContinuousClock.now

  private static let mostTold = 4096

  /// Starts it.
  ///
  /// - Throws: ``ChatFailure/program(_:isFinal:)`` where there is no such program, or it may not run.
  init(_ command: [String]) throws(ChatFailure) {
    let pipes = (0..<3).compactMap { _ in ProgramGroups.pipe() }
    guard pipes.count == 3 else {
      for pipe in pipes { for end in [pipe.read, pipe.write] { close(end) } }
      throw .program("there are no more pipes for programs; ask for less --concurrency", isFinal: true)
    }
    let started = ProgramGroups.start(
      command, input: pipes[0].read, output: pipes[1].write, errors: pipes[2].write)
    for end in [pipes[0].read, pipes[1].write, pipes[2].write] { close(end) }
    (input, answers, complaints) = (pipes[0].write, pipes[1].read, pipes[2].read)
    switch started {
    case .success(let id): self.id = id
    case .failure(let problem):
      for end in [input, answers, complaints] { close(end) }
      let name = VisibleText.line(command[0])
      throw .program("the program \(name) cannot be started: \(problem.words)", isFinal: true)
    }
    for end in [input, answers, complaints] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
  }

  func begin(_ request: ProgramRequests.Request, until deadline: ContinuousClock.Instant) {
    self.request = request
    self.deadline = deadline
    unsent = (request.line + [UInt8(ascii: "\n")])[...]
  }

  var polled: [pollfd] {
    var polled = [pollfd(fd: answers, events: Int16(POLLIN), revents: 0)]
    if complaints >= 0 { polled.append(pollfd(fd: complaints, events: Int16(POLLIN), revents: 0)) }
    if !unsent.isEmpty { polled.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    return polled
  }

  var hasOutput: Bool { !output.isEmpty }

  /// Sends and reads what can be without waiting.
  func move() {
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        // Who reads no more is about to end; what it said is read first.
        if count < 0, errno != EAGAIN { unsent = [] }
        break
      }
      unsent = unsent.dropFirst(count)
    }
    if ProgramProcess.drain(complaints, { told = Array((told + $0).suffix(ProgramProcess.mostTold)) }) {
      close(complaints)
      complaints = -1
    }
    if ProgramProcess.drain(answers, { output += $0 }) { isAtEnd = true }
  }

  /// Reads what is there, but no more than a few pieces at once.
  ///
  /// - Returns: Whether the other end is closed.
  private static func drain(_ descriptor: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
    guard descriptor >= 0 else { return false }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<16 {
      let count = read(descriptor, &piece, piece.count)
      if count == 0 { return true }
      if count < 0 {
        if errno == EINTR { continue }
        return errno != EAGAIN
      }
      take(piece[..<count])
    }
    return false
  }

  /// The line that is there, whole, without its end.
  func takeLine() -> [UInt8]? {
    guard let end = output.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { output.removeFirst(end + 1) }
    return Array(output[..<end])
  }

  /// In words; waits a little for the end of a process that has closed its output.
  func howItEnded() -> String {
    var status = siginfo_t()
    for _ in 0..<50 {
      status = siginfo_t()
      guard waitid(P_PID, id_t(id), &status, WEXITED | WNOHANG | WNOWAIT) == 0 else { break }
      if status.si_signo != 0 { break }
      usleep(10_000)
    }
    if complaints >= 0 {
      _ = ProgramProcess.drain(complaints) { told = Array((told + $0).suffix(ProgramProcess.mostTold)) }
    }
    guard status.si_signo != 0 else { return "it closed its standard output" }
    let number = status._sifields._sigchld.si_status
    return status.si_code == Int32(CLD_EXITED) ? "it ended with status \(number)" : "signal \(number) ended it"
  }

  /// The last of what it wrote to standard error, on one line, without what looks like a secret.
  var toldText: String {
    var text = String(decoding: told, as: UTF8.self)
    text = CredentialText.masked(text) ?? text
    let lines = text.split(whereSeparator: \.isNewline).suffix(3).joined(separator: " ")
    let cut = lines.count > ChatFailure.longestMessage
    return VisibleText.line((cut ? "…" : "") + String(lines.suffix(ChatFailure.longestMessage)))
  }

  /// Ends it and all that it started, at once.
  func kill() {
    closeEnds()
    ProgramGroups.end(id)
  }

  private func closeEnds() {
    for end in [input, answers, complaints] where end >= 0 { close(end) }
    (input, complaints) = (-1, -1)
  }

  /// Lets processes end by themselves at the end of their input, then asks them to, then ends them.
  static func end(_ processes: [ProgramProcess]) {
    for process in processes { process.closeEnds() }
    var left = processes
    for signal in [0, SIGTERM] {
      for process in left where signal != 0 { Glibc.kill(-process.id, signal) }
      for _ in 0..<100 where !left.isEmpty {
        left.removeAll { ProgramGroups.hasEnded($0.id) }
        if !left.isEmpty { usleep(10_000) }
      }
    }
    for process in processes { ProgramGroups.end(process.id) }
  }
}
