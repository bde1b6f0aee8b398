import Cases
import Foundation
import JSON

@testable import Formats
@testable import Interchange

/// Logs that a test writes itself, for one trap each.
enum WrittenLog {
  /// Reads `text` as a file called `name`.
  static func read(
    _ text: String, named name: String = "log.jsonl", format: String? = nil, mapping: Mapping = Mapping()
  ) throws -> ReadLog {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("formats-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return try SampleFiles.read(file.path, format: format, mapping: mapping)
  }

  /// A mapping with an outcome of its own.
  static func outcome(_ field: String, committed: String...) throws -> Mapping {
    var mapping = Mapping()
    mapping.outcome = try FieldPath(field)
    mapping.committed = committed
    return mapping
  }

  /// A mapping in which somebody is the user.
  static func user(_ name: String) -> Mapping {
    var mapping = Mapping()
    mapping.roles = [name.lowercased(): .user]
    mapping.namesUser = true
    return mapping
  }
}

extension ReadLog {
  /// What the audit says of where its outcome comes from.
  var evidence: String { reading.audit.description.outcome.evidence ?? "" }

  /// By what ended them and the control word, how many conversations.
  var ends: [String: Int] {
    conversations.indices.reduce(into: [:]) { all, place in
      all["\(value(place, "ended_by") ?? "") \(value(place, "end_word") ?? "")", default: 0] += 1
    }
  }

  var ids: [String] { conversations.indices.compactMap { value($0, "id") } }
}
