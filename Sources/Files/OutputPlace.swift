internal import Glibc

/// What stands where something is to be written, all links followed.
struct OutputPlace {
  enum Kind {
    /// Nothing yet.
    case nothing
    case file(mode: mode_t, owner: uid_t, group: gid_t)
    /// A device, a pipe, a socket: written into as it stands.
    case device
    /// An open file of this process, by a name such as `/dev/stdout` or `/dev/fd/3`.
    case descriptor(Int32)
  }

  /// Where it is, with no link left.
  let path: String
  let kind: Kind

  /// - Throws: ``OutputError`` where no file can be written there.
  init(_ name: String) throws(OutputError) {
    guard !name.isEmpty else { throw OutputError(path: name, explanation: "it is no name") }
    var path = name
    for _ in 0..<40 {
      if let number = OutputPlace.descriptor(named: path) {
        self.path = path
        kind = .descriptor(number)
        return
      }
      var status = stat()
      guard lstat(path, &status) == 0 else {
        guard errno == ENOENT else { throw OutputError(errnoAt: name) }
        guard !path.hasSuffix("/") else { throw OutputError(path: name, explanation: "it is the name of a folder") }
        self.path = path
        kind = .nothing
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        path = try OutputPlace.target(of: path, said: name)
        continue
      case S_IFDIR: throw OutputError(path: name, explanation: "it is a folder")
      case S_IFREG: kind = .file(mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid)
      default: kind = .device
      }
      self.path = path
      return
    }
    throw OutputError(path: name, explanation: "its links lead in a circle")
  }

  /// Where a link leads.
  static func target(of link: String, said name: String) throws(OutputError) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    guard count > 0 else { throw OutputError(errnoAt: name) }
    let target = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return target.hasPrefix("/") ? target : "\(OutputFile.parts(of: link).folder)/\(target)"
  }

  /// The number of an open file of this process that a path means: what `/proc/self/fd`, `/dev/fd` and their kind hold.
  private static func descriptor(named path: String) -> Int32? {
    let (folder, name) = OutputFile.parts(of: path)
    guard let number = Int32(name), number >= 0, let real = realpath(folder, nil) else { return nil }
    defer { free(real) }
    let parts = String(cString: real).split(separator: "/")
    guard parts.first == "proc", parts.last == "fd", parts.count > 2, parts[1] == "\(getpid())" else { return nil }
    return number
  }
}
