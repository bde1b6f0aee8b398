internal import CSQLite
internal import Files
internal import Foundation
internal import GRDB

/// The file of a store, looked at before SQLite opens it and while it is open.
struct StoreFile: Sendable {
  /// As it was named.
  let path: String
  /// Whether nothing can be kept in it: the file or its folder, where SQLite keeps two more, may not be written.
  let isReadOnly: Bool
  /// In bytes, when it was opened.
  let size: Int
  /// Without links: SQLite keeps its other files beside this name.
  private let real: String
  private let identity: Identity
  /// What SQLite opens where it could not read the file with the changes beside it.
  private let copy: StoreCopy?

  /// Which file it is, whatever its name.
  private struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  /// Looks at the file's kind and header.
  ///
  /// - Parameter mayWrite: Whether a file or folder may be written.
  init(_ path: String, mayWrite: (String) -> Bool = { access($0, W_OK) == 0 }) throws(StoreError) {
    self.path = path
    let status = try StoreFile.status(of: path)
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAStore(path: path) }
    identity = Identity(status)
    size = Int(status.st_size)
    guard let resolved = realpath(path, nil) else { throw .noSuchFile(path: path) }
    defer { free(resolved) }
    real = String(cString: resolved)
    isReadOnly = !mayWrite(real) || !mayWrite(OutputFile.parts(of: real).folder)
    // Beside an index of them, which some process made, SQLite reads the changes as they are.
    let needsCopy = isReadOnly && StoreFile.hasUnreadChanges(real) && !StoreFile.exists(real + "-shm")
    copy = needsCopy ? try StoreCopy(of: real, named: path) : nil
    let header = try StoreFile.header(of: path)
    guard header.isStore else { throw .notAStore(path: path) }
    if header.version > StoreSchema.version {
      throw .newerVersion(path: path, found: header.version, known: StoreSchema.version)
    }
    if header.knowsLength, size < header.length, !StoreFile.hasUnreadChanges(real) { throw .truncated(path: path) }
  }

  /// Whether SQLite must read changes from another file before this one is whole.
  private static func hasUnreadChanges(_ real: String) -> Bool {
    StoreCopy.changes.contains { name in
      var status = stat()
      return stat(real + name, &status) == 0 && status.st_size > 0
    }
  }

  /// Whether a file says of itself that it is a store, whole or not.
  static func isStore(_ path: String) -> Bool { (try? header(of: path).isStore) ?? false }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The name for SQLite.
  ///
  /// Where nothing may be written SQLite could not make the files that it keeps beside a store: there it is told that the
  /// file cannot change, unless changes wait beside it.
  var databasePath: String {
    if let copy { return copy.path }
    guard isReadOnly, !StoreFile.hasUnreadChanges(real) else { return real }
    var name = ""
    for scalar in real.unicodeScalars {
      switch scalar {
      case "%": name += "%25"
      case "?": name += "%3f"
      case "#": name += "%23"
      default: name.unicodeScalars.append(scalar)
      }
    }
    return "file:\(name)?immutable=1"
  }

  /// How SQLite opens a file that a stranger may have made.
  ///
  /// The file is never mapped into memory: one that is cut short under a running program would end it, and reading the
  /// columns of a large table took 21 ms without and 40 ms with a map.
  ///
  /// > "Defense Against The Dark Arts", https://www.sqlite.org/security.html
  ///
  /// - Parameter patience: How many seconds to wait for another process that writes.
  func configuration(patience: Double) -> Configuration {
    var configuration = StoreFile.configuration
    // The copy is put together first; nothing is written to it besides.
    configuration.readonly = isReadOnly && copy == nil
    configuration.busyMode = .timeout(patience)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      if let connection = db.sqliteConnection { csqlite_defend(UnsafeMutableRawPointer(connection)) }
      // Readers go through the file once, page after page: in a small cache they are read where the last ones were, and no
      // memory has to be made ready for each.
      let cache = db.configuration.readonly ? 1024 : 32768
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -\(cache)")
    }
    return configuration
  }

  /// What holds for every connection.
  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.label = "walkaway"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  /// One connection to the file, which was opened as a store before.
  func queue(patience: Double) throws -> DatabaseQueue {
    try DatabaseQueue(path: databasePath, configuration: configuration(patience: patience))
  }

  // MARK: While it is open

  /// Whether another file has taken its place: what is read by its name is no longer what was opened.
  func checkNotReplaced() throws(StoreError) {
    guard let status = try? StoreFile.status(of: path) else { return }
    if Identity(status) != identity { throw .replaced(path: path) }
  }

  /// Whether it is still there, the same, and whole.
  func checkStanding() throws(StoreError) {
    guard let status = try? StoreFile.status(of: path) else { throw .gone(path: path) }
    if Identity(status) != identity { throw .replaced(path: path) }
    guard Int(status.st_size) < size else { return }
    // Whoever packs a store also makes it shorter, and says so in its header.
    let header = try StoreFile.header(of: path)
    if !header.isStore || Int(status.st_size) < header.length { throw .truncated(path: path) }
  }

  private static func status(of path: String) throws(StoreError) -> stat {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .noSuchFile(path: path) : .inaccessible(path: path, explanation: String(cString: strerror(errno)))
    }
    return status
  }

  private static func header(of path: String) throws(StoreError) -> StoreHeader {
    guard let bytes = FileStart.bytes(of: path, count: StoreHeader.size) else {
      let isHidden = errno == EACCES || errno == EPERM
      throw .inaccessible(path: path, explanation: isHidden ? "it may not be read" : String(cString: strerror(errno)))
    }
    return StoreHeader(bytes + [UInt8](repeating: 0, count: StoreHeader.size - bytes.count))
  }
}

/// The first bytes of an SQLite file.
private struct StoreHeader {
  static let size = 100

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isStore: Bool {
    bytes.starts(with: Array("SQLite format 3\0".utf8)) && number(68) == UInt32(StoreSchema.applicationID)
  }

  var version: Int { Int(number(60)) }

  /// Whether the program that wrote last kept ``length`` right.
  var knowsLength: Bool { number(24) == number(92) }

  var length: Int {
    let pageSize = Int(bytes[16]) << 8 | Int(bytes[17])
    return Int(number(28)) * (pageSize == 1 ? 65_536 : pageSize)
  }

  private func number(_ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
