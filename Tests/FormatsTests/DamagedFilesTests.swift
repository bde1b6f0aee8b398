import Foundation
import Testing

@testable import Formats
@testable import Interchange

/// Files that end too early, and files whose bytes were changed: they may be refused, but nothing may break on them.
struct DamagedFilesTests {
  private static func samples(of id: String) throws -> [[UInt8]] {
    let manager = FileManager.default
    return try SampleFiles.logs(of: id).flatMap { path -> [String] in
      guard let inside = manager.enumerator(atPath: path) else { return [path] }
      let files = inside.compactMap { $0 as? String }.map { "\(path)/\($0)" }
      return files.isEmpty ? [path] : files.sorted()
    }.filter { path in
      var isFolder: ObjCBool = false
      return manager.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }.map { Array(try Data(contentsOf: URL(fileURLWithPath: $0))) }
  }

  private static func read(_ bytes: [UInt8], as id: String?) throws {
    let files = try WrittenFiles([:])
    try FileManager.default.createDirectory(atPath: files.folder, withIntermediateDirectories: true)
    let path = files.folder + "/damaged.json"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      _ = try SampleFiles.read(path, format: id, mapping: id.map(SampleFiles.mapping(of:)) ?? Mapping())
    } catch is ImportError {
    } catch is MappingProblem {
    } catch is UnknownFormat {
    }
  }

  @Test(arguments: LogFormats.all.map(\.id))
  func filesMayEndAnywhere(_ id: String) throws {
    for bytes in try Self.samples(of: id) {
      for part in 0..<12 { try Self.read(Array(bytes.prefix(bytes.count * part / 12)), as: id) }
    }
  }

  /// What changes most where it changes: brackets, quotes, numbers, and values of another kind.
  @Test(arguments: LogFormats.all.map(\.id))
  func bytesMayBeAnything(_ id: String) throws {
    let strange: [[UInt8]] = ["null", "[]", "{}", "\"\"", "-1e999", "NaN", "[", "}", ",", "\u{0}", "\\"].map {
      Array($0.utf8)
    }
    var state: UInt64 = 7
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(limit, 1)
    }
    for bytes in try Self.samples(of: id) {
      for turn in 0..<12 {
        var changed = bytes
        for _ in 0..<(1 + turn % 3) {
          let place = next(changed.count)
          let end = min(changed.count, place + next(6))
          changed.replaceSubrange(place..<end, with: strange[next(strange.count)])
        }
        try Self.read(changed, as: turn % 4 == 3 ? nil : id)
      }
    }
  }

  /// A value of every format in the place of one of every other.
  @Test(arguments: LogFormats.all.map(\.id))
  func filesOfOtherFormatsAreRefused(_ id: String) throws {
    for other in LogFormats.all where other.id != id {
      if let bytes = try Self.samples(of: other.id).first { try Self.read(bytes, as: id) }
    }
  }
}
