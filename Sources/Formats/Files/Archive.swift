internal import CArchive
internal import Files
internal import Foundation
internal import Interchange

/// Archives and packed files, through libarchive: zip, tar, 7z, zstd, xz, bzip2. gzip alone is read as it stands.
enum Archive {
  private static let marks: [[UInt8]] = [
    Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8), [0x28, 0xB5, 0x2F, 0xFD],
    [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
    Array("BZh".utf8), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C],
  ]

  /// Whether it has to be unpacked, by its first bytes; a workbook is none.
  static func isArchive(_ path: String) throws -> Bool {
    var source = try ByteSource(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 512, alignment: 16)
    defer { buffer.deallocate() }
    let start = Array(buffer[..<(try source.read(into: buffer))])
    return marks.contains { start.starts(with: $0) } || isTar(start)
  }

  private static func isTar(_ start: [UInt8]) -> Bool {
    start.count >= 262 && Array(start[257..<262]) == Array("ustar".utf8)
  }

  private static let mostFiles = 2_000_000

  /// Unpacks all plain files of `path` into `folder`.
  ///
  /// - Parameter limit: How many bytes may come out; what is plausible for its size where it is `nil`.
  static func unpack(_ path: String, into folder: String, limit: Int?) throws {
    let size = try RegularFile.size(of: path) ?? 0
    let limit = limit ?? ByteSource.plausibleSize(ofPacked: size)
    guard let archive = archive_read_new() else { fatalError("memory is short") }
    defer { archive_read_free(archive) }
    archive_read_support_filter_all(archive)
    // Only these: others hold large texts in memory to tell what they are, or name files of this machine to be read (mtree).
    for support in [
      archive_read_support_format_zip, archive_read_support_format_tar, archive_read_support_format_7zip,
      archive_read_support_format_raw,
    ] { _ = support(archive) }
    // A member's name is UTF-8 for us, whatever the locale: libarchive takes the thread's, and loses names that it does
    // not hold.
    let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let before = locale.map { uselocale($0) }
    defer {
      if let before { uselocale(before) }
      if let locale { freelocale(locale) }
    }
    archive_read_set_options(archive, "hdrcharset=UTF-8")
    guard archive_read_open_filename(archive, path, 1 << 18) == ARCHIVE_OK else { throw broken(archive, path) }
    var names = MemberNames()
    var (count, total) = (0, 0)
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { break }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw broken(archive, path) }
      guard archive_entry_filetype(entry) & S_IFMT == S_IFREG || archive_format(archive) == ARCHIVE_FORMAT_RAW else {
        continue
      }
      count += 1
      if count > mostFiles { throw ImportError.unmapped(path: path, explanation: "holds more than \(mostFiles) files") }
      let given = archive_entry_pathname_utf8(entry).map { String(cString: $0) }
      let name = names.safe(archive_format(archive) == ARCHIVE_FORMAT_RAW ? stem(of: path) : given ?? "file-\(count)")
      total += try copy(archive, to: "\(folder)/\(name)", path, room: limit - total, limit)
    }
  }

  private static func stem(of path: String) -> String {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  private static func copy(
    _ archive: OpaquePointer, to target: String, _ path: String, room: Int, _ limit: Int
  ) throws -> Int {
    try FileManager.default.createDirectory(
      atPath: OutputFile.parts(of: target).folder, withIntermediateDirectories: true)
    let file = try OutputFile(target)
    var count = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let read = archive_read_data(archive, &buffer, buffer.count)
      if read == 0 { break }
      guard read > 0 else { throw broken(archive, path) }
      count += read
      if count > room { throw ImportError.tooLarge(path: path, limit: limit) }
      try file.write(Array(buffer[..<read]))
    }
    try file.finish()
    return count
  }

  private static func broken(_ archive: OpaquePointer, _ path: String) -> ImportError {
    var words = archive_error_string(archive).map { String(cString: $0) } ?? "the archive is damaged"
    // Inspect packs its logs with zstd, which a libarchive may have been built without.
    if words.contains("ompression method") {
      words +=
        "; unpack it with another program and name the folder, or, of Inspect, write it as JSON with "
        + "“inspect log convert --to json”"
    }
    return .unmapped(path: path, explanation: "is an archive that cannot be read: \(words); copy or pack it again")
  }
}

/// Names of members as paths that stay inside of their folder, each of them once.
private struct MemberNames {
  private var taken: Set<String> = []

  mutating func safe(_ name: String) -> String {
    var parts: [String] = []
    for part in name.split(separator: "/") where part != "." && part != ".." && !part.contains("\0") {
      parts.append(part.hasPrefix(".") ? "_\(part)" : String(part.prefix(80)))
    }
    let base = parts.suffix(12).joined(separator: "/")
    var result = base.isEmpty ? "file" : base
    var number = 1
    while !taken.insert(result).inserted {
      number += 1
      result = "\(number)-\(base)"
    }
    return result
  }
}
