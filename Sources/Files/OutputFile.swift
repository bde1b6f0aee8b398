internal import Foundation

/// A file that appears whole or not at all.
///
/// It is written without a name, or under another beside its own, and takes its name when it is whole and on the disk;
/// one that it replaces gives it mode and owner. Links are followed. What is no plain file (a device, a pipe,
/// `/dev/stdout`) is written into as it stands. One that is never finished leaves nothing.
public final class OutputFile {
  private enum Way {
    /// Into something that is there.
    case through
    /// Into a file that has no name yet.
    case unnamed
    case named(String)
  }

  private let path: String
  private let place: OutputPlace
  private let way: Way
  /// −1 once it is closed: the number may be another file's by then.
  private var descriptor: Int32
  private var pending: [UInt8] = []

  private static let pieceSize = 1 << 18
  /// Of open(2), generic; glibc gives it to C alone.
  private static let temporary = 0o20000000 | O_DIRECTORY

  public init(_ path: String) throws(OutputError) {
    self.path = path
    place = try OutputPlace(path)
    switch place.kind {
    case .descriptor(let number):
      way = .through
      descriptor = fcntl(number, F_DUPFD_CLOEXEC, 3)
    case .device:
      way = .through
      descriptor = open(place.path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    case .nothing, .file: (way, descriptor) = OutputFile.begin(place)
    }
    guard descriptor >= 0 else { throw OutputError(errnoAt: path) }
  }

  deinit { discard() }

  /// Opens something to write into that will take the name of `place`.
  private static func begin(_ place: OutputPlace) -> (Way, Int32) {
    let folder = parts(of: place.path).folder
    Temporaries.clear(folder)
    // What replaces another is nobody's to read before it has the other's mode.
    let mode = if case .file = place.kind { mode_t(0o600) } else { PrivateFolders.mode(of: place.path) }
    let descriptor = open(folder, O_WRONLY | temporary | O_CLOEXEC, mode)
    // The name is given through /proc.
    if descriptor >= 0, access("/proc/self/fd/\(descriptor)", F_OK) == 0 { return (.unnamed, descriptor) }
    if descriptor >= 0 { Glibc.close(descriptor) }
    let partial = Temporaries.path(in: folder)
    return Temporaries.make(partial) {
      let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
      return (.named(partial), descriptor)
    }
  }

  /// Whether it is a terminal that is written to.
  public var isTerminal: Bool { descriptor >= 0 && isatty(descriptor) == 1 }

  /// The plain file that writing to `path` replaces; `nil` where there is none.
  ///
  /// - Throws: ``OutputError`` where nothing can be written there.
  public static func replaced(by path: String) throws(OutputError) -> String? {
    let place = try OutputPlace(path)
    return if case .file = place.kind { place.path } else { nil }
  }

  /// Whether what is written to `path` is, or will be, a plain file.
  ///
  /// - Throws: ``OutputError`` where nothing can be written there.
  public static func isFile(_ path: String) throws(OutputError) -> Bool {
    switch try OutputPlace(path).kind {
    case .nothing, .file: true
    case .device, .descriptor: false
    }
  }

  public func write(_ bytes: [UInt8]) throws(OutputError) {
    guard pending.count + bytes.count >= OutputFile.pieceSize else { return pending.append(contentsOf: bytes) }
    try flush()
    try put(bytes)
  }

  /// Puts everything on the disk; only the name is missing then.
  public func complete() throws(OutputError) {
    try flush()
    if case .through = way { return }
    if case .file(let mode, let owner, let group) = place.kind {
      // Whoever may not give a file away keeps it.
      _ = fchown(descriptor, owner, group)
      fchmod(descriptor, mode)
    }
    guard fsync(descriptor) == 0 else { throw OutputError(errnoAt: path) }
  }

  /// Puts the file on the disk and in its place.
  public func finish() throws(OutputError) {
    try complete()
    guard takeName() else {
      let error = OutputError(errnoAt: path)
      discard()
      throw error
    }
    close()
    if case .through = way { return }
    OutputFile.syncFolder(of: place.path)
  }

  private func takeName() -> Bool {
    switch way {
    case .through: return true
    case .named(let partial): return Temporaries.name(partial) { move(partial) }
    case .unnamed:
      let file = "/proc/self/fd/\(descriptor)"
      return Temporaries.name(nil) {
        if linkat(AT_FDCWD, file, AT_FDCWD, place.path, AT_SYMLINK_FOLLOW) == 0 { return true }
        guard errno == EEXIST else { return false }
        // A name that is taken can only be taken over by another name.
        let partial = Temporaries.path(in: OutputFile.parts(of: place.path).folder)
        return linkat(AT_FDCWD, file, AT_FDCWD, partial, AT_SYMLINK_FOLLOW) == 0 && move(partial)
      }
    }
  }

  private func move(_ partial: String) -> Bool {
    if rename(partial, place.path) == 0 { return true }
    let problem = errno
    unlink(partial)
    errno = problem
    return false
  }

  /// Takes away what was written, unless it is finished.
  public func discard() {
    guard descriptor >= 0 else { return }
    close()
    if case .named(let partial) = way { Temporaries.remove(partial) }
  }

  /// Writes a whole file.
  ///
  /// - Parameter body: Writes pieces of the content; if it throws, nothing appears and `path` is as it was.
  public static func write<Result>(
    to path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    let file = try OutputFile(path)
    do {
      let result = try body { try file.write($0) }
      try file.finish()
      return result
    } catch {
      file.discard()
      throw error
    }
  }

  private func close() {
    Glibc.close(descriptor)
    descriptor = -1
  }

  private func flush() throws(OutputError) {
    try put(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno != EINTR { throw OutputError(errnoAt: path) }
      done += max(0, count)
    }
  }

  /// The folder of a path, and its name there. Foundation's own functions crash where a path is one letter.
  public static func parts(of path: String) -> (folder: String, name: String) {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// Puts on the disk that a name in the folder of `path` has changed.
  public static func syncFolder(of path: String) {
    let descriptor = Glibc.open(parts(of: path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Glibc.close(descriptor)
  }
}
