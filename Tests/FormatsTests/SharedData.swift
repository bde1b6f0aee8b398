import Foundation
import JSON
import Testing

@testable import Formats

/// Real files of other programs, which lie beside the package and are not part of it.
enum SharedData {
  /// `nil` where it is not there.
  static func path(_ name: String) -> String? {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = package.appendingPathComponent("../shared/data/\(name)").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}

/// Files that a test writes, in a folder of their own that goes with them.
final class WrittenFiles {
  let folder: String

  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("formats-\(UUID().uuidString)").path
    for (name, text) in files {
      let url = URL(fileURLWithPath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}

extension ReadLog {
  /// How many turns there are, of a role or of all.
  func turnCount(_ role: String? = nil) -> Int {
    conversations.reduce(0) { sum, row in
      sum + (row.record["turns"]?.elements ?? []).count { role == nil || $0["role"]?.string == role }
    }
  }

  /// How many conversations have an outcome of their own.
  func outcomes(_ value: String) -> Int { conversations.count { $0.record["outcome"]?.string == value } }

  var customers: Int { Set(conversations.compactMap { $0.record["customer"]?.string }).count }
}
