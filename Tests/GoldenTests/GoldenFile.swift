import Foundation
import Testing

/// A file under `Tests/Golden`.
struct GoldenFile {
  static let isWriting = ProcessInfo.processInfo.environment["WALKAWAY_GOLDEN"] == "write"
  static let remedy = "meant? WALKAWAY_GOLDEN=write swift test --no-parallel --filter GoldenTests"

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden")

  let name: String
  var url: URL { GoldenFile.folder.appendingPathComponent("\(name).txt") }

  init(_ name: String) { self.name = name }

  /// The names of all golden files that lie there.
  static func names() -> Set<String> {
    let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
    return Set(
      paths.filter { $0.hasSuffix(".txt") && !$0.hasPrefix("inputs/") }.map { String($0.dropLast(".txt".count)) })
  }

  /// Compares bytes with those of the file, or writes the file anew where that is asked for.
  func expect(_ bytes: [UInt8], location: SourceLocation = #_sourceLocation) throws {
    if GoldenFile.isWriting {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      // A file that says the same keeps its time.
      if (try? Data(contentsOf: url)) != Data(bytes) { try Data(bytes).write(to: url) }
      return
    }
    guard let kept = try? Data(contentsOf: url) else {
      Issue.record("Tests/Golden/\(name).txt is missing\n\(GoldenFile.remedy)", sourceLocation: location)
      return
    }
    guard kept != Data(bytes) else { return }
    let (old, new) = (lines(Array(kept)), lines(bytes))
    let number = zip(old, new).prefix { $0 == $1 }.count
    Issue.record(
      """
      Tests/Golden/\(name).txt, line \(number + 1)
        kept \(number < old.count ? shown(old[number]) : "— its end")
        now  \(number < new.count ? shown(new[number]) : "— its end")
      \(GoldenFile.remedy)
      """, sourceLocation: location)
  }

  private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private func shown(_ line: ArraySlice<UInt8>) -> String { String(decoding: line, as: UTF8.self).debugDescription }
}
