internal import Glibc
internal import Synchronization

/// The first bytes of a file that this process may hold open otherwise, as SQLite holds a store.
///
/// POSIX takes all locks of a process from a file as soon as it closes any descriptor of it (fcntl(2)): SQLite's too, and then
/// two processes write over each other. So what was opened to be looked at is not closed any more, once a file.
///
/// > "File Locking And Concurrency In SQLite Version 3", "How To Corrupt An SQLite Database File", §2.2.1.
public enum FileStart {
  private struct Place: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private static let held = Mutex<[Place: Int32]>([:])
  /// The most files that are kept so: whoever looks at more, to list them, holds none of them open otherwise.
  private static let limit = 256

  /// At most `count` bytes; `nil` where the file cannot be opened or read, `errno` says why.
  public static func bytes(of path: String, count: Int) -> [UInt8]? {
    held.withLock { held in
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      let place = Place(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
      guard let descriptor = held[place] ?? opened(path) else { return nil }
      defer { if held[place] == nil { close(descriptor) } }
      if held.count < limit { held[place] = descriptor }
      var bytes = [UInt8](repeating: 0, count: count)
      var filled = 0
      while filled < count {
        let read = pread(descriptor, &bytes[filled], count - filled, off_t(filled))
        if read < 0, errno == EINTR { continue }
        guard read >= 0 else { return nil }
        guard read > 0 else { break }
        filled += read
      }
      return Array(bytes.prefix(filled))
    }
  }

  private static func opened(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    return descriptor < 0 ? nil : descriptor
  }
}
