import Dispatch
import Files
import Glibc
import ModelEndpoint
import Synchronization

/// SIGINT, SIGTERM and SIGHUP end the program as ever, but not before what is half written is gone.
///
/// The handlers only pass the signal on to a thread, which may do what a handler may not.
enum EndSignals {
  private static let pipe: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }()

  /// What Ctrl-C does instead of ending the program.
  private static let interruption = Mutex<(@Sendable () -> Void)?>(nil)

  /// Watches from now on; a signal that whoever started the program had ignored (nohup, a job in the background) stays
  /// ignored.
  static func watch() {
    guard pipe.read >= 0 else { return }
    unblock()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      signal(number) { number in
        let problem = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = Glibc.write(EndSignals.pipe.write, &byte, 1)
        errno = problem
      }
    }
    DispatchQueue(label: "walkaway.signals").async { @Sendable in
      var byte: UInt8 = 0
      while true {
        let count = read(pipe.read, &byte, 1)
        if count == 1 { take(Int32(byte)) } else if !(count < 0 && errno == EINTR) { return }
      }
    }
  }

  /// A thread of a pool, which lets no signal in, hands that down to what it starts: the program could not be ended.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Lets `handler` have Ctrl-C, or nobody any more.
  static func onInterruption(_ handler: (@Sendable () -> Void)?) { interruption.withLock { $0 = handler } }

  /// Ends the program at once, with a status of its own.
  static func leave(_ status: Int32) {
    ProgramGroups.endAll()
    Temporaries.removeAll { _exit(status) }
  }

  private static func take(_ number: Int32) {
    if number == SIGINT, let handler = interruption.withLock({ $0 }) { return handler() }
    ProgramGroups.endAll()
    Temporaries.removeAll {
      signal(number, SIG_DFL)
      kill(getpid(), number)
      // It arrives when it does; nothing goes on meanwhile.
      while true { pause() }
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
