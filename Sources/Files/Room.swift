import Glibc

/// What is left of the machine, in bytes.
public enum Room {
  /// Free bytes on the disk on which a file would lie; `nil` where that cannot be told.
  public static func onDisk(at path: String) -> Int? {
    var folder = path
    var status = statvfs()
    // The file, and folders above it, need not be there yet.
    while statvfs(folder.isEmpty ? "." : folder, &status) != 0 {
      guard !folder.isEmpty, folder != "/" else { return nil }
      folder = folder.contains("/") ? String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]) : ""
    }
    let blocks = geteuid() == 0 ? status.f_bfree : status.f_bavail
    return Int(clamping: UInt64(blocks).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
  }

  /// Bytes of memory that programs can still have; `nil` where that cannot be told.
  public static var inMemory: Int? {
    guard let file = fopen("/proc/meminfo", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("MemAvailable:") else { continue }
      return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }
}
