internal import Foundation
internal import Synchronization

/// Files and folders that are being made under names of their own beside those that they will take.
///
/// None outlives its process: ``removeAll(then:)`` is for a process that ends before its time, and what a killed one left
/// is cleared by the next that writes beside it.
public enum Temporaries {
  private static let paths = Mutex<Set<String>>([])
  private static let start = ".walkaway-"
  private static let end = ".partial"

  /// A name in `folder` that nobody uses.
  static func path(in folder: String) -> String {
    "\(folder)/\(start)\(getpid())-\(UInt32.random(in: 0...UInt32.max))\(end)"
  }

  /// Notes `path` while `body` makes it there.
  static func make<Result>(_ path: String, _ body: () -> Result) -> Result {
    paths.withLock {
      $0.insert(path)
      return body()
    }
  }

  /// Gives `path` its own name by `body`; nothing is taken away meanwhile.
  static func name<Result>(_ path: String?, _ body: () -> Result) -> Result {
    paths.withLock { paths in
      if let path { paths.remove(path) }
      return body()
    }
  }

  /// Takes away what is being made at `path`.
  public static func remove(_ path: String) {
    paths.withLock { paths in
      guard paths.remove(path) != nil else { return }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// Makes an empty file for others to fill, with the mode of its place, where there is none.
  ///
  /// It is one of those that ``removeAll(then:)`` takes away until it is forgotten.
  public static func makeFile(_ path: String) throws(OutputError) {
    let descriptor = make(path) {
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PrivateFolders.mode(of: path))
    }
    guard descriptor >= 0 else {
      let error = OutputError(errnoAt: path)
      forget(path)
      throw error
    }
    close(descriptor)
  }

  /// Makes a folder that is its owner's alone, and that goes with the process.
  public static func makeFolder(_ path: String) throws {
    try make(path) {
      Result {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      }
    }.get()
  }

  /// Makes a folder in the system's place for what is temporary, its owner's alone, that goes with the process; what killed
  /// ones left there goes first.
  public static func makeFolder() throws -> String {
    var folder = NSTemporaryDirectory()
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    clear(folder)
    let path = path(in: folder)
    try makeFolder(path)
    return path
  }

  /// Says that somebody else may make `path`, which then goes with the process too.
  public static func note(_ path: String) { make(path) {} }

  /// Says that `path` is gone, or somebody else's.
  public static func forget(_ path: String) { name(path) {} }

  /// Takes away whatever is not finished; nothing can be made or take its name before `body` returns.
  ///
  /// - Parameter body: Ends the process.
  public static func removeAll(then body: () -> Void) {
    paths.withLock { paths in
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      paths = []
      body()
    }
  }

  /// Clears what processes that were killed left in `folder`.
  ///
  /// Each holds a lock on what it makes, which tells it from a process of the same number elsewhere.
  static func clear(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasPrefix(start), name.hasSuffix(end),
        let process = Int32(name.dropFirst(start.count).prefix { $0 != "-" }), isOver(process)
      else { continue }
      let path = "\(folder)/\(name)"
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: path) }
      close(descriptor)
    }
  }

  /// Whether a process is no more, or waits only for its parent to take note of that, which in a container may be never.
  public static func isOver(_ process: Int32) -> Bool {
    if kill(process, 0) != 0 { return errno == ESRCH }
    // After the name of the program, which may hold anything: the state.
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.split(separator: ")").last?.hasPrefix(" Z") ?? false
  }
}
