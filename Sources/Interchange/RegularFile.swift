internal import Glibc

/// What lies at a path, looked at without waiting for it: pipes and devices never block.
package enum RegularFile {
  /// The size of the file at `path` in bytes; `nil` where nothing is there.
  ///
  /// - Throws: ``ImportError/notAFile(path:what:)`` by name for what is no file, a link to nothing included.
  package static func size(of path: String) throws(ImportError) -> Int? {
    var status = stat()
    if stat(path, &status) == 0 {
      try check(status, path)
      return Int(status.st_size)
    }
    let problem = errno
    guard lstat(path, &status) == 0 else {
      if problem == ENOENT || problem == ENOTDIR { return nil }
      throw .unreadable(path: path, explanation: systemError(problem))
    }
    throw problem == ENOENT || problem == ELOOP
      ? .notAFile(path: path, what: link(path, isLoop: problem == ELOOP))
      : .unreadable(path: path, explanation: systemError(problem))
  }

  /// Opens a file for reading.
  package static func open(_ path: String) throws(ImportError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    let problem = errno
    guard descriptor >= 0 else {
      // A socket, a link to nothing: named for what it is, where it is still there.
      _ = try size(of: path)
      throw .unreadable(path: path, explanation: systemError(problem))
    }
    var status = stat()
    do throws(ImportError) {
      guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, explanation: systemError(errno)) }
      try check(status, path)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func check(_ status: stat, _ path: String) throws(ImportError) {
    let what =
      switch status.st_mode & S_IFMT {
      case S_IFREG: nil as String?
      case S_IFDIR: "a folder"
      case S_IFIFO: "a named pipe"
      case S_IFSOCK: "a socket"
      case S_IFCHR, S_IFBLK: "a device"
      default: "no file"
      }
    if let what { throw .notAFile(path: path, what: what) }
  }

  private static func link(_ path: String, isLoop: Bool) -> String {
    if isLoop { return "a link that leads back to itself" }
    let target = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let count = readlink(path, start, buffer.count)
      return String(decoding: UnsafeRawBufferPointer(start: start, count: max(0, count)), as: UTF8.self)
    }
    return target.isEmpty ? "a link to nothing" : "a link to nothing: \(target)"
  }
}

/// What a system call that failed said.
package func systemError(_ number: Int32 = errno) -> String { String(cString: strerror(number)) }
