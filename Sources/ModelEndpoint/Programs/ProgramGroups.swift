import Foundation

/// The process groups of programs that run: none outlives this process, however it ends.
public enum ProgramGroups {
  struct Problem: Error { var words: String }

  private struct State {
    var groups: Set<pid_t> = []
    var isOver = false
  }

  private static let state = Guarded(State())

  /// The two ends of a pipe that no program inherits by chance: none is started meanwhile.
  static func pipe() -> (read: Int32, write: Int32)? {
    state.withLock { _ in
      var ends: [Int32] = [-1, -1]
      guard Glibc.pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }
  }

  /// Starts a program in a group of its own, with signals as they are from the start.
  static func start(_ command: [String], input: Int32, output: Int32, errors: Int32) -> Result<pid_t, Problem> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (own, its) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO)] {
      posix_spawn_file_actions_adddup2(&actions, own, its)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&usual)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT, SIGCHLD] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    return state.withLock { state in
      guard !state.isOver else { return .failure(Problem(words: "the run has ended")) }
      var id: pid_t = 0
      let status = posix_spawnp(&id, command[0], &actions, &attributes, &arguments, environ)
      guard status == 0 else { return .failure(Problem(words: String(cString: strerror(status)))) }
      state.groups.insert(id)
      return .success(id)
    }
  }

  /// Whether the first process of a group has ended; its number stays taken.
  static func hasEnded(_ id: pid_t) -> Bool {
    var status = siginfo_t()
    return waitid(P_PID, id_t(id), &status, WEXITED | WNOHANG | WNOWAIT) != 0 || status.si_signo != 0
  }

  /// Ends all that is left of a group.
  static func end(_ id: pid_t) {
    state.withLock { state in
      guard state.groups.remove(id) != nil else { return }
      // The number is the group's until the first process is waited for.
      kill(-id, SIGKILL)
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }
  }

  /// Ends all groups, for a process that ends before its time; none is started any more.
  public static func endAll() {
    state.withLock { state in
      state.isOver = true
      for id in state.groups { kill(-id, SIGKILL) }
    }
  }
}
