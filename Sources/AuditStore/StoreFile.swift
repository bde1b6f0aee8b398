internal import Files
internal import Foundation
internal import GRDB

/// The file of a store, before SQLite opens it.
enum StoreFile {
  /// - Parameter patience: How many seconds to wait for another process that writes.
  static func configuration(patience: Double = 5) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 4
    configuration.label = "walkaway"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA mmap_size = 17179869184; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  /// Reads the header and says what is wrong with the file in the words of a store.
  static func check(_ path: String) throws(StoreError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .noSuchFile(path: path) }
    if isFolder.boolValue { throw .notAStore(path: path) }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .inaccessible(path: path, explanation: "it may not be read")
    }
    defer { try? handle.close() }
    // SQLite keeps two files beside a store that is open.
    guard FileManager.default.isWritableFile(atPath: path),
      FileManager.default.isWritableFile(atPath: OutputFile.parts(of: path).folder)
    else { throw .readOnly(path: path) }
    guard let header = try? handle.read(upToCount: 100), header.count == 100,
      header.starts(with: Array("SQLite format 3\0".utf8)), number(header, 68) == StoreSchema.applicationID
    else { throw .notAStore(path: path) }
    let version = Int(number(header, 60))
    if version > StoreSchema.version { throw .newerVersion(path: path, found: version, known: StoreSchema.version) }
    let pageSize = Int(header[16]) << 8 | Int(header[17])
    let size = (try? handle.seekToEnd()) ?? 0
    let expected = UInt64(number(header, 28)) * UInt64(pageSize == 1 ? 65536 : pageSize)
    let hasJournal = FileManager.default.fileExists(atPath: path + "-wal")
    if number(header, 24) == number(header, 92), size < expected, !hasJournal { throw .truncated(path: path) }
  }

  private static func number(_ header: Data, _ offset: Int) -> UInt32 {
    header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
